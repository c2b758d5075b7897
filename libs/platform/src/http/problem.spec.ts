import { createRequire } from 'node:module';
import { NotFoundException } from '@nestjs/common';
import { DomainError } from '@relance/kernel';
import { problemOf } from './problem.ts';

/** The driver's own: what becomes of the commands under way when the monitor of a busy server gets no answer. */
const { PoolClearedOnNetworkError } = createRequire(import.meta.url)('mongodb/lib/cmap/errors.js') as {
  PoolClearedOnNetworkError: new (pool: object) => Error;
};

const mongo = (name: string, message = 'no', facts: object = {}) =>
  Object.assign(new Error(message), { name, ...facts });

describe('what a thrown thing says to the client', () => {
  it.each([
    ['malformed', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['precondition_failed', 412],
    ['too_large', 413],
    ['unsupported_media', 415],
    ['unsatisfiable_range', 416],
    ['unprocessable', 422],
    ['too_many', 429],
    ['unavailable', 503],
  ] as const)('a refusal of kind %s is %d', (kind, status) => {
    expect(problemOf(new DomainError(kind, 'CODE', 'Words.', { a: 1 }))).toEqual({
      status,
      code: 'CODE',
      message: 'Words.',
      details: { a: 1 },
    });
  });

  it.each([
    mongo('MongoServerSelectionError'),
    mongo('MongooseServerSelectionError'),
    mongo('MongoNetworkError'),
    mongo('MongoPoolClearedError'),
    mongo('MongooseError', 'Operation `campaigns.find()` buffering timed out after 3000ms'),
    mongo('MongoBulkWriteError', 'connection 5 to 127.0.0.1:27117 closed'),
    mongo('MongoBulkWriteError', 'connect ECONNREFUSED 127.0.0.1:27117'),
    mongo('MongoServerError', 'operation exceeded time limit', { code: 50 }),
    mongo('MongoBulkWriteError', 'operation exceeded time limit', { code: 50 }),
    mongo('MongoServerError', 'not primary', { code: 10107, hasErrorLabel: () => true }),
    mongo('MongoServerError', 'Unable to acquire lock within 5ms', { code: 24 }),
    mongo('MongoServerError', 'WriteConflict', { code: 112 }),
    mongo('MongoServerError', 'waiting for replication timed out', { code: 64 }),
    mongo('MongoServerError', 'Transaction 3 has been aborted.', { code: 251 }),
    mongo('MongoServerError', 'Cannot start transaction 1: 2 has started already', { code: 225 }),
    mongo('MongoServerError', 'operation was interrupted', { code: 11601 }),
    mongo('MongoServerError', 'new words', { hasErrorLabel: (label: string) => label === 'TransientTransactionError' }),
    mongo('MongoError', 'more', { hasErrorLabel: (label: string) => label === 'UnknownTransactionCommitResult' }),
    mongo('MongoExpiredSessionError', 'Cannot use a session that has ended'),
    mongo('MongoServerClosedError', 'Server is closed'),
    mongo('TransactionLimitError', 'not written within 30000 ms'),
    mongo('MongoBulkWriteError', 'Connection to 127.0.0.1:27117 interrupted due to server monitor timeout'),
    mongo('MongoBulkWriteError', 'Connection pool for 127.0.0.1:27117 was cleared because another operation failed'),
    new PoolClearedOnNetworkError({ address: '127.0.0.1:27117' }),
  ])('a database that is away is 503: $name $message', (error) => {
    expect(problemOf(error)).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE', retryAfterSeconds: 5 });
  });

  it.each([
    mongo('MongoServerError', 'out of disk', { code: 14031 }),
    mongo('Error', 'write', { code: 'ENOSPC' }),
    mongo('Error', 'No space left on device'),
  ])('a full disk is said to be full', (error) => {
    expect(problemOf(error)).toMatchObject({ status: 503, code: 'DISK_FULL' });
  });

  it('a race that the database settled is 409', () => {
    expect(problemOf(mongo('MongoServerError', 'E11000', { code: 11000 }))).toMatchObject({ status: 409 });
  });

  it('Nest’s own refusals keep their status, and everything else is a surprise', () => {
    expect(problemOf(new NotFoundException('Cannot GET /x'))).toEqual({
      status: 404,
      code: 'ROUTE_NOT_FOUND',
      message: 'Cannot GET /x',
    });
    expect(problemOf(new TypeError('x is not a function'))).toBeNull();
    expect(problemOf(mongo('MongoServerError', 'something odd', { code: 2, hasErrorLabel: () => false }))).toBeNull();
    expect(problemOf(mongo('MongoInvalidArgumentError', 'no such option'))).toBeNull();
    expect(problemOf(mongo('Error', 'not ours', { code: 24 }))).toBeNull();
    expect(problemOf('a string')).toBeNull();
  });
});
