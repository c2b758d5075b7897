import { int } from '../../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { compileMatcher } from '../../query/matcher/compile.ts';
import { compileProjection } from '../../query/projection/index.ts';
import { queryOrder } from '../../query/query-order.ts';
import { isTrue } from '../../storage/index-info.ts';
import { collectionName, docField, writeIn, type CommandEntry, type Context, type Reply } from '../shared/context.ts';
import { deleteIn } from './delete.ts';
import { statementCollation } from '../read/read-common.ts';
import { nothing, updateIn, type Statement } from './update-one.ts';
import { remember, remembered, saveRemembered, endIfFailPointTriggered, triggersOnWrite } from './write-common.ts';

const failed = (message: string): MongoError => new MongoError('FailedToParse', message);

const read = (context: Context): { statement: Statement; remove: boolean; isNew: boolean } => {
  const { body } = context;
  const remove = isTrue(body.get('remove'));
  const update = body.get('update');
  const isNew = isTrue(body.get('new'));
  const upsert = isTrue(body.get('upsert'));
  if (remove && update !== undefined) throw failed('Cannot specify both an update and remove=true');
  if (remove && upsert) throw failed('Cannot specify both upsert=true and remove=true ');
  if (remove && isNew)
    throw failed("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
  if (!remove && !isDoc(update) && !Array.isArray(update))
    throw failed('Either an update or remove=true must be specified');
  const arrayFilters = body.get('arrayFilters');
  return {
    remove,
    isNew,
    statement: {
      filter: docField(context, 'query') ?? new Map(),
      update: isDoc(update) || Array.isArray(update) ? update : new Map(),
      multi: false,
      upsert,
      arrayFilters: Array.isArray(arrayFilters) ? arrayFilters.filter(isDoc) : undefined,
      collation: docField(context, 'collation'),
      hint: body.get('hint'),
      sort: docField(context, 'sort'),
      let: docField(context, 'let'),
      constants: undefined,
      bypass: isTrue(body.get('bypassDocumentValidation')),
      done: new Set(),
    },
  };
};

const findAndModify = async (context: Context): Promise<Reply> => {
  const name = collectionName(context);
  const { db, engine } = context;
  const known = remembered(context, 0);
  if (known !== undefined) return new Map<string, Value>([...known, ['retriedStmtId', int(0)]]);
  const { statement, remove, isNew } = read(context);
  const projection = docField(context, 'fields');
  return writeIn(context, (scope) => {
    const collation = statementCollation(statement.collation, scope.find(db, name));
    const shown = (doc: Doc | undefined): Value => {
      if (doc === undefined) return null;
      if (projection === undefined || projection.size === 0) return doc;
      const order = queryOrder(collation);
      const matcher = compileMatcher(statement.filter, { collation: order, let: statement.let, now: context.now });
      const project = compileProjection(projection, {
        matcher,
        collation: order,
        let: statement.let,
        now: context.now,
      });
      return project === null ? doc : project(doc);
    };
    shown(new Map());
    const isTriggered = triggersOnWrite(context);
    let reply: Doc;
    if (remove) {
      const result = { n: 0, before: undefined as Doc | undefined };
      deleteIn(context, scope, { db, name }, { ...statement, multi: false }, result);
      reply = new Map<string, Value>([
        ['lastErrorObject', new Map([['n', int(result.n)]])],
        ['value', shown(result.before)],
      ]);
      engine.counts.delete += 1;
    } else {
      const result = nothing();
      updateIn(context, scope, { db, name }, statement, result);
      const last: Doc = new Map<string, Value>([
        ['n', int(result.isUpsert ? 1 : result.matched)],
        ['updatedExisting', result.matched > 0],
      ]);
      if (result.isUpsert) last.set('upserted', result.upserted);
      reply = new Map<string, Value>([
        ['lastErrorObject', last],
        ['value', shown(isNew ? result.after : result.before)],
      ]);
      engine.counts.update += 1;
    }
    remember(context, 0, reply);
    endIfFailPointTriggered(context, isTriggered);
    saveRemembered(context);
    return reply;
  });
};

/** `findAndModify` */
export const findAndModifyCommand: CommandEntry = {
  run: findAndModify,
  writes: true,
  inTransaction: true,
  retryable: true,
};
