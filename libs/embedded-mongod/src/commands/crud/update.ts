import { int } from '../../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { isTrue, numberOf } from '../../storage/index-info.ts';
import { decode } from '../../bson/decode.ts';
import { checkItem } from '../shared/check-fields.ts';
import { itemFields } from '../shared/fields/index.ts';
import { collectionName, docField, writeIn, type CommandEntry, type Context, type Reply } from '../shared/context.ts';
import { isReplacement, nothing, updateIn, type Statement } from './update-one.ts';
import {
  asDoc,
  checkItemCount,
  endsCommand,
  remember,
  remembered,
  saveRemembered,
  statementOf,
  writeErrorDoc,
  type WriteError,
  endIfFailPointTriggered,
  triggersOnWrite,
} from './write-common.ts';

/** The items of a write command, from its body or from a section of their own. */
export const itemsOf = (context: Context, field: string): Doc[] => {
  const raw = context.documents.get(field);
  if (raw !== undefined) return raw.map((bytes) => decode(bytes));
  const list = context.body.get(field);
  if (!Array.isArray(list))
    throw new MongoError('IDLFailedToParse', `BSON field '${context.name}.${field}' is missing but a required field`);
  return list.map((item, at) => asDoc(item, `${context.name}.${field}.${at}`));
};

/** @throws MongoError FailedToParse for what is no update. */
export const checkUpdateArgument = (update: Value): void => {
  if (!isDoc(update) && !Array.isArray(update))
    throw new MongoError('FailedToParse', 'Update argument must be either an object or an array');
};

const checkUpdates = (items: readonly Doc[]): void => {
  for (const item of items) {
    checkItem(item, 'update.updates', itemFields.updates);
    checkUpdateArgument(item.get('u'));
    if (item.get('upsertSupplied') === true)
      throw new MongoError('CommandNotSupported', "'upsertSupplied' of update is not supported by this engine");
  }
};

/** Reads one update item, whose fields are checked. @throws MongoError for what cannot be meant. */
export const readStatement = (context: Context, item: Doc): Statement => {
  const update = item.get('u') as Doc | Value[];
  const multi = isTrue(item.get('multi'));
  if (multi && isReplacement(update))
    throw new MongoError('FailedToParse', 'multi update is not supported for replacement-style update');
  const sort = item.get('sort');
  if (multi && isDoc(sort)) throw new MongoError('FailedToParse', 'Cannot specify sort with multi=true');
  const arrayFilters = item.get('arrayFilters');
  const collation = item.get('collation');
  const constants = item.get('c');
  return {
    filter: asDoc(item.get('q') ?? new Map(), 'update.updates.q'),
    update,
    multi,
    upsert: isTrue(item.get('upsert')),
    arrayFilters: Array.isArray(arrayFilters) ? arrayFilters.filter(isDoc) : undefined,
    collation: isDoc(collation) ? collation : undefined,
    hint: item.get('hint'),
    sort: isDoc(sort) ? sort : undefined,
    let: docField(context, 'let'),
    constants: isDoc(constants) ? constants : undefined,
    bypass: isTrue(context.body.get('bypassDocumentValidation')),
    done: new Set(),
  };
};

type Tally = { n: number; modified: number; upserted: Value[]; errors: WriteError[]; retried: Value[] };

const add = (tally: Tally, result: Doc, index: number): void => {
  tally.n += numberOf(result.get('n')) ?? 0;
  tally.modified += numberOf(result.get('nModified')) ?? 0;
  if (result.has('_id'))
    tally.upserted.push(
      new Map<string, Value>([
        ['index', int(index)],
        ['_id', result.get('_id')],
      ]),
    );
};

const update = async (context: Context): Promise<Reply> => {
  const name = collectionName(context);
  const { body, db } = context;
  const items = itemsOf(context, 'updates');
  checkUpdates(items);
  checkItemCount(items.length);
  const ordered = body.get('ordered') !== false;
  const tally: Tally = { n: 0, modified: 0, upserted: [], errors: [], retried: [] };
  let at = 0;
  let statement: Statement | undefined;
  let result = nothing();
  await writeIn(context, (scope) => {
    for (; at < items.length; at++) {
      const known = remembered(context, at);
      if (known !== undefined) {
        add(tally, known, at);
        tally.retried.push(int(statementOf(context, at)));
        continue;
      }
      try {
        if (statement === undefined) {
          statement = readStatement(context, items[at] as Doc);
          result = nothing();
          if (context.isRetryable && statement.multi)
            throw new MongoError('InvalidOptions', 'Cannot use retryable writes with multi=true');
        }
        const isTriggered = triggersOnWrite(context);
        updateIn(context, scope, { db, name }, statement, result);
        const answer: Doc = new Map<string, Value>([
          ['n', int(result.isUpsert ? 1 : result.matched)],
          ['nModified', int(result.modified)],
        ]);
        if (result.isUpsert) answer.set('_id', result.upserted);
        add(tally, answer, at);
        remember(context, at, answer);
        endIfFailPointTriggered(context, isTriggered);
      } catch (error) {
        if (endsCommand(error, context)) throw error;
        tally.n += result.matched;
        tally.modified += result.modified;
        tally.errors.push({ index: at, error: error as MongoError });
        if (ordered) break;
      }
      statement = undefined;
    }
    saveRemembered(context);
  });
  const reply: Doc = new Map<string, Value>([['n', int(tally.n)]]);
  if (tally.upserted.length > 0) reply.set('upserted', tally.upserted);
  reply.set('nModified', int(tally.modified));
  if (tally.errors.length > 0) reply.set('writeErrors', tally.errors.map(writeErrorDoc));
  if (tally.retried.length > 0) reply.set('retriedStmtIds', tally.retried);
  return reply;
};

/** `update` */
export const updateCommand: CommandEntry = {
  run: update,
  writes: true,
  inTransaction: true,
  retryable: true,
  counts: 'update',
};
