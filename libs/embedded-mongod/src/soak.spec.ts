import { type Collection } from 'mongodb';
import { startChild, bundleProgram, freePort, type ChildServer } from './testing/child-server.ts';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { type Thing } from './testing/test-server.ts';

/** Rounds of mixed load; `SOAK_ROUNDS=500` for a long one. */
const ROUNDS = Number(process.env['SOAK_ROUNDS'] ?? 24);

let folder: string;
let server: ChildServer;
let client: MongoClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-soak-'));
  const port = await freePort();
  server = await startChild(await bundleProgram(), { port, folder });
  client = await MongoClient.connect(`mongodb://127.0.0.1:${port}/?replicaSet=rs0`);
}, 30_000);
afterAll(async () => {
  await client.close();
  await server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** Memory of the process that is not a mapped file, in MiB; 0 where the kernel does not tell. */
const residentMiB = (): number => {
  const path = `/proc/${server.child.pid}/status`;
  if (!existsSync(path)) return 0;
  return Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) / 1024;
};

/** A little of everything: what one round leaves behind, the next one removes. */
const round = async (things: Collection<Thing>, at: number): Promise<void> => {
  await things.insertMany(
    Array.from({ length: 200 }, (_, n) => ({ _id: at * 1000 + n, n, at: new Date(), text: 'x'.repeat(100) })),
  );
  await Promise.all(Array.from({ length: 20 }, (_, n) => things.updateOne({ _id: at * 1000 + n }, { $inc: { n: 1 } })));
  await things
    .find({ n: { $gt: 100 } })
    .sort({ n: 1 })
    .limit(20)
    .toArray();
  await things.aggregate([{ $group: { _id: '$n', count: { $sum: 1 } } }]).toArray();
  await client.withSession((session) =>
    session.withTransaction(async () => {
      await things.updateOne({ _id: at * 1000 }, { $set: { inside: true } }, { session });
      await things.countDocuments({}, { session });
    }),
  );
  const unfinished = things.find({}, { batchSize: 2 });
  await unfinished.next();
  await unfinished.close();
  await things.deleteMany({ _id: { $lt: (at - 1) * 1000 } });
};

describe('a long mixed load', () => {
  it('leaves memory, cursors and documents where they were', async () => {
    const things = client.db('soak').collection<Thing>('things');
    await things.createIndex({ n: 1 });
    const stream = things.watch();
    stream.on('change', () => undefined);
    for (let at = 1; at <= ROUNDS / 2; at++) await round(things, at);
    const before = residentMiB();
    for (let at = ROUNDS / 2 + 1; at <= ROUNDS; at++) await round(things, at);
    await stream.close();
    expect(residentMiB() - before).toBeLessThan(60);
    expect(await things.countDocuments()).toBe(400);
    const status = await client.db('admin').command({ serverStatus: 1 });
    expect(Number(status['metrics'].cursor.open.total)).toBeLessThanOrEqual(1);
  }, 120_000);
});
