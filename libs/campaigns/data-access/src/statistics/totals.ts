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

/** What of each campaign's counters is in the totals already; kept until the campaign is removed. */
export const COUNTED_CAMPAIGNS = 'counted_campaigns';
export const COUNTED_MODEL = 'CountedCampaign';
export type CountedDocument = Pick<CampaignDocument, '_id' | 'statsRev' | 'counts' | 'messages'>;
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

/** The counters of a document by path; what is missing is 0 and left out. */
export const cellsOf = (document: Counters | null | undefined): CounterDelta =>
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
export async function countChanges(connection: Connection, limit: number): Promise<number> {
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
      counted.map(({ _id, statsRev }) => ({
        updateOne: { filter: { _id, statsRev }, update: { $unset: { isUncounted: '' as const } } },
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
    .find<CountedDocument>(where, { session, projection: { statsRev: 1, counts: 1, messages: 1 } })
    .toArray();
  if (now.length === 0) return [];
  const before = new Map(
    (await counted.find(where, { session }).toArray()).map((known) => [known._id.toHexString(), known]),
  );
  const delta = sumDeltas(now.flatMap((one) => [cellsOf(one), minus(cellsOf(before.get(one._id.toHexString())))]));
  await counted.bulkWrite(
    now.map(({ _id, statsRev, counts, messages }) => ({
      replaceOne: { filter: { _id }, replacement: { statsRev, counts, messages }, upsert: true },
    })),
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

/** The document is written even when nothing moves: a count and a removal of one campaign must exclude each other. */
async function addToTotals(connection: Connection, delta: CounterDelta, session: ClientSession): Promise<void> {
  const steps = Object.fromEntries(Object.entries(delta).map(([path, amount]) => [`totals.${path}`, amount]));
  await matrices(connection).updateOne(
    { _id: CAMPAIGN_MATRIX },
    { $inc: { ...steps, 'totals.rev': 1 } },
    { upsert: true, session },
  );
}

/** Marks the campaigns of a database that has no totals yet, once; they are counted as if they had just changed. */
export async function beginTotals(connection: Connection): Promise<void> {
  const begun = await matrices(connection).findOne({ _id: CAMPAIGN_MATRIX, 'totals.rev': { $gte: 0 } });
  if (begun) return;
  await connection
    .collection(CAMPAIGNS)
    .updateMany({ statsRev: { $gt: 0 }, isUncounted: { $ne: true } }, { $set: { isUncounted: true } });
  await matrices(connection).updateOne({ _id: CAMPAIGN_MATRIX }, { $inc: { 'totals.rev': 0 } }, { upsert: true });
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
