import { HttpException } from '@nestjs/common';
import { DomainError, type RefusalKind } from '@relance/kernel';

/** A failure before it is sent: its status, and the envelope without the request id. */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: DomainError['details'];
  readonly retryAfterSeconds?: number;
};

const statusOf: Record<RefusalKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  unsatisfiable_range: 416,
  unprocessable: 422,
  too_many: 429,
  unavailable: 503,
};

const codeOfStatus: Record<number, string> = {
  400: 'MALFORMED',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  409: 'CONFLICT',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  416: 'RANGE_NOT_SATISFIABLE',
  422: 'UNPROCESSABLE',
  429: 'TOO_MANY_REQUESTS',
  503: 'UNAVAILABLE',
};

/** Names of the driver's and Mongoose's errors that mean: the server does not answer now. */
const databaseAway = new Set([
  'MongoServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoClientClosedError',
  'MongoOperationTimeoutError',
  'MongoWaitQueueTimeoutError',
  'MongooseServerSelectionError',
  'DisconnectedError',
  'TransactionLimitError',
]);

const away: Problem = {
  status: 503,
  code: 'DATABASE_UNAVAILABLE',
  message: 'The database does not answer. Try again in a moment; what was saved is kept.',
  retryAfterSeconds: 5,
};

/** What a thrown thing says to the client; null for a surprise (500), whose words stay in the log. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof DomainError) {
    const { code, message, details, retryAfterSeconds } = error;
    return {
      status: statusOf[error.kind],
      code,
      message,
      ...(details && { details }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    };
  }
  if (error instanceof HttpException && error.getStatus() < 500) return ofHttp(error);
  if (error instanceof URIError) return { status: 400, code: 'MALFORMED', message: 'The address is not well formed.' };
  return ofDatabase(error);
}

function ofHttp(error: HttpException): Problem {
  const status = error.getStatus();
  return { status, code: codeOfStatus[status] ?? 'REFUSED', message: error.message };
}

function ofDatabase(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  // A bulk write dresses the lost connection as its own failure; the words are the driver's.
  const isLost = /^connection \S+ to \S+ (closed|timed out)$|ECONNREFUSED|ECONNRESET/.test(error.message);
  if (
    databaseAway.has(error.name) ||
    (error.name.startsWith('Mongo') && isLost) ||
    /buffering timed out|before initial connection/.test(error.message)
  )
    return away;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (error.name.startsWith('Mongo') && (isTimeUp(code) || ('hasErrorLabel' in error && isNotPrimary(code))))
    return away;
  // OutOfDiskSpace of a mongod, ENOSPC of a file of our own.
  if (code === 14031 || code === 'ENOSPC' || /No space left on device/i.test(error.message)) {
    return {
      status: 503,
      code: 'DISK_FULL',
      message: 'The disk is full. Free some space and try again; what was saved is kept.',
    };
  }
  if (code === 11000) return { status: 409, code: 'CONFLICT', message: 'Something with the same key exists already.' };
  if (code === 112)
    return { status: 409, code: 'CONFLICT', message: 'Somebody else changed this just now. Try again.' };
  return null;
}

/** MaxTimeMSExpired: the server gave up, as it was told to. */
const isTimeUp = (code: unknown): boolean => Number(code) === 50;

/** NotWritablePrimary, NotPrimaryNoSecondaryOk, PrimarySteppedDown, InterruptedDueToReplStateChange, shutdowns. */
const isNotPrimary = (code: unknown): boolean => [91, 189, 10107, 11600, 11602, 13435, 13436].includes(Number(code));
