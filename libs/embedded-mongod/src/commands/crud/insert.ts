import { ObjectId, Timestamp } from 'bson';
import { decode } from '../../bson/decode.ts';
import { encode } from '../../bson/encode.ts';
import { int } from '../../bson/numeric.ts';
import { type Doc, isDoc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type Scope } from '../../scope.ts';
import { checkId, insertRecord, MOST_DOCUMENT_BYTES } from '../../storage/records.ts';
import { timestampOf } from '../../storage/clock.ts';
import { isTrue } from '../../storage/index-info.ts';
import { logInsert } from '../shared/changes.ts';
import { collectionName, writeIn, type CommandEntry, type Context, type Reply } from '../shared/context.ts';
import {
  checkItemCount,
  endsCommand,
  ensureCollection,
  remember,
  remembered,
  saveRemembered,
  statementOf,
  validate,
  writeErrorDoc,
  type WriteError,
  endIfFailPointTriggered,
  triggersOnWrite,
} from './write-common.ts';

/** Gives empty timestamps at the top of a document the present time, each one of its own; `_id` stays as it is. */
const stamped = ({ body, engine }: Context, doc: Doc): Doc | undefined => {
  if (isTrue(body.get('bypassEmptyTsReplacement'))) return undefined;
  let made: Doc | undefined;
  for (const [name, value] of doc) {
    if (!(value instanceof Timestamp) || !value.isZero() || name === '_id') continue;
    made ??= new Map(doc);
    made.set(name, timestampOf(engine.clock.tick()));
  }
  return made;
};

/** A document ready to be stored: `_id` first, as values and as bytes. */
export const readyToInsert = (context: Context, bytes: Buffer): { doc: Doc; bytes: Buffer } => {
  if (bytes.length > MOST_DOCUMENT_BYTES) {
    throw new MongoError(
      'BadValue',
      `object to insert too large. size in bytes: ${bytes.length}, max size: ${MOST_DOCUMENT_BYTES}`,
    );
  }
  const doc = decode(bytes);
  const made = stamped(context, doc);
  return made === undefined ? orderedId(doc, bytes) : orderedId(made);
};

/** Puts `_id` first, and gives one when it is missing. */
export const orderedId = (doc: Doc, bytes?: Buffer): { doc: Doc; bytes: Buffer } => {
  const [first] = doc.keys();
  if (first === '_id') {
    checkId(doc.get('_id'));
    return { doc, bytes: bytes ?? encode(doc) };
  }
  const id = doc.has('_id') ? doc.get('_id') : new ObjectId();
  checkId(id);
  const ordered: Doc = new Map([['_id', id]]);
  for (const [name, value] of doc) if (name !== '_id') ordered.set(name, value);
  return { doc: ordered, bytes: encode(ordered) };
};

/** Stores one document in a scope. @throws MongoError 2, 53, 121, 10334, 11000 */
export const insertOne = (
  context: Context,
  scope: Scope,
  target: { db: string; name: string; bypass: boolean },
  ready: { doc: Doc; bytes: Buffer },
): void => {
  const collection = ensureCollection(context, scope, target.db, target.name);
  validate(collection, ready.doc, target.bypass);
  insertRecord({ view: scope.view, catalogChanges: scope.catalogChanges }, collection, ready.doc, ready.bytes);
  logInsert(scope, collection, ready.doc, ready.bytes);
};

/** Documents come as bytes beside the body; what stayed in it is not a list of documents. @throws MongoError 14 */
const documentsOf = ({ body, documents }: Context): readonly Buffer[] => {
  const left = body.get('documents');
  if (left === undefined) return documents.get('documents') ?? [];
  const wrong = Array.isArray(left) ? `.${left.findIndex((value) => !isDoc(value))}` : '';
  throw new MongoError(
    'TypeMismatch',
    `BSON field 'insert.documents${wrong}' is the wrong type, expected type '${wrong === '' ? 'array' : 'object'}'`,
  );
};

const insert = async (context: Context): Promise<Reply> => {
  const name = collectionName(context);
  const { body, db, engine } = context;
  const documents = documentsOf(context);
  checkItemCount(documents.length);
  const ordered = body.get('ordered') !== false;
  const target = { db, name, bypass: isTrue(body.get('bypassDocumentValidation')) };
  const errors: WriteError[] = [];
  const retried: Value[] = [];
  let at = 0;
  let inserted = 0;
  let isTriggered: boolean | undefined;
  await writeIn(context, (scope) => {
    for (; at < documents.length; at++) {
      if (remembered(context, at) !== undefined) {
        retried.push(int(statementOf(context, at)));
        inserted += 1;
        continue;
      }
      try {
        isTriggered ??= triggersOnWrite(context);
        insertOne(context, scope, target, readyToInsert(context, documents[at] as Buffer));
        remember(context, at, new Map());
        inserted += 1;
      } catch (error) {
        if (endsCommand(error, context)) throw error;
        errors.push({ index: at, error: error as MongoError });
        if (ordered) break;
      }
    }
    endIfFailPointTriggered(context, isTriggered === true);
    saveRemembered(context);
  });
  engine.counts.insert += Math.max(0, inserted - 1);
  const reply: Doc = new Map<string, Value>([['n', int(inserted)]]);
  if (errors.length > 0) reply.set('writeErrors', errors.map(writeErrorDoc));
  if (retried.length > 0) reply.set('retriedStmtIds', retried);
  return reply;
};

/** `insert` */
export const insertCommand: CommandEntry = {
  run: insert,
  writes: true,
  inTransaction: true,
  retryable: true,
  counts: 'insert',
};
