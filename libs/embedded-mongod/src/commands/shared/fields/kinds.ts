/** How MongoDB checks a field of a command: which types it takes, and in which words it refuses others. */
export type FieldKind =
  | 'any'
  | 'object'
  /** As `object`, refused in other words, and null is no value either. */
  | 'own-object'
  | 'array'
  | 'objects'
  | 'string'
  | 'bool'
  /** As `bool`, refused in other words, and null is no value either. */
  | 'strict-bool'
  | 'bool-or-number'
  | 'number'
  /** A number from zero. */
  | 'count'
  | 'int'
  | 'hint'
  | 'uuid'
  | { readonly oneOf: readonly string[] };

/** The fields of a command or of a document inside it. */
export type FieldTable = {
  /** How errors name it, when not by the command's own name. */
  readonly path?: string;
  readonly fields: Readonly<Record<string, FieldKind>>;
  readonly required?: readonly string[];
  /** Accepted but refused under `apiStrict`. */
  readonly unstable?: readonly string[];
};

/** What every command takes. */
export const genericFields: ReadonlySet<string> = new Set([
  '$audit',
  '$client',
  '$clusterTime',
  '$configServerState',
  '$configTime',
  '$db',
  '$oplogQueryData',
  '$queryOptions',
  '$readPreference',
  '$replData',
  '$tenant',
  '$topologyTime',
  '$traceCtx',
  'allowImplicitCollectionCreation',
  'apiDeprecationErrors',
  'apiStrict',
  'apiVersion',
  'autocommit',
  'clientOperationKey',
  'comment',
  'coordinator',
  'databaseVersion',
  'expectPrefix',
  'help',
  'lsid',
  'maxTimeMS',
  'maxTimeMSOpOnly',
  'mayBypassWriteBlocking',
  'rawData',
  'readConcern',
  'requestGossipRoutingCache',
  'shardVersion',
  'startOrContinueTransaction',
  'startTransaction',
  'stmtId',
  'tracking_info',
  'txnNumber',
  'txnRetryCounter',
  'usesDefaultMaxTimeMS',
  'versionContext',
  'writeConcern',
]);
