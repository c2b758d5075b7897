import { type Problem } from './problem.type.ts';

/**
 * Names of errors of the driver and of Mongoose that mean: the server does not answer now. They stand for what is derived from them
 * too: a pool that was cleared (`PoolClearedOnNetworkError`, when the monitor got no answer) is a `MongoNetworkError`.
 */
const away = new Set([
  'MongoServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoClientClosedError',
  'MongoServerClosedError',
  'MongoExpiredSessionError',
  'MongoStalePrimaryError',
  'MongoOperationTimeoutError',
  'MongoWaitQueueTimeoutError',
  'MongooseServerSelectionError',
  'DisconnectedError',
  'TransactionLimitError',
]);

/** Labels of the server and of the driver: the same asked again may well succeed. */
const retryLabels = [
  'TransientTransactionError',
  'UnknownTransactionCommitResult',
  'RetryableWriteError',
  'RetryableError',
  'SystemOverloadedError',
] as const;

/** The server's numbers for: not now. Of a transaction, or of a single command that lost against others. */
const retryCodes = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  24, // LockTimeout
  43, // CursorNotFound
  50, // MaxTimeMSExpired: the server gave up, as it was told to
  64, // WriteConcernFailed
  89, // NetworkTimeout
  91, // ShutdownInProgress
  100, // UnsatisfiableWriteConcern
  112, // WriteConflict
  133, // FailedToSatisfyReadPreference
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  202, // NetworkInterfaceExceededTimeLimit
  225, // TransactionTooOld
  237, // CursorKilled
  239, // SnapshotTooOld
  246, // SnapshotUnavailable
  251, // NoSuchTransaction
  261, // TooManyLogicalSessions
  262, // ExceededTimeLimit
  267, // PreparedTransactionInProgress
  290, // TransactionExceededLifetimeLimitSeconds
  365, // TemporarilyUnavailable
  462, // IngressRequestRateLimitExceeded
  9001, // SocketException
  10058, // the old NotPrimary
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11601, // Interrupted
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);

/** A bulk write presents the lost connection as its own failure, without name and labels; the words are the driver's. */
const lostInWords = [
  /^connection \S+ to \S+ (closed|timed out)$/,
  /^Connection to \S+ interrupted due to server monitor timeout$/,
  /^Connection pool for \S+ was cleared\b/,
  /^Attempted to check out a connection from closed connection pool$/,
  /^Timed out while checking out a connection from connection pool/,
  /^Server selection timed out\b/,
  /ECONNREFUSED|ECONNRESET|EPIPE/,
] as const;

/** Mongoose's, of a model that is used before or without a connection. */
const unconnected = /buffering timed out|before initial connection/;

/** What an error of the database says to the client; null when it is none, or one that nobody foresaw. */
export function databaseProblem(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  const code: unknown = 'code' in error ? error.code : undefined;
  // OutOfDiskSpace of a mongod, ENOSPC of a file of our own.
  if (code === 14031 || code === 'ENOSPC' || /No space left on device/i.test(error.message)) {
    return {
      status: 503,
      code: 'DISK_FULL',
      message: 'The disk is full. Free some space and try again; what was saved is kept.',
    };
  }
  if (code === 11000) return { status: 409, code: 'CONFLICT', message: 'Something with the same key exists already.' };
  if (!isAway(error, code)) return null;
  return {
    status: 503,
    code: 'DATABASE_UNAVAILABLE',
    message: 'The database does not answer. Try again in a moment; what was saved is kept.',
    retryAfterSeconds: 5,
  };
}

function isAway(error: Error, code: unknown): boolean {
  const names = namesOf(error);
  if (names.some((name) => away.has(name)) || unconnected.test(error.message)) return true;
  if (!names.some((name) => name.startsWith('Mongo'))) return false;
  return retryCodes.has(Number(code)) || hasRetryLabel(error) || lostInWords.some((words) => words.test(error.message));
}

/** Its own name, and those of what it is derived from: the driver's classes each have theirs. */
function namesOf(error: Error): readonly string[] {
  const names = [error.name];
  for (let made: object | null = prototypeOf(error); made && made !== Error.prototype; made = prototypeOf(made)) {
    const name: unknown = Reflect.get(made, 'name');
    if (typeof name === 'string') names.push(name);
  }
  return names;
}

const prototypeOf = (value: object): object | null => Object.getPrototypeOf(value) as object | null; // typed any by the library

function hasRetryLabel(error: Error): boolean {
  const ask: unknown = 'hasErrorLabel' in error ? error.hasErrorLabel : undefined;
  return typeof ask === 'function' && retryLabels.some((label) => ask.call(error, label) === true);
}
