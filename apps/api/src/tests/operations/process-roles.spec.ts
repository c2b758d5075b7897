import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { createLogger, loadConfig } from '@relance/platform';
import { AppModule } from '../../app.module.ts';

type Loaded = { readonly modules: readonly string[]; readonly controllers: readonly string[] };
const loaded = new Map<string, Promise<Loaded>>();

/** The names of the controllers that a process of these roles loads, and of its modules. Nothing of them is made (preview). */
function loadedBy(roles: string): Promise<Loaded> {
  const known = loaded.get(roles) ?? load(roles);
  loaded.set(roles, known);
  return known;
}

async function load(roles: string): Promise<Loaded> {
  const config = loadConfig({
    JWT_SECRET: 'unused',
    RELANCE_MASTER_KEYS: `unused:${Buffer.alloc(32).toString('base64')}`,
    RELANCE_ROLES: roles,
  });
  const options = { config, logger: createLogger({ logLevel: 'silent' }), mongoUri: '', announce: () => undefined };
  const app = await NestFactory.create(AppModule.on(options), { preview: true, abortOnError: false, logger: false });
  const modules = [...app.get(ModulesContainer).values()];
  return {
    modules: modules.map(({ metatype }) => metatype.name),
    controllers: modules.flatMap(({ controllers }) => [...controllers.values()].map(({ name }) => String(name))),
  };
}

describe('what a process loads by its roles', () => {
  it('a worker loads no controller but that of its probes and metrics', async () => {
    const { controllers, modules } = await loadedBy('worker');
    expect(controllers).toEqual(['OperationsController']);
    expect(modules).toContain('CampaignsSendingModule');
  });

  it('an API loads the controllers of every library and not the sending engine', async () => {
    const { controllers, modules } = await loadedBy('api');
    expect(controllers).toEqual(
      expect.arrayContaining([
        'OperationsController',
        'SessionController',
        'AuthController',
        'CampaignsController',
        'AdminCampaignsController',
        'WebhooksController',
      ]),
    );
    expect(modules).not.toContain('CampaignsSendingModule');
  });

  it('both roles in one process load what each of them loads', async () => {
    const [both, api, worker] = [await loadedBy('api,worker'), await loadedBy('api'), await loadedBy('worker')];
    expect(both.controllers.toSorted()).toEqual(api.controllers.toSorted());
    expect(new Set(both.modules)).toEqual(new Set([...api.modules, ...worker.modules]));
  });
});
