import { type CommandEntry, type Context } from '../commands/shared/context.ts';
import { MongoError } from '../errors.ts';
import { numberOf } from '../storage/index-info.ts';
import { type Session } from './sessions.ts';
import { type Transaction } from './transaction.ts';

/** How long a transaction may run, as MongoDB's transactionLifetimeLimitSeconds. */
const LIFETIME_SECONDS = 60;

const allowedOnAdmin = new Set(['commitTransaction', 'abortTransaction', 'bulkWrite']);

const isInternal = (db: string): boolean => db === 'admin' || db === 'config' || db === 'local';

const noSuch = (number: bigint): MongoError =>
  new MongoError(
    'NoSuchTransaction',
    `Given transaction number ${number} does not match any in-progress transactions. The active transaction number is -1`,
  );

/** The transaction a command runs in; starts one when the command says so. @throws MongoError 20, 72, 225, 251, 256, 263 */
export const attachTransaction = (
  context: Omit<Context, 'transaction' | 'isRetryable'>,
  entry: CommandEntry,
): Transaction | undefined => {
  const { engine, body, session, txnNumber, name } = context;
  const autocommit = body.get('autocommit');
  const starts = body.get('startTransaction') === true;
  if (autocommit === undefined) {
    if (starts)
      throw new MongoError(
        'InvalidOptions',
        "'startTransaction' field requires 'autocommit' field to also be specified",
      );
    if (txnNumber !== undefined && session !== undefined) noteRetryable(context, entry, session, txnNumber);
    return undefined;
  }
  if (autocommit !== false) throw new MongoError('InvalidOptions', 'Specifying autocommit=true is not allowed.');
  if (session === undefined || txnNumber === undefined)
    throw new MongoError('InvalidOptions', "'autocommit' field requires a transaction number to also be specified");
  if (!engine.replicaSet.isMember)
    throw new MongoError('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
  const isEnd = name === 'commitTransaction' || name === 'abortTransaction';
  if (txnNumber < session.number) {
    throw new MongoError(
      'TransactionTooOld',
      `Cannot start transaction with { txnNumber: ${txnNumber} } on session ${session.key} because a newer transaction with txnNumberAndRetryCounter { txnNumber: ${session.number}, txnRetryCounter: 0 } has already started on this session.`,
    );
  }
  if (entry.inTransaction !== true)
    throw new MongoError('OperationNotSupportedInTransaction', `Cannot run '${name}' in a multi-document transaction.`);
  if (isInternal(context.db) && !(context.db === 'admin' && allowedOnAdmin.has(name))) {
    throw new MongoError(
      'OperationNotSupportedInTransaction',
      `Cannot run command against the '${context.db}' database in a transaction.`,
    );
  }
  if (starts) {
    if (txnNumber === session.number) {
      throw new MongoError(
        50911,
        `Cannot start a transaction at given transaction number ${txnNumber} because a transaction with the same number is in state ${session.transaction?.state ?? 'TransactionState::kCommitted'}`,
      );
    }
    session.transaction?.finish('aborted');
    session.number = txnNumber;
    session.results = new Map();
    const transaction = engine.begin(session, txnNumber);
    watchLife(
      transaction,
      (numberOf(engine.parameters.get('transactionLifetimeLimitSeconds')) ?? LIFETIME_SECONDS) * 1000,
    );
    transaction.lastClient = context.client.id;
    return transaction;
  }
  const { transaction } = session;
  if (txnNumber !== session.number || transaction === undefined) throw noSuch(txnNumber);
  transaction.lastClient = context.client.id;
  if (isEnd) return transaction;
  if (transaction.state === 'committed')
    throw new MongoError('TransactionCommitted', `Transaction with { txnNumber: ${txnNumber} } has been committed.`);
  if (transaction.state === 'aborted')
    throw new MongoError('NoSuchTransaction', `Transaction with { txnNumber: ${txnNumber} } has been aborted.`);
  return transaction;
};

const watchLife = (transaction: Transaction, milliseconds: number): void => {
  const timer = setTimeout(() => transaction.finish('aborted'), milliseconds);
  timer.unref();
  void transaction.ended.then(() => clearTimeout(timer));
};

const noteRetryable = (
  { engine, name }: { engine: Context['engine']; name: string },
  entry: CommandEntry,
  session: Session,
  number: bigint,
): void => {
  if (!engine.replicaSet.isMember)
    throw new MongoError('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
  if (entry.retryable !== true) {
    throw new MongoError('InvalidOptions', `Command ${name} does not support retryable writes`);
  }
  if (number < session.number) {
    throw new MongoError(
      'TransactionTooOld',
      `Retryable write with txnNumber ${number} is prohibited on session ${session.key} because a newer retryable write with txnNumber ${session.number} has already started on this session.`,
    );
  }
  if (number > session.number) {
    session.transaction?.finish('aborted');
    session.transaction = undefined;
    session.number = number;
    session.results = new Map();
  } else if (session.transaction !== undefined) {
    throw new MongoError(
      'IncompleteTransactionHistory',
      `Cannot retry a retryable write with the number of a multi-document transaction`,
    );
  }
};
