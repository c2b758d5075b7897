import { type Collection } from 'mongodb';
import { hotDocument } from '../src/testing/hot-collections.ts';
import { type Thing } from '../src/testing/test-server.ts';

/** A target as a follow-up engine keeps it: small. */
export type Target = {
  _id: number;
  campaignId: number;
  senderId: string;
  status: string;
  dueAt: Date;
  touched: number;
};

const ROUNDS = 9;

/** The middle of some values. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** One thing to measure: `inFlight` operations at a time, `count` in a round. */
export type Contestant = {
  readonly count: number;
  readonly inFlight: number;
  readonly run: (n: number) => Promise<unknown>;
};

/**
 * Operations per second of each contestant: in turns, first this one and then that one ahead, so that all meet the same
 * machine; the first round is a warm-up.
 */
export const ratesInTurns = async (
  contestants: readonly Contestant[],
): Promise<{ readonly rates: number[]; readonly runs: number[] }> => {
  const rates = contestants.map((): number[] => []);
  const runs = contestants.map(() => 0);
  for (let round = 0; round <= ROUNDS; round++) {
    const order = [...contestants.entries()];
    for (const [at, { count, inFlight, run }] of round % 2 === 0 ? order : order.reverse()) {
      let next = 0;
      const begun = performance.now();
      const worker = async (): Promise<void> => {
        while (next < count) await run(next++ + round * count);
      };
      await Promise.all(Array.from({ length: inFlight }, worker));
      if (round > 0) rates[at]?.push((count / (performance.now() - begun)) * 1000);
      runs[at] = (runs[at] ?? 0) + count;
    }
  }
  return { rates: rates.map(median), runs };
};

/** The n-th target. */
export const target = (n: number): Target => ({
  _id: n,
  campaignId: n % 400,
  senderId: `s${n % 50}`,
  status: n % 5 === 0 ? 'paused' : 'active',
  dueAt: new Date(1_700_000_000_000 + n * 1000),
  touched: 0,
});

/** The index a claim is served by. */
export const indexTargets = (targets: Collection<Target>): Promise<string> =>
  targets.createIndex(
    { senderId: 1, campaignId: 1, dueAt: 1, _id: 1 },
    { partialFilterExpression: { status: 'active' } },
  );

const inBatches = async (size: number, insert: (from: number, count: number) => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  for (let from = 0; from < size; from += 1000) await insert(from, Math.min(1000, size - from));
  return (size / (performance.now() - begun)) * 1000;
};

/** Inserts targets in batches of 1,000. @returns documents per second. */
export const fill = (targets: Collection<Target>, size: number): Promise<number> =>
  inBatches(size, (from, count) => targets.insertMany(Array.from({ length: count }, (_, n) => target(from + n))));

/** Inserts targets of the hot queries. @returns documents per second. */
export const fillHot = (targets: Collection<Thing>, size: number): Promise<number> =>
  inBatches(size, (from, count) =>
    targets.insertMany(Array.from({ length: count }, (_, n) => hotDocument('targets', from + n))),
  );

/** A claim among all the indexes of a production collection: the sender's earliest due target in any of its campaigns. */
export const claimAmongMany =
  (targets: Collection<Thing>) =>
  (n: number): Promise<unknown> =>
    targets.findOneAndUpdate(
      {
        senderId: `s${n % 50}`,
        campaignId: { $in: [0, 50, 100, 150].map((more) => (n % 50) + more) },
        status: 'active',
        dueAt: { $lte: new Date(4_000_000_000_000) },
      },
      { $set: { touched: n } },
      { sort: { dueAt: 1 } },
    );

/** A claim as a sender makes it: its earliest due target in one campaign. */
export const claim =
  (targets: Collection<Target>) =>
  (n: number): Promise<unknown> =>
    targets.findOneAndUpdate(
      { senderId: `s${n % 50}`, campaignId: n % 400, status: 'active', dueAt: { $gte: new Date(0) } },
      { $set: { touched: n } },
      { sort: { dueAt: 1, _id: 1 } },
    );
