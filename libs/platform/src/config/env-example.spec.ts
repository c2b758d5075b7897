import { readFileSync } from 'node:fs';
import { environmentKeys } from './environment.schema.ts';
import { loadConfig } from './relance-config.ts';

const example = Object.fromEntries(
  readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const found = /^([A-Z_]+)=(.*)$/.exec(line);
      return found ? [[found[1] ?? '', found[2] ?? '']] : [];
    }),
) as Record<string, string>;

describe('.env.example', () => {
  it('holds the same keys as the configuration schema', () => {
    expect(Object.keys(example).sort()).toEqual([...environmentKeys].sort());
  });

  it('shows the defaults: a copy changes nothing', () => {
    const secrets = { JWT_SECRET: 'given', RELANCE_MASTER_KEYS: `k:${Buffer.alloc(32).toString('base64')}` };
    expect(loadConfig({ ...example, ...secrets })).toEqual(loadConfig(secrets));
  });
});
