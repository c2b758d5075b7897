import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
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
  /**
   * Only these fields are told, and only they are fetched: they must be written whole (`rev`, not `lease.until`). Saves the server the
   * look-up of the whole document at each change.
   */
  readonly fields?: readonly string[];
  /** Called once, when no change is missed any more. */
  readonly onReady?: () => void;
  /** Called when changes were missed: the place to go on from was gone. */
  readonly onMissed?: () => void;
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
/** How long one question waits at the server for a change; shorter than the driver waits for an answer (`socketTimeoutMS`). */
const AWAIT_MS = 10_000;

/**
 * Tells every change of a collection, from now on, also those of other processes: a change stream, resumed after losses;
 * polling where the server has none. Resolves when `signal` aborts. Changes may be told twice, never in the wrong order.
 */
export async function watchCollection(
  connection: Connection,
  collection: string,
  options: WatchOptions,
): Promise<void> {
  const documents = changedDocuments(connection, collection, options.fields);
  let from: Place | null = null;
  while (!options.signal.aborted) {
    try {
      if (from === null) {
        from = await presentPlace(connection);
        options.onReady?.();
      }
      from = placeAfter(await follow(connection, collection, from, documents, options)) ?? from;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? Number(error.code) : 0;
      if (noChangeStreams.has(code)) return poll(connection, collection, options);
      if (options.signal.aborted) return;
      if (historyLost.has(code)) {
        from = null;
        options.onMissed?.();
      } else from = placeAfter(lastTokenOf(error)) ?? from;
      options.onProblem?.(error);
      await rest(RETRY_MS, options.signal);
    }
  }
}

/** Where a stream begins: at a moment of the server, or after the last change that was told. */
type Place = { readonly startAtOperationTime?: mongo.Timestamp } | { readonly resumeAfter: unknown };

const placeAfter = (token: unknown): Place | null => (token === undefined ? null : { resumeAfter: token });

/** The server's present: a stream from here misses nothing that is done from now on, however late it opens. */
async function presentPlace(connection: Connection): Promise<Place> {
  const reply = (await connection.db?.command({ ping: 1 })) as { operationTime?: mongo.Timestamp } | undefined;
  return reply?.operationTime ? { startAtOperationTime: reply.operationTime } : {};
}

type Documents = {
  readonly pipeline: readonly mongo.Document[];
  readonly fullDocument?: 'updateLookup';
  readonly of: (change: mongo.ChangeStreamDocument<Document>) => Promise<Document | null>;
};

/** Whose fields are remembered from change to change. */
const KNOWN_DOCUMENTS = 5000;

/** How the document of a change is come by: looked up whole by the server, or a few fields from the change itself. */
function changedDocuments(connection: Connection, collection: string, fields?: readonly string[]): Documents {
  if (!fields) {
    const of = async (change: mongo.ChangeStreamDocument<Document>) =>
      'fullDocument' in change ? (change.fullDocument ?? null) : null;
    return { pipeline: [], fullDocument: 'updateLookup', of };
  }
  const projection = Object.fromEntries(fields.map((field) => [field, 1] as const));
  const known = new LRUCache<string, Document>({ max: KNOWN_DOCUMENTS });
  const of = async (change: mongo.ChangeStreamDocument<Document>): Promise<Document | null> => {
    if (!('documentKey' in change)) return null;
    const { _id } = change.documentKey;
    const key = String(_id);
    if (change.operationType === 'delete') {
      known.delete(key);
      return null;
    }
    const told = change.operationType === 'update' ? change.updateDescription?.updatedFields : change.fullDocument;
    const document: Document = { _id, ...known.get(key), ...told };
    const whole = fields.every((field) => field in document)
      ? document
      : await connection.collection<Document>(collection).findOne({ _id: _id as never }, { projection });
    if (whole) known.set(key, whole);
    return whole;
  };
  const wanted = fields.flatMap((field) => [
    [`fullDocument.${field}`, 1] as const,
    [`updateDescription.updatedFields.${field}`, 1] as const,
  ]);
  const project = { operationType: 1, documentKey: 1, ...Object.fromEntries(wanted) };
  return { pipeline: [{ $project: project }], of };
}

const tokens = new WeakMap<Error, unknown>();
const lastTokenOf = (error: unknown): unknown => (error instanceof Error ? tokens.get(error) : undefined);

/** Follows one change stream until it breaks or is aborted; answers (or pins on the error) the last resume token. */
async function follow(
  connection: Connection,
  collection: string,
  from: Place,
  documents: Documents,
  { pipeline = [], onChange, signal, onProblem, gatherMs = 0 }: WatchOptions,
): Promise<unknown> {
  const { fullDocument } = documents;
  const stages = [...pipeline, ...documents.pipeline];
  const stream = connection.collection(collection).watch(stages, {
    ...from,
    ...(fullDocument && { fullDocument }),
    maxAwaitTimeMS: AWAIT_MS,
  });
  const stop = () => void stream.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const next of stream) {
      const change = next as mongo.ChangeStreamDocument<Document>;
      if (isOfDocument(change)) {
        const told = {
          operation: change.operationType,
          id: change.documentKey._id,
          document: await documents.of(change),
        };
        await tell(told, onChange, onProblem);
      }
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

type OfDocument =
  | mongo.ChangeStreamInsertDocument<Document>
  | mongo.ChangeStreamReplaceDocument<Document>
  | mongo.ChangeStreamUpdateDocument<Document>
  | mongo.ChangeStreamDeleteDocument<Document>;

const isOfDocument = (change: mongo.ChangeStreamDocument<Document>): change is OfDocument =>
  ['insert', 'replace', 'update', 'delete'].includes(change.operationType);

async function poll(connection: Connection, collection: string, options: WatchOptions): Promise<void> {
  const field = options.changedAtField ?? 'updatedAt';
  const documents = connection.collection(collection);
  const [newest] = await documents.find({}, { sort: { [field]: -1 }, limit: 1 }).toArray();
  let since: unknown = newest?.[field] ?? new Date(0);
  options.onReady?.();
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
