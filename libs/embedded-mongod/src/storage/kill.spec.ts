import { mkdtempSync, rmSync, truncateSync, statSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Long, MongoClient, MongoServerError, UUID, type Collection } from 'mongodb';
import { bundleProgram, startChild } from '../testing/child-server.ts';
import { freePort } from '../testing/free-port.ts';
import { RawClient } from '../testing/raw-client.ts';
import { until, type Thing } from '../testing/test-server.ts';

/** `KILL_SEEDS` says otherwise. */
const SEEDS = Number(process.env['KILL_SEEDS'] ?? 50);
const WRITERS = 8;

let program: string;
let folder: string;

beforeAll(async () => {
  program = await bundleProgram();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Mulberry32: the same seed kills at the same moment with the same writes. */
const chance = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

type Ledger = {
  readonly inserted: Set<string>;
  readonly deleted: Set<string>;
  readonly tried: Set<string>;
  /** Pairs written in one transaction each, and whether its commit was acknowledged. */
  readonly pairs: Map<string, boolean>;
  increments: number;
  attempts: number;
};

type Target = { readonly raw: RawClient; readonly things: Collection<Thing> };

const write = async (target: Target, writer: string, ledger: Ledger, random: () => number): Promise<void> => {
  const { things } = target;
  for (let n = 0; ; n++) {
    const id = `${writer}-${n}`;
    const dice = random();
    if (dice < 0.55) {
      ledger.tried.add(id);
      await things.insertOne({ _id: id, k: `k${id}`, n });
      ledger.inserted.add(id);
    } else if (dice < 0.7) {
      await writePair(target, id, ledger);
    } else if (dice < 0.9) {
      ledger.attempts += 1;
      await things.updateOne({ _id: 'counter' }, { $inc: { n: 1 } }, { upsert: true });
      ledger.increments += 1;
    } else {
      const [victim] = ledger.inserted;
      if (victim === undefined) continue;
      ledger.inserted.delete(victim);
      await things.deleteOne({ _id: victim });
      ledger.deleted.add(victim);
    }
  }
};

const writePair = async ({ raw }: Target, id: string, ledger: Ledger): Promise<void> => {
  const ids = [`${id}-left`, `${id}-right`];
  ids.forEach((one) => ledger.tried.add(one));
  ledger.pairs.set(id, false);
  const transaction = { lsid: { id: new UUID() }, txnNumber: Long.fromNumber(1), autocommit: false };
  for (const [at, one] of ids.entries()) {
    const documents = [{ _id: one, k: `k${one}`, n: 0 }];
    const start = at === 0 ? { startTransaction: true } : {};
    await raw.command({ insert: 'things', $db: 'killed', documents, ...transaction, ...start });
  }
  await raw.command({ commitTransaction: 1, $db: 'admin', ...transaction });
  ledger.pairs.set(id, true);
};

const check = async (things: Collection<Thing>, ledger: Ledger): Promise<void> => {
  const found = new Map(
    (
      await things
        .find({ _id: { $ne: 'counter' } })
        .hint({ $natural: 1 })
        .toArray()
    ).map((one) => [String(one._id), one]),
  );
  expect([...ledger.inserted].filter((id) => !found.has(id))).toEqual([]);
  expect([...ledger.deleted].filter((id) => found.has(id))).toEqual([]);
  expect([...found.keys()].filter((id) => !ledger.tried.has(id))).toEqual([]);
  for (const [id, isAcknowledged] of ledger.pairs) {
    const parts = [found.has(`${id}-left`), found.has(`${id}-right`)];
    expect([id, ...parts]).toEqual([id, isAcknowledged || parts[0], isAcknowledged || parts[0]]);
  }
  const byIndex = await things
    .find({ k: { $gte: '' } })
    .hint({ k: 1 })
    .toArray();
  expect(byIndex.map(({ _id }) => String(_id)).sort()).toEqual([...found.keys()].sort());
  const counter = (await things.findOne({ _id: 'counter' }))?.['n'] ?? 0;
  expect(counter).toBeGreaterThanOrEqual(ledger.increments);
  expect(counter).toBeLessThanOrEqual(ledger.attempts);
  ledger.increments = ledger.attempts = counter;
  expect(await things.estimatedDocumentCount()).toBe(
    await things
      .find()
      .hint({ $natural: 1 })
      .toArray()
      .then(({ length }) => length),
  );
};

/** What a writer may meet when its server is killed; a refusal is none of it. */
const endOfServer = (error: unknown): void => {
  if (error instanceof MongoServerError || (error as Error).message.startsWith('refused')) throw error;
};

describe('a killed server', () => {
  it(`keeps every acknowledged write and whole unique indexes, ${SEEDS} times`, async () => {
    const port = await freePort();
    const ledger: Ledger = {
      inserted: new Set(),
      deleted: new Set(),
      tried: new Set(),
      pairs: new Map(),
      increments: 0,
      attempts: 0,
    };
    for (let seed = 1; seed <= SEEDS; seed++) {
      const random = chance(seed);
      const server = await startChild(program, { port, folder, isKnown: seed > 1 });
      const client = await MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
        retryWrites: false,
        serverSelectionTimeoutMS: 2000,
      });
      const things = client.db('killed').collection<Thing>('things');
      await things.createIndex({ k: 1 }, { unique: true, sparse: true });
      await check(things, ledger);
      const raw = await RawClient.open(port);
      const writers = Array.from({ length: WRITERS }, (_, writer) =>
        write({ raw, things }, `${seed}.${writer}`, ledger, random).catch(endOfServer),
      );
      await new Promise((resolve) => setTimeout(resolve, 40 + random() * 160));
      await server.kill();
      await Promise.all(writers);
      // A delete or a commit that was under way may have happened or not.
      await client.close(true);
    }
    const server = await startChild(program, { port, folder });
    const client = await MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`);
    await check(client.db('killed').collection<Thing>('things'), ledger);
    expect(ledger.inserted.size).toBeGreaterThan(SEEDS);
    expect([...ledger.pairs.values()].filter(Boolean).length).toBeGreaterThan(SEEDS);
    await client.close();
    await server.kill('SIGTERM');
  }, 600_000);

  it('answers a repeated retryable write with its first result after the restart', async () => {
    const port = await freePort();
    let server = await startChild(program, { port, folder });
    const uri = `mongodb://127.0.0.1:${port}/?directConnection=true`;
    const client = await MongoClient.connect(uri, { retryWrites: false });
    const session = client.startSession();
    const command = {
      insert: 'things',
      documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }],
      txnNumber: Long.fromNumber(7),
    };
    await client.db('killed').command({ ...command }, { session });
    await server.kill();
    server = await startChild(program, { port, folder });
    await until(() =>
      client
        .db('admin')
        .command({ ping: 1 })
        .then(
          () => true,
          () => false,
        ),
    );
    expect(await client.db('killed').command({ ...command }, { session })).toMatchObject({
      n: 3,
      retriedStmtIds: [0, 1, 2],
    });
    await session.endSession();
    await client.close();
    await server.kill('SIGTERM');
  }, 60_000);

  it('is refused a folder that another server uses, and one whose data file is cut short', async () => {
    const port = await freePort();
    const server = await startChild(program, { port, folder });
    await expect(startChild(program, { port: await freePort(), folder })).rejects.toThrow(/in use|is using it/i);
    const client = await MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`);
    await client
      .db('cut')
      .collection('things')
      .insertMany(Array.from({ length: 2000 }, (_, n) => ({ n, text: 'x'.repeat(200) })));
    await client.close();
    await server.kill('SIGTERM');
    const file = join(folder, 'data.lmdb');
    truncateSync(file, Math.floor(statSync(file).size / 2));
    const before = readFileSync(file);
    await expect(startChild(program, { port, folder })).rejects.toThrow(/damaged/);
    expect(readFileSync(file).equals(before)).toBe(true);
  }, 60_000);
});
