import { type AnyBulkWriteOperation, type AnyClientBulkWriteModel, type Document } from 'mongodb';
import { type ClientSession, type Connection, mongo } from 'mongoose';

/** One write and the collection that it goes to. */
export type Write = { readonly to: string; readonly write: AnyBulkWriteOperation<Document> };

export const writeTo = <D extends Document>(to: string, write: AnyBulkWriteOperation<D>): Write => ({
  to,
  // The driver can not widen a filter of known fields; what is written stays what it was.
  write: write as unknown as AnyBulkWriteOperation<Document>,
});

/** The first server that takes writes to several collections in one command: MongoDB 8.0. */
const MANY_COLLECTIONS = 25;
const servers = new WeakMap<Connection, Promise<boolean>>();

/** What became of the writes of one batch. */
export type WriteCounts = Pick<
  mongo.BulkWriteResult,
  'insertedCount' | 'matchedCount' | 'upsertedCount' | 'deletedCount'
>;

/**
 * Writes to several collections in order, inside a transaction: in one round trip where the server can, else in one for each
 * collection. Answers how many of the writes found, made or removed their document: less than all means that something was
 * not as expected, and the caller ends the transaction.
 */
export async function writeTogether(
  connection: Connection,
  session: ClientSession,
  writes: readonly Write[],
): Promise<number> {
  const { insertedCount, matchedCount, upsertedCount, deletedCount } = await countedWrites(connection, session, writes);
  return insertedCount + matchedCount + upsertedCount + deletedCount;
}

/** The same, told apart by what the writes did: for callers to whom a document that is not there to be removed is no failure. */
export async function countedWrites(
  connection: Connection,
  session: ClientSession,
  writes: readonly Write[],
): Promise<WriteCounts> {
  if (writes.length === 0) return none;
  return (await takesManyCollections(connection))
    ? inOneCommand(connection, session, writes)
    : byCollection(connection, session, writes);
}

async function inOneCommand(
  connection: Connection,
  session: ClientSession,
  writes: readonly Write[],
): Promise<WriteCounts> {
  const models = writes.map(({ to, write }) => modelOf(`${connection.name}.${to}`, write));
  try {
    return await connection.getClient().bulkWrite(models, { session });
  } catch (error) {
    // What the server said carries the labels by which a transaction is repeated; the driver's wrapping does not.
    throw error instanceof mongo.MongoClientBulkWriteError && error.cause instanceof Error ? error.cause : error;
  }
}

/** For servers before MongoDB 8.0. */
export async function byCollection(
  connection: Connection,
  session: ClientSession,
  writes: readonly Write[],
): Promise<WriteCounts> {
  let sum = none;
  for (const to of new Set(writes.map((write) => write.to))) {
    const own = writes.filter((write) => write.to === to).map(({ write }) => write);
    sum = plus(sum, await connection.collection(to).bulkWrite(own, { session }));
  }
  return sum;
}

const none: WriteCounts = { insertedCount: 0, matchedCount: 0, upsertedCount: 0, deletedCount: 0 };
const plus = (a: WriteCounts, b: WriteCounts): WriteCounts => ({
  insertedCount: a.insertedCount + b.insertedCount,
  matchedCount: a.matchedCount + b.matchedCount,
  upsertedCount: a.upsertedCount + b.upsertedCount,
  deletedCount: a.deletedCount + b.deletedCount,
});

/** `{ updateOne: {…} }` in the form that names its collection. */
function modelOf(namespace: string, write: AnyBulkWriteOperation<Document>): AnyClientBulkWriteModel<Document> {
  const [[name, model] = []] = Object.entries(write);
  return { ...model, name, namespace } as AnyClientBulkWriteModel<Document>; // the two forms hold the same fields
}

function takesManyCollections(connection: Connection): Promise<boolean> {
  const known = servers.get(connection);
  if (known) return known;
  const asked = askServer(connection);
  servers.set(connection, asked);
  // A server that was away is asked again.
  asked.catch(() => servers.delete(connection));
  return asked;
}

async function askServer(connection: Connection): Promise<boolean> {
  const hello = await connection.db?.admin().command({ hello: 1 });
  return Number(hello?.['maxWireVersion'] ?? 0) >= MANY_COLLECTIONS;
}
