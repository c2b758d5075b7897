import {
  type CampaignCounts,
  type CounterDelta,
  exitReasons,
  type MessageCounts,
  noCounts,
  noMessages,
  sumDeltas,
} from '@relance/campaigns-domain';
import { inTransaction } from '@relance/platform';
import { type ClientSession, type Connection, Schema, type Types } from 'mongoose';
import { CAMPAIGNS, type CampaignDocument } from '../campaigns/campaign.schema.ts';
import { CAMPAIGN_MATRIX, matrices } from '../campaigns/status-counts.ts';
import { standingCells, type StandingFields, sumsMoved } from './standing.ts';

/** What of each campaign's counters is in the totals already; kept until the campaign is removed. */
export const COUNTED_CAMPAIGNS = 'counted_campaigns';
export const COUNTED_MODEL = 'CountedCampaign';
/** What the sums of all campaigns are made of. */
export const COUNTED = {
  status: 1,
  type: 1,
  rev: 1,
  statsRev: 1,
  counts: 1,
  messages: 1,
  dayFunnel: 1,
  perDay: 1,
} as const;
export type CountedDocument = Pick<CampaignDocument, '_id' | keyof typeof COUNTED>;
/** Asked by its own id alone. */
export const countedSchema = new Schema({}, { collection: COUNTED_CAMPAIGNS, strict: false, versionKey: false });

/** The counters that have a total over all campaigns, by path. */
export const totalledCells: readonly string[] = [
  ...Object.keys(noCounts())
    .filter((name) => name !== 'exitedBy')
    .map((name) => `counts.${name}`),
  ...exitReasons.map((reason) => `counts.exitedBy.${reason}`),
  ...Object.keys(noMessages()).map((name) => `messages.${name}`),
];

type Counters = { readonly counts?: unknown; readonly messages?: unknown };
export type Totals = { readonly counts: CampaignCounts; readonly messages: MessageCounts };

const TOTALS = `${CAMPAIGN_MATRIX}|totals.`;

/** What a campaign adds to the sums of all, by the document of the sum and the path in it. */
export const cellsOf = (document: (Counters & StandingFields) | null | undefined): CounterDelta => ({
  ...Object.fromEntries(Object.entries(totalCells(document)).map(([path, amount]) => [`${TOTALS}${path}`, amount])),
  ...standingCells(document),
});

/** The counters of a document by path; what is missing is 0 and left out. */
const totalCells = (document: Counters | null | undefined): CounterDelta =>
  Object.fromEntries(totalledCells.flatMap((path) => (cellAt(document, path) ? [[path, cellAt(document, path)]] : [])));

export function cellAt(document: unknown, path: string): number {
  let value: unknown = document;
  for (const part of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  }
  return Number(value ?? 0);
}

const minus = (cells: CounterDelta): CounterDelta =>
  Object.fromEntries(Object.entries(cells).map(([cell, amount]) => [cell, -amount]));

/**
 * Takes what changed in campaigns' counters since it was last counted over into the totals (ADR 18). A campaign says so itself,
 * in the write that moves its counters. Only documents of the totals are written in the transaction, so that no sender ever
 * waits for it; the mark is taken away afterwards and only from the version that was counted. Safe to repeat and to run in
 * several processes. Answers how many campaigns were looked at.
 */
async function countChanges(connection: Connection, limit: number): Promise<number> {
  const campaigns = connection.collection<CampaignDocument>(CAMPAIGNS);
  const changed = await campaigns
    .find({ isUncounted: true }, { projection: { _id: 1 } })
    .limit(limit)
    .toArray();
  if (changed.length === 0) return 0;
  const ids = changed.map(({ _id }) => _id);
  const counted = await inTransaction(connection, (session) => count(connection, ids, session));
  if (counted.length > 0) {
    await campaigns.bulkWrite(
      counted.map(({ _id, statsRev, rev }) => ({
        updateOne: { filter: { _id, statsRev, rev }, update: { $unset: { isUncounted: '' as const } } },
      })),
    );
  }
  return changed.length;
}

