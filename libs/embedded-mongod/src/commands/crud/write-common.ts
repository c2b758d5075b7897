import { int } from '../../bson/numeric.ts';
import { typeName } from '../../bson/type-of.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type Scope } from '../../scope.ts';
import { type CollectionInfo } from '../../storage/collection.ts';
import { numberOf } from '../../storage/index-info.ts';
import { writesStand } from '../../storage/write-queue.ts';
import { LockedByTransaction } from '../../transactions/write-locks.ts';
import { logCatalog } from '../shared/changes.ts';
import { type Context } from '../shared/context.ts';

/** The collection to write to; made when it is missing. */
export const ensureCollection = ({ engine }: Context, scope: Scope, db: string, name: string): CollectionInfo => {
  const found = scope.find(db, name);
  if (found !== undefined) return found;
  if (name.startsWith('system.') && name !== 'system.js')
    throw new MongoError('InvalidNamespace', `cannot write to '${db}.${name}'`);
  const collection = engine.catalog.make(db, name, new Map());
  scope.add(collection);
  logCatalog(scope, collection, 'create', [['o', new Map()]]);
  return collection;
};

/** One refused item of a write command. */
export type WriteError = { readonly index: number; readonly error: MongoError };

/** As it is listed in `writeErrors`. */
export const writeErrorDoc = ({ index, error }: WriteError): Doc => {
  const listed: Doc = new Map<string, Value>([
    ['index', int(index)],
    ['code', int(error.code)],
  ]);
  for (const [name, value] of error.extra ?? []) listed.set(name, value);
  if (error.errInfo !== undefined) listed.set('errInfo', error.errInfo);
  listed.set('errmsg', error.message);
  return listed;
};

/** Errors that end the whole command instead of being listed. */
export const endsCommand = (error: unknown, context: Context): boolean =>
  error instanceof LockedByTransaction ||
  !(error instanceof MongoError) ||
  context.transaction !== undefined ||
  error.code === 50;

/** The statement number of an item of a retryable write. */
export const statementOf = ({ body }: Context, index: number): number => {
  const ids = body.get('stmtIds');
  if (Array.isArray(ids)) return numberOf(ids[index]) ?? index;
  const single = numberOf(body.get('stmtId'));
  return single === undefined ? index : single + index;
};

/** The remembered result of an item that was carried out before. */
export const remembered = (context: Context, index: number): Doc | undefined =>
  context.isRetryable ? context.session?.results.get(statementOf(context, index)) : undefined;

/** Keeps an item's result for a repeat of the command. */
export const remember = (context: Context, index: number, result: Doc): void => {
  if (context.isRetryable) context.session?.results.set(statementOf(context, index), result);
};

/** Saves the remembered results with the surrounding commit. */
export const saveRemembered = ({ engine, isRetryable, session }: Context): void => {
  if (isRetryable && session !== undefined) engine.sessions.save(session);
};

/** @throws MongoError 121 when the collection's validator refuses a document. */
export const validate = (collection: CollectionInfo, doc: Doc, isBypassed: boolean): void => {
  if (isBypassed || collection.validate === undefined || collection.options.get('validationAction') === 'warn') return;
  const details = collection.validate(doc);
  if (details === undefined) return;
  const id = doc.get('_id');
  const errInfo: Doc = new Map<string, Value>([
    ['failingDocumentId', id],
    ['details', details],
  ]);
  throw new MongoError('DocumentValidationFailure', 'Document failed validation', { errInfo });
};

/** Items of a write command: from a section of their own, or from the body. @throws MongoError 16 for none or too many. */
export const checkItemCount = (count: number): void => {
  if (count >= 1 && count <= 100_000) return;
  throw new MongoError('InvalidLength', `Write batch sizes must be between 1 and 100000. Got ${count} operations.`);
};

/** A document of the command's items. @throws MongoError TypeMismatch */
export const asDoc = (value: Value, where: string): Doc => {
  if (isDoc(value)) return value;
  throw new MongoError(
    'TypeMismatch',
    `BSON field '${where}' is the wrong type '${typeName(value)}', expected type 'object'`,
  );
};

/** The connection must end without an answer, as a fail point wants it. */
export class ConnectionEnded extends Error {
  override readonly name = 'ConnectionEnded';
}

/**
 * The fail point `onPrimaryTransactionalWrite`, asked once per retryable statement. Ends the connection before the
 * write, or says that it must be ended behind it. @throws ConnectionEnded
 */
export const triggersOnWrite = ({ engine, isRetryable }: Context): boolean => {
  if (!isRetryable) return false;
  const data = engine.failPoints.triggered('onPrimaryTransactionalWrite');
  if (data === undefined) return false;
  const code = numberOf(data.get('failBeforeCommitExceptionCode'));
  if (code === undefined) return data.get('closeConnection') !== false;
  if (data.get('closeConnection') === false) throw new MongoError(code, 'failing at onPrimaryTransactionalWrite');
  throw new ConnectionEnded();
};

/** Behind a statement that triggered a fail point: keeps its result, then ends the connection. @throws ConnectionEnded */
export const endIfFailPointTriggered = (context: Context, isTriggered: boolean): void => {
  if (!isTriggered) return;
  saveRemembered(context);
  throw writesStand(new ConnectionEnded());
};

/** Waits while a running transaction has written to a collection that is about to change. */
export const waitForWriters = ({ engine }: Context, collection: CollectionInfo): void => {
  for (const { transaction } of engine.sessions.all) {
    if (transaction?.state === 'running' && transaction.counts.has(collection))
      throw new LockedByTransaction(transaction.ended);
  }
};
