import { int } from '../../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { Eof } from '../../query/execution/scans.ts';
import { counted, type Counted, type Row, type Stage } from '../../query/execution/stage.ts';
import { type Query } from '../../query/planner/query.ts';
import { type CollectionInfo } from '../../storage/collection.ts';
import { isTrue } from '../../storage/index-info.ts';
import { compileUpdate, type Update } from '../../update/update.ts';
import { queryOrder } from '../../query/query-order.ts';
import { collectionName, docField, scopeOf, watchOf, type Context } from '../shared/context.ts';
import { planOn } from '../read/find.ts';
import { ownCollation, statementCollation } from '../read/read-common.ts';

/** A plan to explain, with the filter it answers. */
export type Explained = { readonly root: Stage; readonly filter: Doc };

type Manner = { readonly isOne: boolean; readonly isUpsert: boolean; readonly returns: boolean };

/** The stage that would write: it only counts what it would do. */
class WriteStage implements Stage {
  readonly inputs: readonly Stage[];
  readonly counted: Counted = counted();
  #matched = 0;
  #modified = 0;

  constructor(
    readonly name: 'UPDATE' | 'DELETE',
    private readonly input: Stage,
    private readonly manner: Manner,
    private readonly update: Update | undefined,
  ) {
    this.inputs = [input];
  }

  *rows(): Generator<Row> {
    for (const row of this.input.rows()) {
      this.counted.works += 1;
      this.#matched += 1;
      if (this.update?.apply(row.doc).modified === true) this.#modified += 1;
      if (this.manner.returns) {
        this.counted.advanced += 1;
        yield row;
      }
      if (this.manner.isOne) return;
    }
  }

  describe(): Iterable<readonly [string, Value]> {
    return [];
  }

  told(): Iterable<readonly [string, Value]> {
    if (this.name === 'DELETE') return [['nWouldDelete', int(this.#matched)]];
    return [
      ['nMatched', int(this.#matched)],
      ['nWouldModify', int(this.#modified)],
      ['nWouldUpsert', int(this.manner.isUpsert && this.#matched === 0 ? 1 : 0)],
    ];
  }
}

/** A query's plan; EOF where there is no collection. */
export const planned = (context: Context, collection: CollectionInfo | undefined, query: Query): Stage => {
  const target = { db: context.db, name: collectionName(context) };
  const { root } = planOn(scopeOf(context).view, collection, target, query, watchOf(context));
  return collection === undefined ? new Eof() : root;
};

/** What every explained command but find asks. */
export const baseQuery = (context: Context, collection: CollectionInfo | undefined, filter: Doc): Query => ({
  filter,
  hint: context.body.get('hint'),
  collation: statementCollation(ownCollation(context), collection),
  let: docField(context, 'let'),
  now: context.now,
});

const firstItem = (context: Context, field: string): Doc => {
  const list = context.body.get(field);
  const item = Array.isArray(list) ? list[0] : undefined;
  if (!isDoc(item)) throw new MongoError('FailedToParse', `explain of ${context.name} needs one item in '${field}'`);
  return item;
};

type Write = {
  readonly filter: Doc;
  readonly fields: Doc;
  readonly update: Value;
  readonly manner: Manner;
};

const readWrite = (context: Context): Write => {
  if (context.name === 'update') {
    const item = firstItem(context, 'updates');
    const manner = { isOne: !isTrue(item.get('multi')), isUpsert: isTrue(item.get('upsert')), returns: false };
    return { filter: item.get('q') as Doc, fields: item, update: item.get('u'), manner };
  }
  if (context.name === 'delete') {
    const item = firstItem(context, 'deletes');
    const manner = { isOne: isTrue(item.get('limit')), isUpsert: false, returns: false };
    return { filter: item.get('q') as Doc, fields: item, update: undefined, manner };
  }
  const { body } = context;
  return {
    filter: docField(context, 'query') ?? new Map(),
    fields: body,
    update: isTrue(body.get('remove')) ? undefined : body.get('update'),
    manner: { isOne: true, isUpsert: isTrue(body.get('upsert')), returns: true },
  };
};

/** The plan of an update, a delete or a findAndModify, with what it would change. Nothing is written. */
export const explainWrite = (context: Context, collection: CollectionInfo | undefined): Explained => {
  const { filter, fields, update, manner } = readWrite(context);
  const sort = fields.get('sort');
  const own = fields.get('collation');
  const base = baseQuery(context, collection, filter);
  const collation = isDoc(own) ? statementCollation(own, collection) : base.collation;
  const input = planned(context, collection, {
    ...base,
    collation,
    hint: fields.get('hint'),
    ...(isDoc(sort) ? { sort, limit: 1 } : {}),
  });
  const filters = fields.get('arrayFilters');
  const order = queryOrder(collation);
  const compiled =
    update === undefined
      ? undefined
      : compileUpdate(update, {
          ...(Array.isArray(filters) ? { arrayFilters: filters } : {}),
          ...(order === undefined ? {} : { collation: order }),
          ...(base.let === undefined ? {} : { let: base.let }),
          now: context.now,
        });
  return { root: new WriteStage(compiled === undefined ? 'DELETE' : 'UPDATE', input, manner, compiled), filter };
};