async function count(
  connection: Connection,
  ids: readonly Types.ObjectId[],
  session: ClientSession,
): Promise<readonly CountedDocument[]> {
  const where = { _id: { $in: [...ids] } };
  const counted = connection.collection<CountedDocument>(COUNTED_CAMPAIGNS);
  const now = await connection
    .collection<CampaignDocument>(CAMPAIGNS)
    .find<CountedDocument>(where, { session, projection: COUNTED })
    .toArray();
  if (now.length === 0) return [];
  const before = new Map(
    (await counted.find(where, { session }).toArray()).map((known) => [known._id.toHexString(), known]),
  );
  const delta = sumDeltas(now.flatMap((one) => [cellsOf(one), minus(cellsOf(before.get(one._id.toHexString())))]));
  await counted.bulkWrite(
    now.map(({ _id, ...replacement }) => ({ replaceOne: { filter: { _id }, replacement, upsert: true } })),
    { session },
  );
  await addToTotals(connection, delta, session);
  return now;
}

/** A removed campaign leaves the totals with it; inside the transaction of its removal. */
export async function uncount(connection: Connection, _id: Types.ObjectId, session: ClientSession): Promise<void> {
  const known = await connection.collection<CountedDocument>(COUNTED_CAMPAIGNS).findOneAndDelete({ _id }, { session });
  if (known) await addToTotals(connection, minus(cellsOf(known)), session);
}

/** The document of the tiles is written even when nothing moves: a count and a removal of one campaign must exclude each other. */
export async function addToTotals(connection: Connection, delta: CounterDelta, session: ClientSession): Promise<void> {
  const moved = sumsMoved({ ...delta, [`${CAMPAIGN_MATRIX}|totals.rev`]: 1 });
  await matrices(connection).bulkWrite(
    moved.map(({ _id, $inc }) => ({ updateOne: { filter: { _id }, update: { $inc }, upsert: true } })),
    { session },
  );
}

/** Stores the sums of a database that was filled at once; nothing is left to be counted. */
export async function storeSums(connection: Connection, sums: CounterDelta): Promise<void> {
  const moved = sumsMoved({ ...sums, [`${CAMPAIGN_MATRIX}|totals.rev`]: 1, [`${CAMPAIGN_MATRIX}|totals.sums`]: SUMS });
  await matrices(connection).bulkWrite(
    moved.map(({ _id, $inc }) => ({ updateOne: { filter: { _id }, update: { $set: $inc }, upsert: true } })),
  );
}

/** How many kinds of sums there are: a database that has fewer of them marks its campaigns once more. */
const SUMS = 2;

/** Marks the campaigns of a database that does not have all sums yet, once; they are counted as if they had just changed. */
async function beginTotals(connection: Connection): Promise<void> {
  const begun = await matrices(connection).findOne({ _id: CAMPAIGN_MATRIX, 'totals.sums': { $gte: SUMS } });
  if (begun) return;
  await connection
    .collection(CAMPAIGNS)
    .updateMany({ statsRev: { $gt: 0 }, isUncounted: { $ne: true } }, { $set: { isUncounted: true } });
  await matrices(connection).updateOne(
    { _id: CAMPAIGN_MATRIX },
    { $inc: { 'totals.rev': 0 }, $set: { 'totals.sums': SUMS } },
    { upsert: true },
  );
}

/** The sums of all campaigns, begun once in each process. */
export class CampaignTotals {
  private begun: Promise<void> | null = null;

  constructor(private readonly connection: Connection) {}

  /** Takes up to `limit` changed campaigns over into the sums; answers how many were looked at. */
  async countChanges(limit: number): Promise<number> {
    this.begun ??= beginTotals(this.connection);
    try {
      await this.begun;
    } catch (error) {
      this.begun = null;
      throw error;
    }
    return countChanges(this.connection, limit);
  }
}

export function totalsOf(stored: { readonly totals?: Counters } | null): Totals {
  const part = (prefix: string, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, cellAt(stored?.totals, `${prefix}.${name}`)]));
  const { exitedBy: _, ...counts } = noCounts();
  return {
    // Every name of the type is a key of its zero value.
    counts: {
      ...part('counts', Object.keys(counts)),
      exitedBy: part('counts.exitedBy', exitReasons),
    } as unknown as CampaignCounts,
    messages: part('messages', Object.keys(noMessages())) as unknown as MessageCounts,
  };
}
