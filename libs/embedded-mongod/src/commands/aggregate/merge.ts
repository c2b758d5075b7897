import { type MergeSpec, parseMerge } from '../../aggregate/stages/merge-spec.ts';
import { compileExpression } from '../../aggregate/expression.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type Scope } from '../../scope.ts';
import { isTrue } from '../../storage/index-info.ts';
import { type CollectionInfo } from '../../storage/collection.ts';
import { writeIn, type Context } from '../shared/context.ts';
import { insertOne, orderedId } from '../crud/insert.ts';
import { nothing, updateIn, type Statement } from '../crud/update-one.ts';

const MOST_AT_ONCE = 500;

const valueAt = (doc: Doc, path: string): Value => {
  let value: Value = doc;
  for (const part of path.split('.')) value = isDoc(value) ? value.get(part) : undefined;
  return value;
};

const hasUniqueIndex = (collection: CollectionInfo | undefined, on: readonly string[]): boolean =>
  (on.length === 1 && on[0] === '_id') ||
  collection?.indexes.some(
    (index) =>
      index.unique &&
      index.filter === undefined &&
      index.fields.length === on.length &&
      index.fields.every(({ path }) => on.includes(path)),
  ) === true;

const statementFor = (context: Context, { on, whenMatched, letSpec }: MergeSpec, doc: Doc): Statement | undefined => {
  const filter: Doc = new Map(
    on.map((path) => {
      const value = valueAt(doc, path);
      if (value === undefined || value === null || Array.isArray(value)) {
        throw new MongoError(51132, `$merge write error: 'on' field cannot be missing, null, undefined or an array`);
      }
      return [path, new Map<string, Value>([['$eq', value]])];
    }),
  );
  const base = {
    filter,
    multi: false,
    upsert: false,
    arrayFilters: undefined,
    collation: undefined,
    hint: undefined,
    sort: undefined,
    let: undefined,
    bypass: isTrue(context.body.get('bypassDocumentValidation')),
    done: new Set<number>(),
  };
  if (Array.isArray(whenMatched)) {
    const constants: Doc = new Map<string, Value>([['new', doc]]);
    for (const [name, expression] of letSpec ?? [])
      constants.set(name, compileExpression(expression, { now: context.now })(doc) ?? null);
    return { ...base, update: whenMatched, constants };
  }
  if (whenMatched === 'replace') return { ...base, update: doc, constants: undefined };
  if (whenMatched === 'merge') {
    const literal: Doc = new Map(
      [...doc].map(([name, value]) => [name, new Map<string, Value>([['$literal', value]])]),
    );
    return { ...base, update: [new Map<string, Value>([['$set', literal]])], constants: undefined };
  }
  return undefined;
};

const mergeOne = (context: Context, scope: Scope, spec: MergeSpec, doc: Doc): void => {
  const { into, whenMatched, whenNotMatched } = spec;
  const target = { db: into.db, name: into.coll };
  const result = nothing();
  const statement = statementFor(context, spec, doc) ?? {
    ...(statementFor(context, { ...spec, whenMatched: 'replace' }, doc) as Statement),
    update: [],
  };
  updateIn(context, scope, target, statement, result);
  if (result.matched > 0 && whenMatched !== 'fail') return;
  if (result.matched === 0 && whenNotMatched === 'fail')
    throw new MongoError(
      13113,
      '$merge could not find a matching document in the target collection for at least one document in the source collection',
    );
  if (result.matched === 0 && whenNotMatched === 'discard') return;
  // A match that must not be is refused by the unique index, as MongoDB does it.
  const ready = orderedId(doc);
  insertOne(context, scope, { ...target, bypass: statement.bypass }, ready);
};

/** Carries out `$merge`. @throws MongoError 11000, 13113, 51132, 51183 */
export const mergeDocuments = async (context: Context, spec: Value, docs: readonly Doc[]): Promise<void> => {
  const merge = parseMerge(spec, context.db);
  const target = context.engine.catalog.find(merge.into.db, merge.into.coll);
  if (!hasUniqueIndex(target, merge.on))
    throw new MongoError(51183, 'Cannot find index to verify that join fields will be unique');
  for (let at = 0; at < docs.length;) {
    const end = Math.min(docs.length, at + MOST_AT_ONCE);
    await writeIn(context, (scope) => {
      for (; at < end; at++) mergeOne(context, scope, merge, withId(docs[at] as Doc));
    });
  }
};

const withId = (doc: Doc): Doc => (doc.has('_id') ? doc : orderedId(doc).doc);
