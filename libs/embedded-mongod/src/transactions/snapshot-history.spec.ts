import { type Db, type Document, type Timestamp } from 'mongodb';
import { startTestServer, type TestServer, type Thing } from '../testing/test-server.ts';

let server: TestServer;
let db: Db;

beforeAll(async () => {
  server = await startTestServer();
  db = (await server.connect()).db('snapshots');
});
afterAll(() => server.stop());
beforeEach(() => db.dropDatabase());

const read = (atClusterTime?: Timestamp): Promise<Document> =>
  db.command({
    find: 'things',
    readConcern: { level: 'snapshot', ...(atClusterTime === undefined ? {} : { atClusterTime }) },
  });

const insert = async (id: number): Promise<Timestamp> => {
  const reply = await db.command({ insert: 'things', documents: [{ _id: id } satisfies Thing] });
  return reply['operationTime'] as Timestamp;
};

const idsOf = (reply: Document): unknown[] => reply['cursor'].firstBatch.map(({ _id }: Document) => _id);

describe('reading as of a time', () => {
  it('shows what was there when somebody read at that time', async () => {
    await insert(1);
    const { cursor } = await read();
    await insert(2);
    expect(idsOf(await read(cursor.atClusterTime))).toEqual([1]);
    expect(idsOf(await read())).toEqual([1, 2]);
  });

  it('is refused for a time nobody read at and something was written before, instead of showing an older state', async () => {
    await insert(1);
    await read();
    const second = await insert(2);
    await insert(3);
    await expect(read(second)).rejects.toMatchObject({ code: 239, codeName: 'SnapshotTooOld' });
  });

  it('is refused once many others have read at later times: snapshots hold pages back', async () => {
    await insert(0);
    const { cursor } = await read();
    let latest = cursor;
    for (let n = 1; n <= 40; n++) {
      await insert(n);
      ({ cursor: latest } = await read());
    }
    await expect(read(cursor.atClusterTime)).rejects.toMatchObject({ code: 239 });
    await insert(41);
    expect(idsOf(await read(latest.atClusterTime)).length).toBe(41);
    expect(server.server?.engine.env.readers).toBeLessThan(40);
  });
});
