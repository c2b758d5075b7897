import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type FoundDatabase, findDatabase } from '@relance/platform';
import { freePort } from '@relance/platform/testing';
// A second start within ten seconds of one process would be given another port; in life each start is a process.
import { resetPortsCache } from 'mongodb-memory-server-core/lib/util/getport/index.js';
import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';

describe('a database that goes away and comes back', () => {
  let folder: string;
  let port: number;
  let database: FoundDatabase;
  let testEnv: ApiTestEnv;

  const start = async () => {
    resetPortsCache();
    return findDatabase({ config: { mongodbUri: null, mongo: 'auto', mongoPort: port, dataDir: folder } });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'relance-away-'));
    port = await freePort();
    database = await start();
    testEnv = await startTestApp({}, { uri: database.uri, stop: () => database.stop() });
  }, 60_000);
  afterAll(async () => {
    await testEnv.close();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('is said so (503), loses nothing, and is used again as soon as it is back', async () => {
    const owner = await testEnv.token('user', 'patient-owner');
    const get = (path: string) => testEnv.http().get(`/api/relance${path}`).auth(owner, { type: 'bearer' });
    const create = () =>
      testEnv.http().post('/api/relance/contacts').auth(owner, { type: 'bearer' }).send({ phone: '+237699000112' });
    await create().expect(201);

    await database.stop();
    const away = await get('/contacts').expect(503);
    expect(away.body).toMatchObject({ success: false, code: 'DATABASE_UNAVAILABLE' });
    expect(away.headers['retry-after']).toBe('5');
    const notReady = await testEnv.http().get('/health/ready').expect(503);
    expect(notReady.body.details).toMatchObject([{ field: 'database' }]);
    await testEnv.http().get('/health/live').expect(200);

    database = await start();
    const deadline = Date.now() + 20_000;
    let status = 0;
    while (status !== 200 && Date.now() < deadline) {
      status = (await get('/contacts')).status;
      if (status !== 200) await pause(100);
    }
    expect(status).toBe(200);
    expect((await get('/contacts')).body.data.total).toBe(1);
    await create().expect(409);
    await testEnv.http().get('/health/ready').expect(200);
  }, 90_000);

  it('stopped in the middle (SIGSTOP) is said so within ten seconds, and it goes on by itself afterwards', async () => {
    const owner = await testEnv.token('user', 'patient-owner');
    const get = () => testEnv.http().get('/api/relance/contacts').auth(owner, { type: 'bearer' });
    const add = () =>
      testEnv.http().post('/api/relance/contacts').auth(owner, { type: 'bearer' }).send({ phone: '+237699000113' });
    const pid = database.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    const stoppedAt = performance.now();
    try {
      const [read, written, ready] = await Promise.all([get(), add(), testEnv.http().get('/health/ready')]);
      expect([read.status, written.status, ready.status]).toEqual([503, 503, 503]);
      expect(read.body).toMatchObject({ success: false, code: 'DATABASE_UNAVAILABLE' });
      expect(performance.now() - stoppedAt).toBeLessThan(10_000);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    const deadline = Date.now() + 20_000;
    let status = 0;
    while (status !== 200 && Date.now() < deadline) {
      status = (await get()).status;
      if (status !== 200) await pause(100);
    }
    expect(status).toBe(200);
    expect([201, 409]).toContain((await add()).status);
    await testEnv.http().get('/health/ready').expect(200);
  }, 90_000);
});
