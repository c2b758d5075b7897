import { encode } from '../../bson/encode.ts';
import { int } from '../../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { sourceOf } from '../../query/pull.ts';
import { type Scope } from '../../scope.ts';
import { isTrue, numberOf } from '../../storage/index-info.ts';
import { checkItem } from '../shared/check-fields.ts';
import { itemFields } from '../shared/fields/index.ts';
import { checkNamespace, docField, writeIn, type CommandEntry, type Context, type Reply } from '../shared/context.ts';
import { firstBatch } from '../read/cursor-reply.ts';
import { deleteIn } from './delete.ts';
import { insertOne, readyToInsert } from './insert.ts';
import { checkUpdateArgument, itemsOf, readStatement } from './update.ts';
import { nothing, updateIn, type Statement, type Updated } from './update-one.ts';
import {
  asDoc,
  checkItemCount,
  endsCommand,
  remember,
  remembered,
  saveRemembered,
  statementOf,
  endIfFailPointTriggered,
  triggersOnWrite,
} from './write-common.ts';
import { ReplyFields } from '../../wire/reply.ts';

type Target = { readonly db: string; readonly name: string };
type Totals = {
  inserted: number;
  matched: number;
  modified: number;
  upserted: number;
  deleted: number;
  errors: number;
};
/** The operation under way: kept while it waits for a transaction. */
type Current = { statement: Statement | undefined; updated: Updated; deleted: { n: number; before: Doc | undefined } };

const targetsOf = (context: Context): Target[] =>
  itemsOf(context, 'nsInfo').map((info) => {
    checkItem(info, 'bulkWrite.nsInfo', itemFields.nsInfo);
    const ns = info.get('ns') as string;
    const dot = ns.indexOf('.');
    const target = { db: ns.slice(0, Math.max(0, dot)), name: ns.slice(dot + 1) };
    if (dot < 0) throw new MongoError('InvalidNamespace', `Invalid namespace specified for bulkWrite: '${ns}'`);
    checkNamespace(target.db, target.name);
    return target;
  });

const kindOf = (op: Doc): 'insert' | 'update' | 'delete' => {
  const [first] = op.keys();
  if (first === 'insert' || first === 'update' || first === 'delete') return first;
  throw new MongoError('BadValue', `Unrecognized bulkWrite operation: ${first ?? 'none'}`);
};

const opFields = { insert: itemFields.insertOp, update: itemFields.updateOp, delete: itemFields.deleteOp } as const;

const checkOp = (op: Doc): void => {
  const kind = kindOf(op);
  checkItem(op, 'bulkWrite.ops', opFields[kind]);
  if (kind === 'update') checkUpdateArgument(op.get('updateMods'));
};

const targetOf = (op: Doc, targets: readonly Target[]): Target => {
  const number = numberOf(op.get(kindOf(op)));
  const target = number === undefined ? undefined : targets[number];
  if (target === undefined)
    throw new MongoError('BadValue', `BulkWrite ops entry ${String(number)} has an invalid nsInfo index.`);
  return target;
};

const result = (n: number, more: readonly (readonly [string, Value])[] = []): Doc =>
  new Map<string, Value>([['n', int(n)], ...more]);

const fresh = (): Current => ({ statement: undefined, updated: nothing(), deleted: { n: 0, before: undefined } });

/** Carries out one operation; its answer without `ok` and `idx`. */
const carryOut = (context: Context, scope: Scope, op: Doc, target: Target, current: Current): Doc => {
  const kind = kindOf(op);
  if (kind === 'insert') {
    const document = asDoc(op.get('document'), 'bulkWrite.ops.document');
    insertOne(
      context,
      scope,
      { ...target, bypass: isTrue(context.body.get('bypassDocumentValidation')) },
      readyToInsert(context, encode(document)),
    );
    return result(1);
  }
  const multi = isTrue(op.get('multi'));
  if (context.isRetryable && multi)
    throw new MongoError('InvalidOptions', 'Cannot use retryable writes with multi=true');
  if (kind === 'delete') {
    const collation = op.get('collation');
    const deletion = {
      filter: asDoc(op.get('filter'), 'bulkWrite.ops.filter'),
      multi,
      collation: isDoc(collation) ? collation : undefined,
      hint: op.get('hint'),
      sort: undefined,
      let: docField(context, 'let'),
    };
    deleteIn(context, scope, target, deletion, current.deleted);
    return result(current.deleted.n);
  }
  current.statement ??= readStatement(context, asUpdateItem(op));
  updateIn(context, scope, target, current.statement, current.updated);
  const { isUpsert, matched, modified, upserted } = current.updated;
  const more: (readonly [string, Value])[] = [['nModified', int(modified)]];
  if (isUpsert) more.push(['upserted', new Map([['_id', upserted]])]);
  return result(isUpsert ? 1 : matched, more);
};

