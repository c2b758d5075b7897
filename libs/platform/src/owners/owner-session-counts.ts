import { createHash } from 'node:crypto';
import { type ClientSession, type Connection, Schema } from 'mongoose';
import { inTransaction } from '../mongo/transactions.ts';
import { OWNER_SESSIONS, type OwnerSessionDocument } from './owner-session.schema.ts';

/**
 * How many listed owners there are by state of their session and its strikes, as the sum of a few documents: one for the owners
 * that were counted when the numbers were filled or repaired, and shards that move in the transaction of each owner's change.
 */
export const OWNER_SESSION_COUNTS = 'owner_session_counts';
export const OWNER_SESSION_COUNTS_MODEL = 'OwnerSessionCounts';
export const ownerSessionCountsSchema = new Schema(
  { _id: String },
  { collection: OWNER_SESSION_COUNTS, strict: false, versionKey: false },
);

/** Senders that lose their connection at the same moment write to so many documents, not to one. */
const SHARDS = 32;
const FILLED = 'filled';

/** Owners by state and strikes. */
export type OwnerSessionCount = { readonly state: string; readonly strikes: number; readonly count: number };
/** What of an owner's row is counted. */
export type CountedOwner = Pick<OwnerSessionDocument, 'listed' | 'state' | 'strikes'>;
/** A number that counting the owners contradicts; `cell` is `state.strikes`. */
export type OwnerCountDifference = { readonly cell: string; readonly stored: number; readonly counted: number };

type Cells = Readonly<Record<string, number>>;
type CountsDocument = {
  readonly _id: string;
  readonly cells?: Readonly<Record<string, Readonly<Record<string, number>> | undefined>>;
};

const documents = (connection: Connection) => connection.collection<CountsDocument>(OWNER_SESSION_COUNTS);
const shardOf = (ownerId: string): string => `shard-${(createHash('sha1').update(ownerId).digest()[0] ?? 0) % SHARDS}`;
const cellOf = (owner: CountedOwner | null): string | null =>
  owner?.listed ? `${owner.state}.${owner.strikes}` : null;

/** Counts an owner's row anew; inside the transaction that wrote it. `before` is null for a new row. */
export async function moveOwnerCount(
  connection: Connection,
  ownerId: string,
  before: CountedOwner | null,
  after: CountedOwner,
  session: ClientSession,
): Promise<void> {
  const [from, to] = [cellOf(before), cellOf(after)];
  if (from === to) return;
  const steps = { ...(from && { [`cells.${from}`]: -1 }), ...(to && { [`cells.${to}`]: 1 }) };
  await documents(connection).updateOne({ _id: shardOf(ownerId) }, { $inc: steps }, { upsert: true, session });
}

/** Reads a fixed number of documents; a database whose numbers are not filled yet is counted. Cells without an owner are left out. */
export async function readOwnerCounts(connection: Connection): Promise<readonly OwnerSessionCount[]> {
  const stored = await documents(connection).find().toArray();
  const isFilled = stored.some(({ _id }) => _id === FILLED);
  const cells = isFilled ? sumOf(stored) : await counted(connection);
  return Object.entries(cells).flatMap(([cell, count]) => {
    const dot = cell.lastIndexOf('.');
    return count === 0 ? [] : [{ state: cell.slice(0, dot), strikes: Number(cell.slice(dot + 1)), count }];
  });
}

/** Whether the numbers were filled, so that nothing has to be counted. */
export const areOwnerCountsFilled = async (connection: Connection): Promise<boolean> =>
  (await documents(connection).countDocuments({ _id: FILLED }, { limit: 1 })) === 1;

/** Counts all owners in one snapshot and names each number that differs. A database whose numbers are not filled has none. */
export async function compareOwnerCounts(
  connection: Connection,
  session: ClientSession,
): Promise<readonly OwnerCountDifference[]> {
  const stored = await documents(connection).find({}, { session }).toArray();
  if (!stored.some(({ _id }) => _id === FILLED)) return [];
  const [sum, now] = [sumOf(stored), await counted(connection, session)];
  return [...new Set([...Object.keys(sum), ...Object.keys(now)])]
    .map((cell) => ({ cell, stored: sum[cell] ?? 0, counted: now[cell] ?? 0 }))
    .filter((difference) => difference.stored !== difference.counted);
}

/**
 * Fills or repairs the numbers: counts all owners and writes what the shards do not say. Shards are read in the same snapshot and
 * not written, so that a change in the same moment is neither lost nor kept waiting.
 */
export async function repairOwnerCounts(connection: Connection): Promise<void> {
  await inTransaction(connection, async (session) => {
    const now = await counted(connection, session);
    const shards = sumOf(
      await documents(connection)
        .find({ _id: { $ne: FILLED } }, { session })
        .toArray(),
    );
    const cells: Record<string, Record<string, number>> = {};
    for (const cell of new Set([...Object.keys(now), ...Object.keys(shards)])) {
      const dot = cell.lastIndexOf('.');
      const rest = (now[cell] ?? 0) - (shards[cell] ?? 0);
      cells[cell.slice(0, dot)] = { ...cells[cell.slice(0, dot)], [cell.slice(dot + 1)]: rest };
    }
    await documents(connection).replaceOne({ _id: FILLED }, { cells }, { upsert: true, session });
  });
}

async function counted(connection: Connection, session?: ClientSession): Promise<Cells> {
  const rows = await connection
    .collection<OwnerSessionDocument>(OWNER_SESSIONS)
    .aggregate<{ _id: { state: string; strikes: number }; count: number }>(
      [{ $match: { listed: true } }, { $group: { _id: { state: '$state', strikes: '$strikes' }, count: { $sum: 1 } } }],
      { ...(session && { session }) },
    )
    .toArray();
  return Object.fromEntries(rows.map(({ _id: { state, strikes }, count }) => [`${state}.${strikes}`, count]));
}

function sumOf(stored: readonly CountsDocument[]): Cells {
  const sum: Record<string, number> = {};
  for (const { cells = {} } of stored) {
    for (const [state, byStrikes = {}] of Object.entries(cells)) {
      for (const [strikes, count] of Object.entries(byStrikes)) {
        sum[`${state}.${strikes}`] = (sum[`${state}.${strikes}`] ?? 0) + Number(count);
      }
    }
  }
  return sum;
}
