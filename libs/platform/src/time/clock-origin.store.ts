import { type Connection } from 'mongoose';
import { type ClockOrigin, nextOrigin } from './clocks.ts';

type OriginDocument = ClockOrigin & { readonly _id: string; readonly rev: number };
const KEY = 'product';

/**
 * Reads (or writes, at the first start and at a change of rate) the origin that all processes share.
 * A start with rate 1 on a database that never knew another one leaves nothing behind.
 */
export async function loadClockOrigin(connection: Connection, rate: number, real: Date): Promise<ClockOrigin> {
  const origins = connection.collection<OriginDocument>('clock_origin');
  for (;;) {
    const stored = await origins.findOne({ _id: KEY });
    const next = nextOrigin(stored, rate, real);
    if ((stored && next === stored) || (!stored && rate === 1)) return next;
    const saved = stored
      ? await origins.updateOne({ _id: KEY, rev: stored.rev }, { $set: { ...next }, $inc: { rev: 1 } })
      : await origins.updateOne({ _id: KEY }, { $setOnInsert: { ...next, rev: 1 } }, { upsert: true });
    if (saved.modifiedCount > 0 || saved.upsertedCount > 0) return next;
    // Another process was first: go on from what it wrote.
  }
}
