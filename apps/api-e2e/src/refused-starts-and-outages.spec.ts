import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { link, people, session, sessionIn } from './support/acts.ts';
import { freePort, launchApi } from './support/api-process.ts';
import { type DatabaseProcess, startDatabase } from './support/database-process.ts';
import { type TestEnv, startTestEnv } from './support/product.test-env.ts';
import { until } from './support/wait.ts';

describe('a start that cannot be', () => {
  it('names every missing secret in one message in production, and generates nothing', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'relance-bad-'));
    const api = launchApi(await freePort(), {
      NODE_ENV: 'production',
      RELANCE_DATA_DIR: dataDir,
      MONGODB_URI: 'mongodb://127.0.0.1:1/none',
    });
    const { code } = await api.ended;
    expect(code).not.toBe(0);
    const words = api.output.join('\n');
    expect(words).toContain('JWT_SECRET');
    expect(words).toContain('RELANCE_MASTER_KEYS');
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);

  it('names every wrong setting at once', async () => {
    const api = launchApi(await freePort(), {
      RELANCE_CLOCK_RATE: 'fast',
      WHATSAPP_MAX_FAILURES: '0',
      UNKNOWN_POLICY: 'guess',
    });
    const { code } = await api.ended;
    expect(code).not.toBe(0);
    const words = api.output.join('\n');
    for (const name of ['RELANCE_CLOCK_RATE', 'WHATSAPP_MAX_FAILURES', 'UNKNOWN_POLICY']) expect(words).toContain(name);
  }, 60_000);
});

describe('a running product', () => {
  let testEnv: TestEnv;

  beforeAll(async () => {
    testEnv = await startTestEnv();
  }, 120_000);
  afterAll(() => testEnv?.stop(), 40_000);

  it('keeps its port: a second one is refused with a sentence', async () => {
    const port = Number(new URL(testEnv.api.url).port);
    const second = launchApi(port, testEnv.environment);
    const { code } = await second.ended;
    expect(code).not.toBe(0);
    expect(second.output.join('\n')).toMatch(new RegExp(`port ${port}.*(taken|in use)`, 'i'));
    expect((await fetch(`${testEnv.api.url}/health/live`)).status).toBe(200);
  }, 60_000);

  it('refuses to start with a wrong master key, and nothing is lost', async () => {
    const owner = await testEnv.owner('owner-key');
    await link(testEnv, owner, '+237699000301');
    await testEnv.api.stop();
    const wrong = launchApi(await freePort(), {
      ...testEnv.environment,
      RELANCE_MASTER_KEYS: `story:${Buffer.alloc(32, 9).toString('base64')}`,
    });
    const { code } = await wrong.ended;
    expect(code).not.toBe(0);
    expect(wrong.output.join('\n')).toMatch(/master key/i);
    await testEnv.restart();
    expect(await sessionIn(owner, 'connected', 60_000)).toMatchObject({ connectionFailureCount: 0 });
  }, 180_000);
});

describe('a database that goes away', () => {
  let testEnv: TestEnv;
  let database: DatabaseProcess;
  const dataDir = mkdtempSync(join(tmpdir(), 'relance-away-'));
  let find: () => Promise<DatabaseProcess>;

  beforeAll(async () => {
    const mongoPort = String(await freePort());
    find = () => startDatabase({ RELANCE_MONGO_PORT: mongoPort, RELANCE_DATA_DIR: dataDir });
    database = await find();
    testEnv = await startTestEnv({ MONGODB_URI: database.uri });
  }, 120_000);
  afterAll(async () => {
    await testEnv?.stop();
    await database?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);

  it('is told to everybody as 503, and everything is there when it is back', async () => {
    const owner = await testEnv.owner('owner-away');
    await link(testEnv, owner, '+237699000302');
    await people(owner, ['+33612000301']);
    await database.stop();
    const refused = await until(
      'the API to say so',
      async () => {
        const answer = await owner.ask('GET', '/contacts');
        return answer.status === 503 && answer;
      },
      { within: 60_000 },
    );
    expect(refused.body).toMatchObject({ success: false, code: 'DATABASE_UNAVAILABLE' });
    expect((await fetch(`${testEnv.api.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${testEnv.api.url}/health/live`)).status).toBe(200);
    database = await find();
    await until('the API to be ready again', async () => (await fetch(`${testEnv.api.url}/health/ready`)).ok, {
      within: 60_000,
    });
    const { contacts } = await owner.get<{ contacts: { phone: string }[] }>('/contacts');
    expect(contacts.map(({ phone }) => phone)).toEqual(['+33612000301']);
    expect(await session(owner)).toMatchObject({ connectionFailureCount: 0 });
    await sessionIn(owner, 'connected', 60_000);
  }, 240_000);
});