const asUpdateItem = (op: Doc): Doc => {
  const item: Doc = new Map<string, Value>([
    ['q', op.get('filter')],
    ['u', op.get('updateMods')],
  ]);
  for (const name of ['multi', 'upsert', 'hint', 'collation', 'arrayFilters', 'sort'])
    if (op.has(name)) item.set(name, op.get(name));
  if (op.has('constants')) item.set('c', op.get('constants'));
  return item;
};

const count = (totals: Totals, kind: 'insert' | 'update' | 'delete', answer: Doc): void => {
  const n = numberOf(answer.get('n')) ?? 0;
  if (kind === 'insert') totals.inserted += n;
  else if (kind === 'delete') totals.deleted += n;
  else if (answer.has('upserted')) totals.upserted += 1;
  else {
    totals.matched += n;
    totals.modified += numberOf(answer.get('nModified')) ?? 0;
  }
};

const errorAnswer = (index: number, error: MongoError, n: number): Doc =>
  new Map<string, Value>([
    ['ok', int(0)],
    ['idx', int(index)],
    ['code', int(error.code)],
    ['errmsg', error.message],
    ...(error.extra ?? []),
    ...(error.errInfo === undefined ? [] : ([['errInfo', error.errInfo]] as const)),
    ['n', int(n)],
  ]);

const bulkWrite = async (context: Context): Promise<Reply> => {
  const targets = targetsOf(context);
  const ops = itemsOf(context, 'ops');
  checkItemCount(ops.length);
  for (const op of ops) {
    checkOp(op);
    targetOf(op, targets);
  }
  const ordered = context.body.get('ordered') !== false;
  const errorsOnly = isTrue(context.body.get('errorsOnly'));
  const answers: Doc[] = [];
  const retried: Value[] = [];
  const totals: Totals = { inserted: 0, matched: 0, modified: 0, upserted: 0, deleted: 0, errors: 0 };
  let at = 0;
  let current = fresh();
  await writeIn(context, (scope) => {
    for (; at < ops.length; at++) {
      const op = ops[at] as Doc;
      const known = remembered(context, at);
      if (known !== undefined) retried.push(int(statementOf(context, at)));
      try {
        const isTriggered = known === undefined && triggersOnWrite(context);
        const answer = known ?? carryOut(context, scope, op, targetOf(op, targets), current);
        if (known === undefined) remember(context, at, answer);
        endIfFailPointTriggered(context, isTriggered);
        count(totals, kindOf(op), answer);
        if (!errorsOnly) answers.push(new Map<string, Value>([['ok', int(1)], ['idx', int(at)], ...answer]));
      } catch (error) {
        if (endsCommand(error, context)) throw error;
        totals.errors += 1;
        answers.push(errorAnswer(at, error as MongoError, 0));
        if (ordered) break;
      }
      current = fresh();
    }
    saveRemembered(context);
  });
  const size = docField(context, 'cursor')?.get('batchSize');
  const reply = await firstBatch(context, {
    namespace: 'admin.$cmd.bulkWrite',
    source: sourceOf(answers.map((answer) => encode(answer))[Symbol.iterator]()),
    batchSize: numberOf(size) ?? ops.length + 1,
  });
  return new ReplyFields([
    ...reply.fields,
    ['nErrors', int(totals.errors)],
    ['nInserted', int(totals.inserted)],
    ['nMatched', int(totals.matched)],
    ['nModified', int(totals.modified)],
    ['nUpserted', int(totals.upserted)],
    ['nDeleted', int(totals.deleted)],
    ...(retried.length > 0 ? ([['retriedStmtIds', retried]] as const) : []),
  ]);
};

/** `bulkWrite`, on several collections at once. */
export const bulkWriteCommand: CommandEntry = {
  run: bulkWrite,
  writes: true,
  inTransaction: true,
  adminOnly: true,
  retryable: true,
};
