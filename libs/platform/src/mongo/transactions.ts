import { type Transaction } from '@relance/kernel';
import { type ClientSession, type Connection } from 'mongoose';

/** The driver's session as the opaque transaction that ports hand around. */
export const asTransaction = (session: ClientSession): Transaction => session as unknown as Transaction;

/** The driver's session inside a transaction; undefined where none is open, as the driver's options take it. */
export const sessionOf = (transaction: Transaction | undefined): ClientSession | undefined =>
  transaction as unknown as ClientSession | undefined;

/**
 * Runs `work` in one transaction (snapshot reads, majority writes) and answers its value. The driver repeats it after a
 * conflict, so it may run more than once: only the database may be changed in it.
 */
export async function inTransaction<T>(
  connection: Connection,
  work: (session: ClientSession & Transaction) => Promise<T>,
): Promise<T> {
  const session = await connection.startSession();
  try {
    return await session.withTransaction(() => work(session as ClientSession & Transaction), {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority' },
    });
  } finally {
    await session.endSession();
  }
}
