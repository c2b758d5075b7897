import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, type Document } from 'mongodb';
import { hotIndexes } from '../src/testing/hot-collections.ts';
import { type Thing } from '../src/testing/test-server.ts';
import {
  claim,
  claimAmongMany,
  fill,
  fillHot,
  indexTargets,
  ratesInTurns,
  type Contestant,
  type Target,
} from './measures.ts';
import { RawClient } from '../src/testing/raw-client.ts';
import { freePort } from '../src/testing/free-port.ts';
import { emptyProcessMs, startEngine, type BenchServer } from './server.ts';

/** One line of the table; the check says what was verified beside the figure. */
export type Row = {
  readonly name: string;
  readonly value: number;
  readonly bound: string;
  readonly isMet: boolean;
  readonly check: string;
};

const SMALL = 10_000;
const PLAIN = 100_000;
const CONNECTIONS = 1000;

const findAndPing = async (db: Db): Promise<Row> => {
  let right = 0;
  const plain = db.collection<Target>('plain');
  const ping = (): Promise<unknown> => db.admin().command({ ping: 1 });
  const findOne = async (n: number): Promise<void> => {
    const id = (n * 7919) % PLAIN;
    if ((await plain.findOne({ _id: id }))?._id === id) right += 1;
  };
  const { rates, runs } = await ratesInTurns([
    { count: 1000, inFlight: 1, run: ping },
    { count: 1000, inFlight: 1, run: findOne },
  ]);
  const ratio = (rates[1] ?? 0) / (rates[0] ?? 1);
  return {
    name: 'findOne by _id : ping',
    value: ratio,
    bound: '≥ 0.5',
    isMet: ratio >= 0.5,
    check: `${right} of ${runs[1]} right`,
  };
};

const groupCommit = async (db: Db): Promise<Row> => {
  const plain = db.collection<Target>('plain');
  const increment = (n: number): Promise<unknown> =>
    plain.updateOne({ _id: n % PLAIN }, { $inc: { touched: 1 } }, { writeConcern: { w: 'majority' } });
  const { rates, runs } = await ratesInTurns([
    { count: 200, inFlight: 1, run: increment },
    { count: 2000, inFlight: 32, run: increment },
  ]);
  const [found] = await plain
    .aggregate<{ sum: number }>([{ $group: { _id: null, sum: { $sum: '$touched' } } }])
    .toArray();
  const ratio = (rates[1] ?? 0) / (rates[0] ?? 1);
  const done = (runs[0] ?? 0) + (runs[1] ?? 0);
  return {
    name: 'w: majority writes, 32 in flight : one in flight',
    value: ratio,
    bound: '≥ 3',
    isMet: ratio >= 3,
    check: `${found?.sum} of ${done} increments there`,
  };
};

/** How an operation's time at full size stands to its time at 10 k. */
const flatness = async (
  name: string,
  size: number,
  run: { readonly small: Contestant['run']; readonly large: Contestant['run'] },
  explain: () => Promise<Document>,
): Promise<Row> => {
  const { rates } = await ratesInTurns([
    { count: 300, inFlight: 1, run: run.small },
    { count: 300, inFlight: 1, run: run.large },
  ]);
  const ratio = (rates[0] ?? 0) / (rates[1] ?? 1);
  const { executionStats } = await explain();
  return {
    name: `${name}, time at ${size} : at ${SMALL}`,
    value: ratio,
    bound: '≤ 1.3',
    isMet: ratio <= 1.3,
    check: `${executionStats.totalKeysExamined} keys, ${executionStats.totalDocsExamined} documents examined`,
  };
};

/** Small and large collections with one index, and with all those of a production collection. */
const fillBoth = async (db: Db, size: number): Promise<void> => {
  for (const [suffix, count] of [
    ['small', SMALL],
    ['large', size],
  ] as const) {
    await indexTargets(db.collection<Target>(suffix));
    await fill(db.collection<Target>(suffix), count);
    const hot = db.collection<Thing>(`hot-${suffix}`);
    await hot.createIndexes(hotIndexes.targets.map((index) => ({ ...index })));
    await fillHot(hot, count);
  }
};

