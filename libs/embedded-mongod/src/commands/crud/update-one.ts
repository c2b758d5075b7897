import { ObjectId } from 'bson';
import { encode } from '../../bson/encode.ts';
import { type Doc, type StringOrder, type Value } from '../../bson/value.ts';
import { queryOrder } from '../../query/query-order.ts';
import { planQuery } from '../../query/planner/plan.ts';
import { type Row } from '../../query/execution/stage.ts';
import { type Matcher } from '../../query/matcher/compile.ts';
import { during } from '../../errors.ts';
import { type Scope } from '../../scope.ts';
import { type CollectionInfo } from '../../storage/collection.ts';
import { replaceRecord } from '../../storage/records.ts';
import { compileUpdate, upsertDocument, type Update } from '../../update/update.ts';
import { logUpdate } from '../shared/changes.ts';
import { type Context, watchOf } from '../shared/context.ts';
import { emptyCollection } from '../read/find.ts';
import { insertOne } from './insert.ts';
import { statementCollation } from '../read/read-common.ts';
import { validate } from './write-common.ts';

/** One update of a command. */
export type Statement = {
  readonly filter: Doc;
  readonly update: Doc | Value[];
  readonly multi: boolean;
  readonly upsert: boolean;
  readonly arrayFilters: readonly Doc[] | undefined;
  readonly collation: Doc | undefined;
  readonly hint: Value;
  readonly sort: Doc | undefined;
  readonly let: Doc | undefined;
  readonly constants: Doc | undefined;
  readonly bypass: boolean;
  /** Documents already handled, when the statement goes on after waiting for a transaction. */
  readonly done: Set<number>;
};

/** What an update did so far. */
export type Updated = {
  matched: number;
  modified: number;
  upserted: Value;
  isUpsert: boolean;
  before: Doc | undefined;
  after: Doc | undefined;
};

/** A count of nothing. */
export const nothing = (): Updated => ({
  matched: 0,
  modified: 0,
  upserted: undefined,
  isUpsert: false,
  before: undefined,
  after: undefined,
});

/** Whether an update is a whole new document. */
export const isReplacement = (update: Doc | Value[]): boolean => {
  if (Array.isArray(update)) return false;
  const [first] = update.keys();
  return first === undefined || !first.startsWith('$');
};

/** The rows a write looks at, in the order it meets them. */
export const candidates = (
  context: Context,
  scope: Scope,
  collection: CollectionInfo,
  statement: Pick<Statement, 'filter' | 'collation' | 'hint' | 'sort' | 'let' | 'multi'>,
): { rows: Iterable<Row>; matcher: Matcher; order: StringOrder | undefined } => {
  const collation = statementCollation(statement.collation, collection);
  const { root, matcher } = planQuery(
    scope.view,
    collection,
    {
      filter: statement.filter,
      sort: statement.sort,
      limit: statement.multi || statement.sort === undefined ? 0 : 1,
      hint: statement.hint,
      collation,
      let: statement.let,
      now: context.now,
    },
    watchOf(context),
  );
  return { rows: root.rows(), matcher, order: queryOrder(collation) };
};

const compiled = (context: Context, statement: Statement, order: StringOrder | undefined): Update =>
  compileUpdate(statement.update, {
    ...(statement.arrayFilters === undefined ? {} : { arrayFilters: statement.arrayFilters }),
    ...(order === undefined ? {} : { collation: order }),
    ...variables(statement),
    now: context.now,
    timestamp: context.engine.live.now(),
  });

const variables = ({ constants, let: variables }: Statement): { let?: Doc } => {
  if (constants === undefined) return variables === undefined ? {} : { let: variables };
  return { let: new Map([...(variables ?? []), ...constants]) };
};

/** How MongoDB names the part of a command that touches documents. */
const executor = ({ name }: Context): string =>
  `Plan executor error during ${name === 'findAndModify' || name === 'findandmodify' ? 'findAndModify' : 'update'}`;

/** Carries out one statement in a scope; restartable, since handled documents are noted. */
export const updateIn = (
  context: Context,
  scope: Scope,
  target: { db: string; name: string },
  statement: Statement,
  result: Updated,
): void => {
  const collection = scope.find(target.db, target.name);
  const { rows, matcher, order } = candidates(
    context,
    scope,
    collection ?? emptyCollection(target.db, target.name),
    collection === undefined ? { ...statement, hint: undefined } : statement,
  );
  const update = compiled(context, statement, order);
  for (const row of rows) {
    if (statement.done.has(row.rid)) continue;
    const found = { statement, update, row, positional: matcher.positional(row.doc) };
    during(executor(context), () => updateRow(scope, collection as CollectionInfo, found, result));
    if (!statement.multi) return;
    statement.done.add(row.rid);
  }
  if (result.matched > 0 || !statement.upsert) return;
  during(executor(context), () => upsert(context, scope, target, { statement, update }, result));
};

const updateRow = (
  scope: Scope,
  collection: CollectionInfo,
  {
    statement,
    update,
    row,
    positional,
  }: { statement: Statement; update: Update; row: Row; positional: number | undefined },
  result: Updated,
): void => {
  const before = row.doc;
  const outcome = update.apply(before, positional === undefined ? {} : { positional });
  if (outcome.modified) {
    const isLenient =
      collection.options.get('validationLevel') === 'moderate' && collection.validate?.(before) !== undefined;
    validate(collection, outcome.doc, statement.bypass || isLenient);
    const standing = { rid: row.rid, doc: before, bytes: (row.bytes as Buffer).length };
    const bytes = replaceRecord(
      { view: scope.view, catalogChanges: scope.catalogChanges },
      collection,
      standing,
      outcome.doc,
    );
    logUpdate(scope, collection, {
      before,
      after: outcome.doc,
      bytes,
      difference: outcome.changes.replaced ? undefined : outcome.changes,
    });
    result.modified += 1;
  }
  result.matched += 1;
  result.before = before;
  result.after = outcome.doc;
};

const upsert = (
  context: Context,
  scope: Scope,
  target: { db: string; name: string },
  { statement, update }: { statement: Statement; update: Update },
  result: Updated,
): void => {
  const doc = upsertDocument(statement.filter, update, () => new ObjectId());
  insertOne(context, scope, { ...target, bypass: statement.bypass }, { doc, bytes: encode(doc) });
  result.isUpsert = true;
  result.upserted = doc.get('_id');
  result.after = doc;
};
