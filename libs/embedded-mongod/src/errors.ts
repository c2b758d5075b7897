import { type Doc } from './bson/value.ts';

/** MongoDB's error codes by name, as far as this engine answers with them. Other codes are `Location<code>`. */
export const codes = {
  OK: 0,
  InternalError: 1,
  BadValue: 2,
  NoSuchKey: 4,
  HostUnreachable: 6,
  HostNotFound: 7,
  UnknownError: 8,
  FailedToParse: 9,
  CannotMutateObject: 10,
  UserNotFound: 11,
  UnsupportedFormat: 12,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  EmptyArrayOperation: 21,
  InvalidBSON: 22,
  AlreadyInitialized: 23,
  LockTimeout: 24,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  InvalidNamespace: 73,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  InvalidDBRef: 55,
  EmptyFieldName: 56,
  DottedFieldName: 57,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  IndexAlreadyExists: 68,
  InvalidOptions: 72,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  NetworkTimeout: 89,
  OperationFailed: 96,
  WriteConcernFailed: 64,
  UnknownReplWriteConcern: 79,
  NotYetInitialized: 94,
  NoReplicationEnabled: 76,
  ShutdownInProgress: 91,
  CannotSatisfyWriteConcern: 100,
  WriteConflict: 112,
  CommandNotSupported: 115,
  DocumentValidationFailure: 121,
  NotAReplicaSet: 123,
  CommandFailed: 125,
  InvalidPipelineOperator: 168,
  AmbiguousIndexKeyPattern: 181,
  InvalidUUID: 207,
  TooManyLogicalSessions: 261,
  NoSuchSession: 206,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  TransactionTooOld: 225,
  TransactionExceededLifetimeLimitSeconds: 290,
  PreparedTransactionInProgress: 267,
  TransactionTooLargeForCache: 319,
  SnapshotUnavailable: 246,
  SnapshotTooOld: 239,
  OperationNotSupportedInTransaction: 263,
  ConversionFailure: 241,
  CursorInUse: 12051,
  ExceededMemoryLimit: 146,
  QueryPlanKilled: 175,
  CursorKilled: 237,
  ClientDisconnect: 279,
  NonResumableChangeStreamError: 280,
  ChangeStreamFatalError: 280,
  ChangeStreamHistoryLost: 286,
  NoQueryExecutionPlans: 291,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  InvalidResumeToken: 260,
  CappedPositionLost: 136,
  Interrupted: 11601,
  InterruptedAtShutdown: 11600,
  NotWritablePrimary: 10107,
  NotPrimaryNoSecondaryOk: 13435,
  NotPrimaryOrSecondary: 13436,
  InterruptedDueToReplStateChange: 11602,
  PrimarySteppedDown: 189,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  StaleConfig: 13388,
  SearchNotEnabled: 31082,
  CommandOnShardedViewNotSupportedOnMongod: 169,
  CannotConvertIndexToUnique: 359,
  CollectionUUIDMismatch: 361,
  APIVersionError: 322,
  APIStrictError: 323,
  APIDeprecationError: 324,
  IncompleteTransactionHistory: 217,
  FailPointSetFailed: 356,
  InvalidViewDefinition: 182,
  OptionNotSupportedOnView: 167,
  UnrecoverableRollbackError: 277,
  NotExactValueField: 111,
  UnrecognizedCommandField: 40415,
  IDLUnknownField: 40415,
  IDLFailedToParse: 40414,
  Utf8Error: 37,
} as const;

/** A name of the table above. */
export type CodeName = keyof typeof codes;

/** Names where the table has two for one number, or where the server says only `Location…`. */
const nameOf = new Map<number, string>();
for (const [name, code] of Object.entries(codes)) if (!nameOf.has(code)) nameOf.set(code, name);
nameOf.set(40414, 'IDLFailedToParse');
nameOf.set(40415, 'IDLUnknownField');
nameOf.set(280, 'ChangeStreamFatalError');
nameOf.delete(12051);

/** `codeName` as the server answers it: the table's name, or `Location<code>` for numbers without one. */
export const codeNameOf = (code: number): string => nameOf.get(code) ?? `Location${code}`;

/** What an error carries beside code and message. */
export type ErrorMore = {
  /** Details of a validator's refusal and the like, answered as `errInfo`. */
  readonly errInfo?: Doc;
  readonly errorLabels?: readonly string[];
  /** Further fields of the answer: `keyPattern`, `keyValue` of an 11000. */
  readonly extra?: Doc;
};

/** A refusal as MongoDB would give it. Thrown anywhere, turned into a reply (or a writeError) by the commands. */
export class MongoError extends Error {
  override readonly name = 'MongoError';
  readonly code: number;
  readonly codeName: string;
  readonly errInfo?: Doc;
  readonly errorLabels?: readonly string[];
  readonly extra?: Doc;

  /** @param code a number, or a name of {@link codes}. */
  constructor(code: number | CodeName, message: string, more: ErrorMore = {}) {
    super(message);
    this.code = typeof code === 'number' ? code : codes[code];
    this.codeName = codeNameOf(this.code);
    this.errInfo = more.errInfo;
    this.errorLabels = more.errorLabels;
    this.extra = more.extra;
  }
}

/** Runs the part of a command that MongoDB's executor runs: its refusals say so in front. */
export const during = <T>(what: string, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    throw whileDoing(what, error);
  }
};

/** An executor's refusal with MongoDB's words in front; anything else as it is. */
export const whileDoing = (what: string, error: unknown): unknown => {
  if (!(error instanceof MongoError)) return error;
  const { errInfo, errorLabels, extra } = error;
  return new MongoError(error.code, `${what} :: caused by :: ${error.message}`, {
    ...(errInfo === undefined ? {} : { errInfo }),
    ...(errorLabels === undefined ? {} : { errorLabels }),
    ...(extra === undefined ? {} : { extra }),
  });
};
