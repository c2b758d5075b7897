import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, loadConfig } from './relance-config.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const production = { NODE_ENV: 'production', JWT_SECRET: 'x'.repeat(32), RELANCE_MASTER_KEYS: `a:${key}` };

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
  }
  return [];
};

describe('configuration', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'relance-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('has a default for everything but the secrets', () => {
    expect(loadConfig(production)).toMatchObject({
      port: 3333,
      consolePort: 3000,
      host: '127.0.0.1',
      mongo: 'auto',
      mongoPort: 27117,
      roles: { api: true, worker: true },
      whatsapp: {
        maxFailures: 3,
        attemptsPerStrike: 4,
        reconnectDelaysMs: [2000, 5000, 15000, 45000],
        loggedOutIsTerminal: true,
      },
      sendWindow: { from: '08:00', to: '20:00' },
      unknownPolicy: 'hold',
      unknownGraceMs: 600_000,
      enrollmentMinAgeMs: 3_600_000,
      enrollmentLookbackMs: 172_800_000,
      sendAckTimeoutMs: 15_000,
      clockRate: 1,
      demo: false,
      jwt: { requireExp: true },
      trustedProxies: ['loopback'],
      mediaQuotaMb: 200,
      retention: { textDays: 90, targetMonths: 24, auditMonths: 24 },
    });
  });

  it('10.5.4 takes windows over midnight and until 24:00', () => {
    const windowOf = (text: string) => loadConfig({ ...production, DEFAULT_SEND_WINDOW: text }).sendWindow;
    expect(windowOf('20:00-08:00')).toEqual({ from: '20:00', to: '08:00' });
    expect(windowOf('08:00-24:00')).toEqual({ from: '08:00', to: '24:00' });
    for (const wrong of ['24:00-08:00', '08:00-25:00', '8:00-20:00', '08:00-08:00']) {
      expect(problemsOf({ ...production, DEFAULT_SEND_WINDOW: wrong })).toHaveLength(1);
    }
  });

  it('takes proxies by address and range, and refuses what is neither', () => {
    const given = 'loopback, 10.0.0.0/8,192.0.2.7, fd00::/8';
    expect(loadConfig({ ...production, TRUSTED_PROXIES: given }).trustedProxies).toHaveLength(4);
    for (const wrong of ['proxy.example.com', '10.0.0.0/33', '10.0.0.0/x', '1.2.3', '10.0.0.0/8/8']) {
      expect(problemsOf({ ...production, TRUSTED_PROXIES: wrong })).toHaveLength(1);
    }
  });

  it('names every wrong and every missing key in one message', () => {
    const problems = problemsOf({
      NODE_ENV: 'production',
      PORT: '70000',
      RELANCE_MONGO: 'sqlite',
      UNKNOWN_GRACE: '10 minutes',
      DEFAULT_SEND_WINDOW: '20:00-20:00',
      WHATSAPP_ROOT_PUBLIC_KEY: 'abc',
      ADMIN_EMAIL: 'admin@example.com',
    });
    const names = problems.map((line) => line.split(':')[0]);
    expect(names).toEqual([
      'PORT',
      'RELANCE_MONGO',
      'WHATSAPP_ROOT_PUBLIC_KEY',
      'DEFAULT_SEND_WINDOW',
      'UNKNOWN_GRACE',
      'JWT_SECRET or JWT_JWKS_URL',
      'RELANCE_MASTER_KEYS',
      'ADMIN_EMAIL and ADMIN_PASSWORD',
    ]);
  });

  it('refuses demo data, a fast clock and a short secret in production', () => {
    const problems = problemsOf({ ...production, JWT_SECRET: 'short', RELANCE_DEMO: 'true', RELANCE_CLOCK_RATE: '60' });
    expect(problems.map((line) => line.split(':')[0])).toEqual(['JWT_SECRET', 'RELANCE_DEMO', 'RELANCE_CLOCK_RATE']);
  });

  it('takes an empty value for one that was not given', () => {
    expect(loadConfig({ ...production, PORT: '', MONGODB_URI: ' ' })).toMatchObject({ port: 3333, mongodbUri: null });
  });

  it('makes the secrets of a development start once, keeps them to itself and names them', () => {
    const first = loadConfig({ RELANCE_DATA_DIR: folder });
    const second = loadConfig({ RELANCE_DATA_DIR: folder });
    expect(second.jwt.secret).toBe(first.jwt.secret);
    expect(second.masterKeys).toEqual(first.masterKeys);
    expect(first.developmentSecrets.map(({ name }) => name)).toEqual(['JWT_SECRET', 'RELANCE_MASTER_KEYS']);
    const file = first.developmentSecrets[0]?.file ?? '';
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').trim()).toBe(first.jwt.secret);
  });

  it('makes no user secret where a key set is configured', () => {
    const config = loadConfig({ RELANCE_DATA_DIR: folder, JWT_JWKS_URL: 'https://id.example.com/keys' });
    expect(config.jwt.secret).toBeNull();
    expect(config.developmentSecrets.map(({ name }) => name)).toEqual(['RELANCE_MASTER_KEYS']);
  });

  it('generates nothing in production', () => {
    expect(problemsOf({ NODE_ENV: 'production', RELANCE_DATA_DIR: folder })).toHaveLength(2);
    expect(() => statSync(join(folder, 'secrets'))).toThrow('ENOENT');
  });

  it('reads several master keys, newest first', () => {
    const { masterKeys } = loadConfig({ ...production, RELANCE_MASTER_KEYS: `b:${key},a:${key}` });
    expect(masterKeys.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(masterKeys[0]?.key).toHaveLength(32);
  });

  it.each(['a:short', `a:${key},a:${key}`, key])('refuses the master keys %s', (value) => {
    expect(problemsOf({ ...production, RELANCE_MASTER_KEYS: value })[0]).toMatch(/^RELANCE_MASTER_KEYS: must be/);
  });
});
