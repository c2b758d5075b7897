import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const generators = {
  JWT_SECRET: () => randomBytes(48).toString('base64url'),
  RELANCE_MASTER_KEYS: () => `dev:${randomBytes(32).toString('base64')}`,
} as const;
export type SecretName = keyof typeof generators;

export type DevelopmentSecrets = {
  /** The environment with the secrets that the data folder holds. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Which of them came from the data folder, for the line at start. */
  readonly taken: readonly { readonly name: SecretName; readonly file: string }[];
};

const isMissing = (value: string | undefined): boolean => value === undefined || value.trim() === '';

/** Reads a kept secret or makes one. `wx` lets one of two processes win; the other reads what the winner wrote. */
function keep(name: SecretName, file: string): string {
  try {
    writeFileSync(file, `${generators[name]()}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

/**
 * A development start makes the secrets it lacks once and keeps them in `<data folder>/secrets` (mode 600).
 * Never called with NODE_ENV=production: there a missing secret is a refusal.
 */
export function withDevelopmentSecrets(env: Readonly<Record<string, string | undefined>>): DevelopmentSecrets {
  const wanted = (Object.keys(generators) as SecretName[]).filter(
    (name) => isMissing(env[name]) && !(name === 'JWT_SECRET' && !isMissing(env['JWT_JWKS_URL'])),
  );
  if (wanted.length === 0) return { env, taken: [] };
  const folder = resolve(env['RELANCE_DATA_DIR']?.trim() || '.data', 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const taken = wanted.map((name) => ({ name, file: join(folder, name.toLowerCase().replaceAll('_', '-')) }));
  return { env: { ...env, ...Object.fromEntries(taken.map(({ name, file }) => [name, keep(name, file)])) }, taken };
}
