import { int } from '../../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { compileMatcher } from '../../query/matcher/compile.ts';
import { numberOf } from '../../storage/index-info.ts';
import { removeRecord } from '../../storage/records.ts';
import { type Scope } from '../../scope.ts';
import { logDelete } from '../shared/changes.ts';
import { checkItem } from '../shared/check-fields.ts';
import { itemFields } from '../shared/fields/index.ts';
import { collectionName, docField, writeIn, type CommandEntry, type Context, type Reply } from '../shared/context.ts';
import { itemsOf } from './update.ts';
import { candidates } from './update-one.ts';
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

/** One delete of a command. */
export type Deletion = {
  readonly filter: Doc;
  readonly multi: boolean;
  readonly collation: Doc | undefined;
  readonly hint: Value;
  readonly sort: Doc | undefined;
  readonly let: Doc | undefined;
};

/** Carries out one delete; gives the deleted documents' number and the last of them. */
export const deleteIn = (
  context: Context,
  scope: Scope,
  target: { db: string; name: string },
  deletion: Deletion,
  result: { n: number; before: Doc | undefined },
): void => {
  const collection = scope.find(target.db, target.name);
  if (collection === undefined) {
    compileMatcher(deletion.filter, { now: context.now, ...(deletion.let === undefined ? {} : { let: deletion.let }) });
    return;
  }
  const { rows } = candidates(context, scope, collection, deletion);
  for (const row of rows) {
    removeRecord({ view: scope.view, catalogChanges: scope.catalogChanges }, collection, {
      rid: row.rid,
      doc: row.doc,
      bytes: (row.bytes as Buffer).length,
    });
    logDelete(scope, collection, row.doc);
    result.n += 1;
    result.before = row.doc;
    if (!deletion.multi) return;
  }
};

/** `limit` is no type-checked field: what is no number counts as 0. @throws MongoError 9, 14, 40414, 40415 */
const checkDeletes = (items: readonly Doc[]): void => {
  for (const item of items) {
    checkItem(item, 'delete.deletes', itemFields.deletes);
    const limit = numberOf(item.get('limit')) ?? 0;
    if (limit !== 0 && limit !== 1)
      throw new MongoError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
};

const readDeletion = (context: Context, item: Doc): Deletion => {
  const collation = item.get('collation');
  const limit = numberOf(item.get('limit')) ?? 0;
  return {
    filter: asDoc(item.get('q'), 'delete.deletes.q'),
    multi: limit === 0,
    collation: isDoc(collation) ? collation : undefined,
    hint: item.get('hint'),
    sort: undefined,
    let: docField(context, 'let'),
  };
};

const deleteItems = async (context: Context): Promise<Reply> => {
  const name = collectionName(context);
  const { body, db } = context;
  const items = itemsOf(context, 'deletes');
  checkDeletes(items);
  checkItemCount(items.length);
  const ordered = body.get('ordered') !== false;
  const errors: WriteError[] = [];
  const retried: Value[] = [];
  let at = 0;
  let total = 0;
  let result = { n: 0, before: undefined as Doc | undefined };
  await writeIn(context, (scope) => {
    for (; at < items.length; at++) {
      const known = remembered(context, at);
      if (known !== undefined) {
        total += numberOf(known.get('n')) ?? 0;
        retried.push(int(statementOf(context, at)));
        continue;
      }
      try {
        const deletion = readDeletion(context, items[at] as Doc);
        if (context.isRetryable && deletion.multi)
          throw new MongoError('InvalidOptions', 'Cannot use retryable writes with limit=0');
        const isTriggered = triggersOnWrite(context);
        deleteIn(context, scope, { db, name }, deletion, result);
        remember(context, at, new Map([['n', int(result.n)]]));
        endIfFailPointTriggered(context, isTriggered);
      } catch (error) {
        if (endsCommand(error, context)) throw error;
        errors.push({ index: at, error: error as MongoError });
        if (ordered) break;
      }
      total += result.n;
      result = { n: 0, before: undefined };
    }
    saveRemembered(context);
  });
  const reply: Doc = new Map<string, Value>([['n', int(total + result.n)]]);
  if (errors.length > 0) reply.set('writeErrors', errors.map(writeErrorDoc));
  if (retried.length > 0) reply.set('retriedStmtIds', retried);
  return reply;
};

/** `delete` */
export const deleteCommand: CommandEntry = {
  run: deleteItems,
  writes: true,
  inTransaction: true,
  retryable: true,
  counts: 'delete',
};
