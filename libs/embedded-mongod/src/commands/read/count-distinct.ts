import { encodeKey } from '../../bson/keys.ts';
import { int } from '../../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { countRows } from '../../query/count-rows.ts';
import { distinctRows } from '../../query/distinct-rows.ts';
import { queryOrder } from '../../query/query-order.ts';
import { countValue } from '../../storage/catalog.ts';
import {
  collectionName,
  countField,
  docField,
  watchOf,
  type CommandEntry,
  type Context,
  type Reply,
} from '../shared/context.ts';
import { planOn } from './find.ts';
import { ReplyFields } from '../../wire/reply.ts';
import { ownCollation, statementCollation } from './read-common.ts';
import { snapshotRead } from './snapshot-read.ts';
import { scopeOf } from '../shared/context.ts';

const count = (context: Context): Reply => {
  const name = collectionName(context);
  const scope = scopeOf(context);
  const collection = scope.find(context.db, name);
  const filter = docField(context, 'query') ?? new Map();
  const limit = Math.abs(countField(context, 'limit') ?? 0);
  const skip = countField(context, 'skip') ?? 0;
  if (skip < 0) throw new MongoError(51024, `BSON field 'skip' value must be >= 0, actual value '${skip}'`);
  if (collection === undefined) return new Map([['n', int(0)]]);
  const query = {
    filter,
    hint: context.body.get('hint'),
    collation: statementCollation(ownCollation(context), collection),
    now: context.now,
  };
  const n = countRows({
    view: scope.view,
    collection,
    query,
    watch: watchOf(context),
    skip,
    limit,
    mayUseCount: scope.transaction === undefined,
  });
  return new Map<string, Value>([['n', countValue(n)]]);
};

const valuesAt = (value: Value, parts: readonly string[], at: number): Value[] => {
  if (at === parts.length) return Array.isArray(value) ? value : [value];
  const part = parts[at] as string;
  if (isDoc(value)) return value.has(part) ? valuesAt(value.get(part), parts, at + 1) : [];
  if (!Array.isArray(value)) return [];
  if (/^\d+$/.test(part) && Number(part) < value.length) return valuesAt(value[Number(part)], parts, at + 1);
  return value.flatMap((item) => (isDoc(item) ? valuesAt(item, parts, at) : []));
};

const distinct = (context: Context): Reply => {
  const name = collectionName(context);
  const key = context.body.get('key');
  if (typeof key !== 'string')
    throw new MongoError(
      key === undefined ? 'IDLFailedToParse' : 'TypeMismatch',
      "BSON field 'distinct.key' is missing but a required field",
    );
  const { scope, more, done } = snapshotRead(context);
  const collection = scope.find(context.db, name);
  const filter: Doc = docField(context, 'query') ?? new Map();
  const collation = statementCollation(ownCollation(context), collection);
  const order = queryOrder(collation);
  const hint = context.body.get('hint');
  const watch = watchOf(context);
  const jumped =
    collection !== undefined && filter.size === 0 && hint === undefined
      ? distinctRows({ view: scope.view, collection, path: key, collation, watch })
      : undefined;
  const query = { filter, collation, now: context.now, hint };
  const rows = jumped ?? planOn(scope.view, collection, { db: context.db, name }, query, watch).root.rows();
  const seen = new Map<string, Value>();
  const parts = key.split('.');
  for (const row of rows) {
    for (const value of valuesAt(row.doc, parts, 0)) {
      const text = encodeKey([value], [], order).toString('latin1');
      if (!seen.has(text)) seen.set(text, value);
    }
  }
  done();
  const values = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  return new ReplyFields([['values', values], ...more]);
};

/** `count` */
export const countCommand: CommandEntry = { run: count };
/** `distinct` */
export const distinctCommand: CommandEntry = { run: distinct, inTransaction: true, snapshot: true };
