import { setTimeout as pause } from 'node:timers/promises';
import { type Connection, type mongo } from 'mongoose';

type Document = Record<string, unknown>;
/** What changed: the document as it is after the change, null when it was deleted (or is gone meanwhile). */
export type CollectionChange = {
  readonly operation: 'insert' | 'update' | 'replace' | 'delete' | 'seen';
  readonly id: unknown;
  readonly document: Document | null;
};

export type WatchOptions = {
  /** Stages of a change stream, such as a `$match` on `operationType`. Ignored while polling. */
  readonly pipeline?: mongo.Document[];
  /** Awaited one after the other; a rejection is reported and the watch goes on. */
  readonly onChange: (change: CollectionChange) => void | Promise<void>;
  /** A rest after what came at once, so that the next look finds more of it; by default none. */
  readonly gatherMs?: number;
  /** How often to look where change streams are not to be had. */
  readonly pollMs: number;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** A date that rises with every change; what polling goes by. */
  readonly changedAtField?: string;
  readonly onProblem?: (error: unknown) => void;
};

/** Location40573 (no replica set), CommandNotSupported, IllegalOperation on a view, unrecognised stage. */
const noChangeStreams = new Set([40573, 115, 166, 40324]);
/** ChangeStreamHistoryLost, ChangeStreamFatalError: the place to go on from is gone. */
const historyLost = new Set([286, 280]);
const RETRY_MS = 1000;

/**
 * Tells every change of a collection, from now on, also those of other processes: a change stream, resumed after losses;
 * polling where the server has none. Resolves when `signal` aborts. Changes may be told twice, never in the wrong order.
 */
export async function watchCollection(
  connection: Connection,
  collection: string,
  options: WatchOptions,
): Promise<void> {
  let resumeAfter: unknown;
  while (!options.signal.aborted) {
    try {
      resumeAfter = await follow(connection, collection, resumeAfter, options);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? Number(error.code) : 0;
      if (noChangeStreams.has(code)) return poll(connection, collection, options);
      if (options.signal.aborted) return;
      resumeAfter = historyLost.has(code) ? undefined : (lastTokenOf(error) ?? resumeAfter);
      options.onProblem?.(error);
      await rest(RETRY_MS, options.signal);
    }
  }
}

const tokens = new WeakMap<Error, unknown>();
const lastTokenOf = (error: unknown): unknown => (error instanceof Error ? tokens.get(error) : undefined);

/** Follows one change stream until it breaks or is aborted; answers (or pins on the error) the last resume token. */
async function follow(
  connection: Connection,
  collection: string,
  resumeAfter: unknown,
  { pipeline = [], onChange, signal, onProblem, gatherMs = 0 }: WatchOptions,
): Promise<unknown> {
  const stream = connection.collection(collection).watch(pipeline, {
    fullDocument: 'updateLookup',
    ...(resumeAfter !== undefined && { resumeAfter }),
  });
  const stop = () => void stream.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const change of stream) {
      const told = toChange(change as mongo.ChangeStreamDocument<Document>);
      if (told) await tell(told, onChange, onProblem);
      if (gatherMs > 0 && stream.bufferedCount() === 0) await rest(gatherMs, signal);
    }
    return stream.resumeToken;
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof Error) tokens.set(error, stream.resumeToken);
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    await stream.close().catch(() => undefined);
  }
}

function toChange(change: mongo.ChangeStreamDocument<Document>): CollectionChange | null {
  switch (change.operationType) {
    case 'insert':
    case 'replace':
    case 'update':
      return { operation: change.operationType, id: change.documentKey._id, document: change.fullDocument ?? null };
    case 'delete':
      return { operation: 'delete', id: change.documentKey._id, document: null };
    default:
      return null;
  }
}

async function poll(connection: Connection, collection: string, options: WatchOptions): Promise<void> {
  const field = options.changedAtField ?? 'updatedAt';
  const documents = connection.collection(collection);
  const [newest] = await documents.find({}, { sort: { [field]: -1 }, limit: 1 }).toArray();
  let since: unknown = newest?.[field] ?? new Date(0);
  while (!options.signal.aborted) {
    await rest(options.pollMs, options.signal);
    const after = { [field]: { $gt: since } };
    const changed = await documents
      .find(after, { sort: { [field]: 1 }, limit: 1000 })
      .toArray()
      .catch((error: unknown) => {
        options.onProblem?.(error);
        return [];
      });
    for (const document of changed) {
      await tell({ operation: 'seen', id: document._id, document }, options.onChange, options.onProblem);
      since = document[field];
    }
  }
}

async function tell(
  change: CollectionChange,
  onChange: WatchOptions['onChange'],
  onProblem: WatchOptions['onProblem'],
): Promise<void> {
  try {
    await onChange(change);
  } catch (error) {
    onProblem?.(error);
  }
}

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal, ref: false }).catch(() => undefined);