const oneIndex = (db: Db, size: number): Promise<Row> => {
  const [small, large] = [db.collection<Target>('small'), db.collection<Target>('large')];
  return flatness(
    'findOneAndUpdate on a partial compound index',
    size,
    { small: claim(small), large: claim(large) },
    () =>
      large
        .find({ senderId: 's7', campaignId: 7, status: 'active' })
        .sort({ dueAt: 1, _id: 1 })
        .limit(1)
        .explain('executionStats'),
  );
};

/** The claim of a production collection, where five indexes and `_id` are to be chosen from. */
const fiveIndexes = (db: Db, size: number): Promise<Row> => {
  const [small, large] = [db.collection<Thing>('hot-small'), db.collection<Thing>('hot-large')];
  return flatness(
    'findOneAndUpdate over four campaigns, five indexes to choose from',
    size,
    { small: claimAmongMany(small), large: claimAmongMany(large) },
    () =>
      large
        .find({ senderId: 's7', campaignId: { $in: [7, 57, 107, 157] }, status: 'active', dueAt: { $gt: new Date(0) } })
        .sort({ dueAt: 1 })
        .limit(1)
        .explain('executionStats'),
  );
};

/** What connections that have said hello and asked once hold in memory. */
const connections = async ({ port, residentMiB }: BenchServer): Promise<Row> => {
  const before = residentMiB() ?? NaN;
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => RawClient.open(port)));
  const answers = await Promise.all(
    clients.map(async (client) => {
      await client.command({ hello: 1, $db: 'admin' });
      return client.command({ ping: 1, $db: 'admin' });
    }),
  );
  const each = (((residentMiB() ?? NaN) - before) * 1024) / CONNECTIONS;
  clients.forEach((client) => client.close());
  return {
    name: `KiB of memory for each of ${CONNECTIONS.toLocaleString('en')} connections`,
    value: each,
    bound: '≤ 48',
    isMet: each <= 48,
    check: `${answers.filter(({ ok }) => ok === 1).length} of ${CONNECTIONS} pings answered`,
  };
};

/** Runs everything on a fresh folder; `tell` hears of each figure as it is known. */
export const measure = async (program: string, size: number, tell: (row: Row) => void): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-bench-'));
  const port = await freePort();
  const rows: Row[] = [];
  const add = (...more: readonly Row[]): void => {
    rows.push(...more);
    more.forEach(tell);
  };
  try {
    const engine = await startEngine(program, { folder, port });
    const db = engine.client.db('bench');
    await fill(db.collection<Target>('warm'), 20_000);
    const perSecond = await fill(db.collection<Target>('plain'), PLAIN);
    add({
      name: 'insertMany(1,000), documents per second',
      value: perSecond,
      bound: '≥ 20,000',
      isMet: perSecond >= 20_000,
      check: `${await db.collection('plain').countDocuments()} of ${PLAIN} counted`,
    });
    add(await findAndPing(db));
    add(await groupCommit(db));
    await fillBoth(db, size);
    const resident = engine.residentMiB() ?? NaN;
    add({
      name: `resident MiB without mapped pages at ${size}`,
      value: resident,
      bound: '≤ 250',
      isMet: resident <= 250,
      check: `${await db.collection('large').estimatedDocumentCount()} documents`,
    });
    await engine.stop();
    const emptyMs = emptyProcessMs();
    const again = await startEngine(program, { folder, port });
    const there = await again.client.db('bench').collection('large').estimatedDocumentCount();
    add({
      name: `ms from start to the first ping on ${size}`,
      value: again.readyMs,
      bound: '< 1,000',
      isMet: again.readyMs < 1000,
      check: `${there} documents there; ${(again.readyMs / emptyMs).toFixed(1)} × an empty Node process (${Math.round(emptyMs)} ms)`,
    });
    // on the folder opened anew: what a bulk load leaves behind in the process is not part of the question
    add(await oneIndex(again.client.db('bench'), size), await fiveIndexes(again.client.db('bench'), size));
    add(await connections(again));
    await again.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
};
