import { type Document, type MongoClient, UUID } from 'mongodb';
import { startTestServer, until, type TestServer, type Thing } from './testing/test-server.ts';
import { RawClient } from './testing/raw-client.ts';

let server: TestServer;
let client: MongoClient;
let raw: RawClient;

beforeAll(async () => {
  server = await startTestServer();
  client = await server.connect();
  raw = await RawClient.open(server.server?.port ?? 0);
  await client
    .db('cursors')
    .collection<Thing>('things')
    .insertMany([1, 2, 3].map((_id) => ({ _id })));
});
afterAll(async () => {
  raw.close();
  await server.stop();
});

const open = async (more: Document = {}): Promise<bigint> => {
  const { cursor } = await raw.command({ find: 'things', $db: 'cursors', batchSize: 1, ...more });
  return BigInt(cursor.id);
};

const isOpen = (id: bigint): boolean => server.server?.engine.cursors.find(id as never) !== undefined;

describe('an open cursor', () => {
  it('is closed once it was idle for as long as cursorTimeoutMillis says, unless it was opened without a timeout', async () => {
    const admin = client.db('admin');
    await admin.command({ setParameter: 1, cursorTimeoutMillis: 100 });
    await admin.command({ setParameter: 1, clientCursorMonitorFrequencySecs: 0.05 });
    try {
      const [plain, timeless] = [await open(), await open({ noCursorTimeout: true })];
      await until(() => !isOpen(plain));
      expect(isOpen(timeless)).toBe(true);
      await client.db('cursors').command({ killCursors: 'things', cursors: [timeless] });
    } finally {
      await admin.command({ setParameter: 1, cursorTimeoutMillis: 600_000 });
      await admin.command({ setParameter: 1, clientCursorMonitorFrequencySecs: 4 });
    }
  });

  it('is closed with the session it was opened in', async () => {
    const lsid = { id: new UUID() };
    const id = await open({ lsid, noCursorTimeout: true });
    expect(isOpen(id)).toBe(true);
    await raw.command({ endSessions: [lsid], $db: 'admin' });
    await until(() => !isOpen(id));
  });
});
