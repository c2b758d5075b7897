import { type FieldTable } from './kinds.ts';

/** The documents inside commands. */
export const itemFields = {
  updates: {
    fields: {
      q: 'object',
      u: 'any',
      c: 'object',
      sort: 'object',
      arrayFilters: 'objects',
      hint: 'hint',
      multi: 'bool',
      upsert: 'bool',
      upsertSupplied: 'strict-bool',
      collation: 'object',
      sampleId: 'uuid',
      $_allowShardKeyUpdatesWithoutFullShardKeyInQuery: 'strict-bool',
      includeQueryStatsMetricsForOpIndex: 'int',
    },
    required: ['q', 'u'],
  },
  deletes: {
    fields: {
      q: 'object',
      limit: 'any',
      hint: 'hint',
      collation: 'object',
      sampleId: 'uuid',
      includeQueryStatsMetricsForOpIndex: 'int',
    },
    required: ['q', 'limit'],
  },
  insertOp: { fields: { insert: 'number', document: 'object' }, required: ['document'] },
  updateOp: {
    fields: {
      update: 'number',
      filter: 'object',
      sort: 'object',
      multi: 'bool',
      updateMods: 'any',
      upsert: 'bool',
      upsertSupplied: 'strict-bool',
      arrayFilters: 'objects',
      hint: 'hint',
      constants: 'object',
      collation: 'object',
      sampleId: 'uuid',
      $_allowShardKeyUpdatesWithoutFullShardKeyInQuery: 'strict-bool',
      includeQueryStatsMetricsForOpIndex: 'int',
    },
    required: ['filter', 'updateMods'],
  },
  deleteOp: {
    fields: {
      delete: 'number',
      filter: 'object',
      multi: 'bool',
      hint: 'hint',
      collation: 'object',
      sampleId: 'uuid',
      includeQueryStatsMetricsForOpIndex: 'int',
    },
    required: ['filter'],
  },
  nsInfo: {
    fields: {
      ns: 'string',
      collectionUUID: 'uuid',
      encryptionInformation: 'object',
      isTimeseriesNamespace: 'strict-bool',
      shardVersion: 'any',
      databaseVersion: 'any',
    },
    required: ['ns'],
  },
  collModIndex: {
    fields: {
      name: 'string',
      keyPattern: 'object',
      expireAfterSeconds: 'number',
      hidden: 'bool-or-number',
      unique: 'bool-or-number',
      prepareUnique: 'bool-or-number',
      forceNonUnique: 'bool-or-number',
    },
  },
} as const satisfies Record<string, FieldTable>;
