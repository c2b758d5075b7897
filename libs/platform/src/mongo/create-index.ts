import { MongoNetworkError, MongoServerSelectionError } from 'mongodb';
import { type mongo } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is asked of a collection here. */
type Indexable = {
  createIndex(fields: mongo.IndexSpecification, options: mongo.CreateIndexesOptions): Promise<unknown>;
};

/** Real time between two questions, and until a start gives up. */
export type BuildPatience = { readonly askAgainMs: number; readonly giveUpMs: number };
const patient: BuildPatience = { askAgainMs: 1_000, giveUpMs: 15 * 60_000 };

const isAway = (error: unknown): boolean =>
  error instanceof MongoNetworkError || error instanceof MongoServerSelectionError;

/**
 * Makes an index, however long that takes. The embedded engine answers nobody while it builds one over a large collection (half a
 * million documents take seconds), so that the monitor takes it for dead and the driver cuts the connection: the same is asked again
 * until it answers, which is at once where the build came to its end. `onAway` is told of the first such loss.
 * @throws what the database refuses; the loss of the connection after `giveUpMs`
 */
export async function createIndex(
  collection: Indexable,
  [fields, options]: readonly [mongo.IndexSpecification, mongo.CreateIndexesOptions],
  onAway: () => void,
  { askAgainMs, giveUpMs }: BuildPatience = patient,
): Promise<void> {
  const startedAt = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      // No limit of time for the command itself.
      await collection.createIndex(fields, { ...options, socketTimeoutMS: 0 } as mongo.CreateIndexesOptions);
      return;
    } catch (error) {
      if (!isAway(error) || performance.now() - startedAt > giveUpMs) throw error;
      if (attempt === 1) onAway();
      await sleep(askAgainMs);
    }
  }
}
