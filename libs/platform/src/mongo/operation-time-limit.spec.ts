import { OPERATION_LIMIT_MS, withTimeLimit } from './operation-time-limit.ts';
import { databaseLimits } from './mongo.module.ts';

describe('the time limit of a database command', () => {
  it.each([
    { find: 'c' },
    { aggregate: 'c', pipeline: [{ $match: {} }] },
    { aggregate: 1, pipeline: [], cursor: {} },
    { count: 'c' },
    { findAndModify: 'c' },
    { insert: 'c', documents: [] },
    { update: 'c', updates: [] },
    { delete: 'c', deletes: [] },
    { bulkWrite: 1, ops: [] },
  ])('is told to the server with each read and write: %j', (command) => {
    expect(withTimeLimit(command)).toEqual({ ...command, maxTimeMS: OPERATION_LIMIT_MS });
  });

  it.each([
    { createIndexes: 'c' },
    { getMore: 1n, collection: 'c' },
    { commitTransaction: 1 },
    { hello: 1 },
    { aggregate: 'c', pipeline: [{ $changeStream: {} }] },
    { find: 'c', batchSize: 400 },
    { find: 'media.chunks' },
    { aggregate: 'c', pipeline: [], cursor: { batchSize: 400 } },
    { find: 'c', maxTimeMS: 0 },
    { find: 'c', maxTimeMS: 100 },
  ])('is left as it is where a command may take long or has its own: %j', (command) => {
    expect(withTimeLimit(command)).toBe(command);
  });

  it('ends before the driver stops waiting for the answer', () => {
    expect(OPERATION_LIMIT_MS).toBeLessThan(databaseLimits.socketTimeoutMS);
  });
});
