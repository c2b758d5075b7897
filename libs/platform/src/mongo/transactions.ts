import { type Transaction } from '@relance/kernel';
import { type ClientSession, type Connection } from 'mongoose';
import { conditionMet, confirmCondition } from './commit-condition.ts';

/** The driver's session as the opaque transaction that ports hand around. */
export const asTransaction = (session: ClientSession): Transaction => session as unknown as Transaction;

/** The driver's session inside a transaction; undefined where none is open, as the driver's options take it. */
export const sessionOf = (transaction: Transaction | undefined): ClientSession | undefined =>
  transaction as unknown as ClientSession | undefined;

/** The driver would repeat a transaction that others conflict with for two minutes; who asked has long stopped waiting. */
export const TRANSACTION_LIMIT_MS = 30_000;

/** Others conflicted with the transaction again and again; nothing of it was written. Answered like a database that is away. */
export class TransactionLimitError extends Error {
  override readonly name = 'TransactionLimitError';
}

/**
 * Runs `work` in one transaction (snapshot reads, majority writes) and answers its value. The driver repeats it after a
 * conflict, so it may run more than once: only the database may be changed in it. After `limitMs` it is not repeated any more
 * (TransactionLimitError); a repetition that runs comes to its end, each command of it within its own limit. Within a change on a
 * condition (`onCondition`) it is committed only where that holds.
 */
export async function inTransaction<T>(
  connection: Connection,
  work: (session: ClientSession & Transaction) => Promise<T>,
  limitMs = TRANSACTION_LIMIT_MS,
): Promise<T> {
  const begun = performance.now();
  const once = async (): Promise<T> => {
    if (performance.now() - begun > limitMs) throw new TransactionLimitError(`not written within ${limitMs} ms`);
    const value = await work(session as ClientSession & Transaction);
    await confirmCondition();
    return value;
  };
  const session = await connection.startSession();
  try {
    const value = await session.withTransaction(once, {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority' },
    });
    conditionMet();
    return value;
  } finally {
    await session.endSession();
  }
}
