import { type Doc, type Value } from '../../bson/value.ts';
import { typeName } from '../../bson/type-of.ts';
import { isDoc } from '../../bson/value.ts';
import { type Engine } from '../../engine.ts';
import { MongoError } from '../../errors.ts';
import { type ReplyFields } from '../../wire/reply.ts';
import { type Scope } from '../../scope.ts';
import { type Session } from '../../transactions/sessions.ts';
import { type Transaction } from '../../transactions/transaction.ts';
import { numberOf } from '../../storage/index-info.ts';

/** The connection a command came over, as far as commands look at it. */
export type Client = {
  readonly id: number;
  appName: string | undefined;
  metadata: Doc | undefined;
  readonly remote: string;
};

/** One command being run. */
export type Context = {
  readonly engine: Engine;
  readonly client: Client;
  readonly name: string;
  readonly db: string;
  readonly body: Doc;
  readonly documents: ReadonlyMap<string, Buffer[]>;
  readonly session: Session | undefined;
  readonly txnNumber: bigint | undefined;
  readonly transaction: Transaction | undefined;
  /** A retryable write: its answers are kept under the transaction number. */
  readonly isRetryable: boolean;
  readonly deadline: number | undefined;
  readonly now: Date;
};

/** An answer without `ok`: dispatch adds it. */
export type Reply = Doc | ReplyFields;

/** A command: from a request to its answer. */
export type Command = (context: Context) => Promise<Reply> | Reply;

/** How a command may be used. */
export type CommandEntry = {
  readonly run: Command;
  /** May run inside a multi-document transaction. */
  readonly inTransaction?: boolean;
  /** Changes data: needs a primary, honours a write concern. */
  readonly writes?: boolean;
  /** Only on the admin database. */
  readonly adminOnly?: boolean;
  /** May be retried with a transaction number. */
  readonly retryable?: boolean;
  /** Reads that accept `readConcern: snapshot` outside transactions. */
  readonly snapshot?: boolean;
  /** Writes only with some bodies: a pipeline that ends in `$out` or `$merge`. */
  readonly writesWhen?: (body: Doc) => boolean;
  readonly counts?: 'insert' | 'query' | 'update' | 'delete' | 'getmore';
};

/** A document from pairs. */
export const fields = (pairs: Iterable<readonly [string, Value]>): Doc => new Map(pairs);

const wrongType = (command: string, field: string, value: Value, wanted: string): MongoError =>
  new MongoError(
    'TypeMismatch',
    `BSON field '${command}.${field}' is the wrong type '${typeName(value)}', expected type '${wanted}'`,
  );

/** The collection a command names. @throws MongoError 73 InvalidNamespace. */
export const collectionName = ({ body, name, db }: Context): string => {
  const value = body.get(name);
  if (typeof value !== 'string') {
    throw new MongoError('InvalidNamespace', `collection name has invalid type ${typeName(value)}`);
  }
  checkNamespace(db, value);
  return value;
};

/** @throws MongoError InvalidNamespace for names MongoDB refuses. */
export const checkNamespace = (db: string, name: string): void => {
  const bad = name === '' || name.includes('\0') || name.includes('$') || name.startsWith('.') || name.endsWith('.');
  if (bad && !name.startsWith('$cmd'))
    throw new MongoError('InvalidNamespace', `Invalid namespace specified '${db}.${name}'`);
  checkDatabase(db);
};

/** @throws MongoError InvalidNamespace for a database name MongoDB refuses. */
export const checkDatabase = (db: string): void => {
  if (db === '' || db.length >= 64 || /[/\\. "$\0]/.test(db))
    throw new MongoError('InvalidNamespace', `Invalid database name: '${db}'`);
};

/** A document field, or undefined. @throws MongoError TypeMismatch */
export const docField = ({ body, name }: Context, field: string): Doc | undefined => {
  const value = body.get(field);
  if (value === undefined || value === null) return undefined;
  if (!isDoc(value)) throw wrongType(name, field, value, 'object');
  return value;
};

/** A whole number field, or undefined. @throws MongoError TypeMismatch, 51024 below zero */
export const countField = ({ body, name }: Context, field: string): number | undefined => {
  const value = body.get(field);
  if (value === undefined || value === null) return undefined;
  const number = numberOf(value);
  if (number === undefined) throw wrongType(name, field, value, 'long');
  return Math.trunc(number);
};

/** An array field. @throws MongoError 40414 when it is missing, TypeMismatch. */
export const arrayField = ({ body, name }: Context, field: string): Value[] => {
  const value = body.get(field);
  if (value === undefined)
    throw new MongoError('IDLFailedToParse', `BSON field '${name}.${field}' is missing but a required field`);
  if (!Array.isArray(value)) throw wrongType(name, field, value, 'array');
  return value;
};

/** Where this command reads: its transaction's view, or the current state. */
export const scopeOf = ({ engine, transaction }: Context): Scope =>
  transaction === undefined ? engine.live : engine.scopeOf(transaction);

/** @throws MongoError MaxTimeMSExpired when the command's time is up. */
export const watchOf = ({ deadline }: Context): (() => void) => {
  if (deadline === undefined) return () => undefined;
  let steps = 0;
  return () => {
    if ((++steps & 63) === 0 && Date.now() > deadline)
      throw new MongoError('MaxTimeMSExpired', 'operation exceeded time limit');
  };
};

/** Runs a job where this command writes: in its transaction at once, or in the next group commit. */
export const writeIn = async <T>(context: Context, job: (scope: Scope) => T): Promise<T> => {
  if (context.transaction !== undefined) return job(context.engine.scopeOf(context.transaction));
  return context.engine.write(job, () => {
    if (context.deadline !== undefined && Date.now() > context.deadline)
      throw new MongoError('MaxTimeMSExpired', 'operation exceeded time limit');
  });
};
