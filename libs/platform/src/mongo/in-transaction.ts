import { type ClientSession, type Connection } from 'mongoose';

/**
 * Runs `work` in one transaction (snapshot reads, majority writes) and answers its value. The driver repeats it after a
 * conflict, so it may run more than once: only the database may be changed in it.
 */
export async function inTransaction<T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> {
  const session = await connection.startSession();
  try {
    return await session.withTransaction(() => work(session), {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority' },
    });
  } finally {
    await session.endSession();
  }
}
