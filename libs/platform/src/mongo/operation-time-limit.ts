/**
 * How long the server may work at one command, milliseconds: a little less than the driver waits for its answer (`socketTimeoutMS`), so
 * that the server gives up first, says so (MaxTimeMSExpired), and keeps neither a lock nor a snapshot for someone who has gone.
 */
export const OPERATION_LIMIT_MS = 14_000;

/** Reads and writes. Not among them: builds of an index, `getMore` (its time is the wait for news), commits (only their answer tells). */
const limited = new Set([
  'find',
  'aggregate',
  'count',
  'distinct',
  'findAndModify',
  'insert',
  'update',
  'delete',
  'bulkWrite',
]);

type Command = Readonly<Record<string, unknown>>;

/**
 * The command with the server's limit of time (`maxTimeMS`), the one that its caller chose if there is one (0: none). A list that is read
 * in batches of a chosen size has none: the limit would count for all its batches together, and an export to a slow reader takes its
 * time. Nor has a change stream: where it resumes, the server may have to search a long history.
 */
export function withTimeLimit(command: Command): Command {
  const [name = ''] = Object.keys(command);
  if (!limited.has(name) || 'maxTimeMS' in command || isChangeStream(command) || isReadInBatches(command))
    return command;
  return { ...command, maxTimeMS: OPERATION_LIMIT_MS };
}

function isReadInBatches({ batchSize, cursor, find }: Command): boolean {
  // The pieces of a stored file (GridFS), as fast as who reads it takes them.
  if (typeof find === 'string' && find.endsWith('.chunks')) return true;
  const ofAggregate: unknown =
    typeof cursor === 'object' && cursor !== null && 'batchSize' in cursor && cursor.batchSize;
  return typeof batchSize === 'number' || typeof ofAggregate === 'number';
}

function isChangeStream({ pipeline }: Command): boolean {
  const first: unknown = Array.isArray(pipeline) ? pipeline[0] : undefined;
  return typeof first === 'object' && first !== null && '$changeStream' in first;
}
