import { type FieldTable } from './kinds.ts';

const write = {
  ordered: 'bool',
  bypassDocumentValidation: 'bool-or-number',
  stmtId: 'int',
  stmtIds: 'array',
  isTimeseriesNamespace: 'strict-bool',
  collectionUUID: 'uuid',
  encryptionInformation: 'object',
  bypassEmptyTsReplacement: 'strict-bool',
  includeQueryStatsMetrics: 'strict-bool',
  $_originalQuery: 'object',
  $_originalCollation: 'object',
} as const;
const unstableWrite = ['collectionUUID', 'encryptionInformation', 'bypassEmptyTsReplacement'];

const findAndModify: FieldTable = {
  path: 'findAndModify',
  fields: {
    query: 'object',
    fields: 'object',
    sort: 'object',
    batchSize: 'int',
    singleBatch: 'bool',
    hint: 'hint',
    collation: 'object',
    arrayFilters: 'objects',
    remove: 'bool-or-number',
    update: 'any',
    upsert: 'bool-or-number',
    new: 'bool-or-number',
    bypassDocumentValidation: 'bool-or-number',
    let: 'object',
    runtimeConstants: 'object',
    encryptionInformation: 'object',
    bypassEmptyTsReplacement: 'strict-bool',
    includeQueryStatsMetrics: 'strict-bool',
    sampleId: 'uuid',
    collectionUUID: 'uuid',
    isTimeseriesNamespace: 'strict-bool',
    $_originalQuery: 'object',
    $_originalCollation: 'object',
    $_allowShardKeyUpdatesWithoutFullShardKeyInQuery: 'strict-bool',
  },
  unstable: ['encryptionInformation', 'bypassEmptyTsReplacement', 'sampleId'],
};

/** The fields of commands that write documents. */
export const writeFields: Readonly<Record<string, FieldTable>> = {
  insert: { fields: { documents: 'any', ...write }, unstable: unstableWrite },
  update: {
    fields: { updates: 'array', let: 'object', runtimeConstants: 'object', ...write },
    unstable: unstableWrite,
  },
  delete: {
    fields: { deletes: 'array', let: 'object', runtimeConstants: 'object', ...write },
    unstable: unstableWrite,
  },
  findAndModify,
  findandmodify: findAndModify,
  bulkWrite: {
    fields: { ops: 'array', nsInfo: 'array', cursor: 'object', let: 'object', errorsOnly: 'bool', ...write },
    unstable: unstableWrite,
  },
};
