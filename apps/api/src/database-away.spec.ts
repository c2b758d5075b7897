import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type FoundDatabase, findDatabase } from '@relance/platform';
import { freePort } from '@relance/platform/testing';
// A second start within ten seconds of one process would be given another port; in life each start is a process.
import { resetPortsCache } from 'mongodb-memory-server-core/lib/util/getport/index.js';
import { type OpenHouse, openHouse } from './testing/open-house.ts';

describe('a database that goes away and comes back', () => {
  let folder: string;
  let port: number;
  let database: FoundDatabase;
  let house: OpenHouse;

  const start = async () => {
    resetPortsCache();
    return findDatabase({ config: { mongodbUri: null, mongo: 'auto', mongoPort: port, dataDir: folder } });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'relance-away-'));
    port = await freePort();
    database = await start();
    house = await openHouse({}, { uri: database.uri, stop: () => database.stop() });
  }, 60_000);
  afterAll(async () => {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('is said so (503), loses nothing, and is used again as soon as it is back', async () => {
    const owner = await house.token('user', 'patient-owner');
    const get = (path: string) => house.http().get(`/api/relance${path}`).auth(owner, { type: 'bearer' });
    const create = () =>
      house.http().post('/api/relance/contacts').auth(owner, { type: 'bearer' }).send({ phone: '+237699000112' });
    await create().expect(201);

    await database.stop();
    const away = await get('/contacts').expect(503);
    expect(away.body).toMatchObject({ success: false, code: 'DATABASE_UNAVAILABLE' });
    expect(away.headers['retry-after']).toBe('5');
    const notReady = await house.http().get('/health/ready').expect(503);
    expect(notReady.body.details).toMatchObject([{ field: 'database' }]);
    await house.http().get('/health/live').expect(200);

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
    await house.http().get('/health/ready').expect(200);
  }, 90_000);
});
