import { type FieldTable } from './kinds.ts';

const validation = {
  validator: 'object',
  validationLevel: { oneOf: ['off', 'strict', 'moderate'] },
  validationAction: { oneOf: ['error', 'warn', 'errorAndLog'] },
} as const;

/** The fields of commands about collections, indexes and transactions. */
export const catalogFields: Readonly<Record<string, FieldTable>> = {
  create: {
    fields: {
      capped: 'bool-or-number',
      autoIndexId: 'bool-or-number',
      idIndex: 'object',
      size: 'number',
      max: 'number',
      storageEngine: 'object',
      ...validation,
      indexOptionDefaults: 'object',
      viewOn: 'string',
      pipeline: 'objects',
      collation: 'object',
      changeStreamPreAndPostImages: 'object',
      timeseries: 'object',
      clusteredIndex: 'any',
      expireAfterSeconds: 'any',
      encryptedFields: 'object',
      temp: 'bool-or-number',
      flags: 'any',
      recordIdsReplicated: 'bool',
    },
    unstable: ['capped', 'size', 'max', 'storageEngine', 'indexOptionDefaults', 'temp', 'flags', 'idIndex'],
  },
  collMod: {
    fields: {
      index: 'object',
      ...validation,
      viewOn: 'string',
      pipeline: 'objects',
      recordPreImages: 'bool-or-number',
      changeStreamPreAndPostImages: 'object',
      expireAfterSeconds: 'any',
      timeseries: 'object',
      isTimeseriesNamespace: 'bool',
      dryRun: 'bool-or-number',
      collectionUUID: 'uuid',
    },
    unstable: ['dryRun', 'recordPreImages'],
  },
  createIndexes: {
    fields: {
      v: 'number',
      indexes: 'array',
      ignoreUnknownIndexOptions: 'bool-or-number',
      commitQuorum: 'any',
      returnOnStart: 'strict-bool',
      isTimeseriesNamespace: 'bool',
      collectionUUID: 'uuid',
    },
    required: ['indexes'],
    unstable: ['ignoreUnknownIndexOptions', 'returnOnStart'],
  },
  dropIndexes: {
    fields: { index: 'any', isTimeseriesNamespace: 'bool', collectionUUID: 'uuid' },
    required: ['index'],
  },
  listIndexes: {
    fields: {
      cursor: 'object',
      includeBuildUUIDs: 'bool-or-number',
      includeIndexBuildInfo: 'bool-or-number',
      isTimeseriesNamespace: 'bool',
    },
  },
  listCollections: {
    fields: {
      cursor: 'object',
      filter: 'object',
      nameOnly: 'bool',
      authorizedCollections: 'bool',
      includePendingDrops: 'bool-or-number',
    },
    unstable: ['includePendingDrops'],
  },
  listDatabases: { fields: { filter: 'object', nameOnly: 'bool-or-number', authorizedDatabases: 'bool' } },
  drop: { fields: { collectionUUID: 'uuid' } },
  dropDatabase: { fields: {} },
  renameCollection: {
    fields: { to: 'string', dropTarget: 'any', stayTemp: 'bool', collectionUUID: 'uuid' },
    required: ['to'],
  },
  explain: { fields: { explain: 'object', verbosity: 'string', queryPlannerVersion: 'any' } },
  commitTransaction: { fields: { recoveryToken: 'object', commitTimestamp: 'any', durableTimestamp: 'any' } },
  abortTransaction: { fields: { recoveryToken: 'object' } },
};
