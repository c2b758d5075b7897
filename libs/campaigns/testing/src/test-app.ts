import { CampaignPortsModule, OwnerSettingsModule } from '@relance/campaigns-core';
import { contactFileReader } from '@relance/campaigns-contact-files';
import { CampaignsMongoModule } from '@relance/campaigns-data-access';
import { CampaignsManagementHttpModule } from '@relance/campaigns-management';
import { type OwnerId } from '@relance/kernel';
import { FixedClock } from '@relance/kernel/testing';
import { MESSENGER, type Messenger } from '@relance/messaging';
import {
  AUDIT_WRITER,
  defaultInstallationSettings,
  INSTALLATION_SETTINGS,
  jsonBody,
  deferBodyErrors,
  loadConfig,
  MongoModule,
  PlatformModule,
  PRODUCT_CLOCK,
  rejectUnsupportedMediaTypes,
  RELANCE_CONFIG,
  type RelanceConfig,
  USER_DIRECTORY,
} from '@relance/platform';
import { testDatabase } from '@relance/platform/testing';
import { Global, Module, type Type } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { SignJWT } from 'jose';
import pino from 'pino';
import request from 'supertest';
import { AuditInMemory } from './audit-in-memory.ts';
import { CampaignsSendingModule, SENDING_POLICY, sendingPolicy, type SendingPolicy } from '@relance/campaigns-sending';

const SECRET = 'a secret of at least thirty-two characters';
const noWatch = () => () => undefined;

/** No sender is here, so nothing leaves; what the book does without WhatsApp is what these tests are about. */
const silentMessenger: Messenger = {
  senders: () => [],
  sender: () => null,
  standings: async () => new Map(),
  prepare: () => null,
  forget: async () => undefined,
  send: async () => ({ kind: 'not_sent', reason: 'sender_unavailable' }),
  lookUp: async () => [],
  onLidLearnt: () => () => undefined,
  onReceipt: noWatch,
  onInbound: noWatch,
  onSenderChanged: noWatch,
};

@Global()
@Module({
  providers: [
    { provide: AUDIT_WRITER, useClass: AuditInMemory },
    {
      provide: USER_DIRECTORY,
      useValue: {
        consoleSession: async () => null,
        remember: async () => undefined,
        introduce: async () => undefined,
        owners,
      },
    },
    {
      provide: INSTALLATION_SETTINGS,
      useFactory: (config: RelanceConfig) => ({ read: async () => defaultInstallationSettings(config) }),
      inject: [RELANCE_CONFIG],
    },
    { provide: MESSENGER, useValue: silentMessenger },
  ],
  exports: [AUDIT_WRITER, INSTALLATION_SETTINGS, USER_DIRECTORY, MESSENGER],
})
class OtherModules {}

async function owners(ids: readonly OwnerId[]) {
  return new Map(ids.map((id) => [id, { id, name: `Name of ${id}`, email: null }]));
}

export type TestApp = Awaited<ReturnType<typeof openTestApp>>;

/** What a test of the engine brings along: a messenger that follows a script, and the engine's numbers. */
export type EngineDoubles = {
  readonly messenger: Messenger;
  readonly policy: (usual: SendingPolicy) => SendingPolicy;
  readonly databaseUri?: string;
};

/**
 * The real campaigns module with guard, pipe and filter, on a database of its own (or the one that `MONGODB_URI` in
 * `environment` names); the product's clock stands still. With engine doubles it is a worker too.
 */
export async function openTestApp(
  now = '2026-03-02T09:00:00Z',
  doubles?: EngineDoubles,
  environment: Readonly<Record<string, string>> = {},
  /** Modules beside the campaigns' own, such as the demo's. */
  modules: readonly Type[] = [],
) {
  const shared = doubles?.databaseUri ?? environment['MONGODB_URI'];
  const database = shared ? { uri: shared, stop: async () => undefined } : await testDatabase();
  const config = loadConfig({
    NODE_ENV: 'test',
    JWT_SECRET: SECRET,
    RELANCE_MASTER_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    MONGODB_URI: database.uri,
    RELANCE_ROLES: doubles ? 'api,worker' : 'api',
    ...environment,
  });
  const clock = new FixedClock(now);
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.on(config, pino({ enabled: false })),
      MongoModule.on(database.uri),
      OtherModules,
      OwnerSettingsModule.on({ stores: CampaignsMongoModule }),
      CampaignPortsModule.on({
        contactFiles: contactFileReader,
        stores: CampaignsMongoModule,
        messenger: OtherModules,
      }),
      CampaignsManagementHttpModule,
      CampaignsSendingModule,
      ...modules,
    ],
  })
    .overrideProvider(PRODUCT_CLOCK)
    .useValue(clock)
    .overrideProvider(MESSENGER)
    .useValue(doubles?.messenger ?? silentMessenger)
    .overrideProvider(SENDING_POLICY)
    .useValue(doubles ? doubles.policy(sendingPolicy(config)) : sendingPolicy(config))
    .compile();
  const app = module.createNestApplication<NestExpressApplication>({ bodyParser: false });
  app.useBodyParser('json', jsonBody);
  app.use(deferBodyErrors, rejectUnsupportedMediaTypes);
  app.setGlobalPrefix('api/relance');
  await app.init();
  const audit = app.get<AuditInMemory>(AUDIT_WRITER);
  return {
    app,
    clock,
    audit: audit.entries,
    as: (id: string, role: 'user' | 'support' | 'admin' = 'user') => client(app, id, role),
    close: async () => {
      await app.close();
      await database.stop();
    },
  };
}

type Method = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete';

/** Requests of one owner; answers hold status and body. */
async function client(app: NestExpressApplication, ownerId: string, role: string) {
  const token = await new SignJWT({ userId: ownerId, email: `${ownerId}@example.org`, role })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(SECRET));
  const ask = (method: Method, path: string) =>
    request(app.getHttpServer())[method](`/api/relance${path}`).set('Authorization', `Bearer ${token}`);
  return {
    get: (path: string) => ask('get', path),
    head: (path: string) => ask('head', path),
    post: (path: string, body?: object) => ask('post', path).send(body),
    put: (path: string, body: object) => ask('put', path).send(body),
    patch: (path: string, body: object) => ask('patch', path).send(body),
    delete: (path: string) => ask('delete', path),
    upload: (path: string, content: string | Buffer, name = 'people.csv') =>
      ask('post', path).attach('file', Buffer.from(content), name),
  };
}
