import { encode } from '../../bson/encode.ts';
import { int, long } from '../../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { compileValidator } from '../../query/validator.ts';
import { type Scope } from '../../scope.ts';
import { type CollectionInfo, type IndexInfo } from '../../storage/collection.ts';
import { indexInfo, isTrue, numberOf } from '../../storage/index-info.ts';
import { encodedPart, entryKey, identStart, recordKey, ridAtEnd, ridValue } from '../../storage/keys.ts';
import { decode } from '../../bson/decode.ts';
import { checkItem } from '../shared/check-fields.ts';
import { itemFields } from '../shared/fields/index.ts';
import { logCatalog } from '../shared/changes.ts';
import { collectionName, fields, writeIn, type CommandEntry, type Context, type Reply } from '../shared/context.ts';
import { waitForWriters } from '../crud/write-common.ts';

const collMod = async (context: Context): Promise<Reply> => {
  const name = collectionName(context);
  const { body } = context;
  const asked = body.get('index');
  if (isDoc(asked)) checkItem(asked, 'collMod.index', itemFields.collModIndex);
  return writeIn(context, (scope) => {
    const collection = scope.find(context.db, name);
    if (collection === undefined) throw new MongoError('NamespaceNotFound', `ns does not exist: ${context.db}.${name}`);
    waitForWriters(context, collection);
    const reply: Doc = new Map();
    const options: Doc = new Map(collection.options);
    for (const option of ['validator', 'validationLevel', 'validationAction', 'changeStreamPreAndPostImages']) {
      const value = body.get(option);
      if (value === undefined) continue;
      if (option === 'validator' && isDoc(value) && value.size === 0) options.delete(option);
      else options.set(option, value);
    }
    const validate = compileValidator(options);
    const change = body.get('index');
    if (isDoc(change)) changeIndex(scope, collection, change, { reply, dryRun: isTrue(body.get('dryRun')) });
    const before = collection.options;
    collection.options = options;
    collection.validate = validate;
    scope.catalogChanges.catalogChanged(collection);
    const changed = fields(
      [...body].filter(([field]) =>
        ['index', 'validator', 'validationLevel', 'validationAction', 'changeStreamPreAndPostImages'].includes(field),
      ),
    );
    logCatalog(scope, collection, 'modify', [
      ['o', changed],
      ['before', fields([['collectionOptions', before]])],
    ]);
    return reply;
  });
};

const changed = (index: IndexInfo, name: string, value: Value): void => {
  const spec = new Map(index.spec);
  if (value === undefined) spec.delete(name);
  else spec.set(name, value);
  index.spec = spec;
};

const MOST_SECONDS = 2147483647;

/** A time to live as MongoDB reads it: cut to a whole number of 32 bits. @throws MongoError 72 below zero */
const secondsOf = (change: Doc): number | undefined => {
  const given = numberOf(change.get('expireAfterSeconds'));
  if (given === undefined) return undefined;
  const seconds = Number.isNaN(given) ? 0 : Math.min(Math.trunc(given), MOST_SECONDS);
  if (seconds >= 0) return seconds;
  throw new MongoError(
    'InvalidOptions',
    `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different number than ${given}`,
  );
};

const changeIndex = (
  scope: Scope,
  collection: CollectionInfo,
  change: Doc,
  { reply, dryRun }: { reply: Doc; dryRun: boolean },
): void => {
  const pattern = change.get('keyPattern');
  const index = collection.indexes.find((one) =>
    isDoc(pattern) ? encode(one.spec.get('key') as Doc).equals(encode(pattern)) : one.name === change.get('name'),
  );
  if (index === undefined) {
    throw new MongoError(
      'IndexNotFound',
      `cannot find index ${String(change.get('name') ?? 'by key')} for ns ${collection.db}.${collection.name}`,
    );
  }
  const seconds = secondsOf(change);
  if (seconds !== undefined) {
    if (index.expireAfterSeconds !== undefined)
      reply.set('expireAfterSeconds_old', long(BigInt(index.expireAfterSeconds)));
    reply.set('expireAfterSeconds_new', long(BigInt(seconds)));
    changed(index, 'expireAfterSeconds', int(seconds));
    index.expireAfterSeconds = seconds;
  }
  const hidden = change.get('hidden');
  if (typeof hidden === 'boolean') {
    reply.set('hidden_old', index.hidden);
    reply.set('hidden_new', hidden);
    index.hidden = hidden;
    changed(index, 'hidden', hidden ? true : undefined);
  }
  const prepare = change.get('prepareUnique');
  if (prepare !== undefined) {
    reply.set('prepareUnique_old', isTrue(index.spec.get('prepareUnique')));
    reply.set('prepareUnique_new', isTrue(prepare));
    if (!dryRun) changed(index, 'prepareUnique', isTrue(prepare) ? true : undefined);
  }
  if (isTrue(change.get('unique')) && !index.unique) makeUnique(scope, collection, index, { reply, dryRun });
};

/** Rewrites a plain index as a unique one. @throws MongoError 359 with the groups of `_id`s that share a key. */
const makeUnique = (
  scope: Scope,
  collection: CollectionInfo,
  index: IndexInfo,
  { reply, dryRun }: { reply: Doc; dryRun: boolean },
): void => {
  const groups = new Map<string, number[]>();
  for (const key of scope.view.scanKeys('keys', { from: identStart(index.ident), to: identStart(index.ident + 1) })) {
    const text = encodedPart(key, false).toString('latin1');
    groups.set(text, [...(groups.get(text) ?? []), ridAtEnd(key)]);
  }
  const idOf = (rid: number): Value =>
    decode(scope.view.get('docs', recordKey(collection.ident, rid)) as Buffer).get('_id');
  const violations = [...groups.values()]
    .filter(({ length }) => length > 1)
    .map((rids) => fields([['ids', rids.map(idOf)]]));
  if (violations.length > 0) {
    throw new MongoError(
      359,
      'Cannot convert the index to unique. Please resolve conflicting documents before running collMod again.',
      {
        extra: fields([['violations', violations]]),
      },
    );
  }
  if (dryRun) return;
  if (!isTrue(index.spec.get('prepareUnique')))
    throw new MongoError(
      'InvalidOptions',
      "Cannot make index unique with 'unique: true' option. Run collMod to set it 'prepareUnique' first",
    );
  for (const [text, [rid = 0]] of groups) {
    const encoded = Buffer.from(text, 'latin1');
    scope.view.remove('keys', entryKey(index.ident, encoded, rid));
    scope.view.put('keys', entryKey(index.ident, encoded), ridValue(rid));
  }
  changed(index, 'prepareUnique', undefined);
  changed(index, 'unique', true);
  const remade = indexInfo(index.ident, index.spec, index);
  collection.indexes = collection.indexes.map((one) => (one === index ? remade : one));
  reply.set('unique_new', true);
};

/** `collMod` */
export const collModCommand: CommandEntry = { run: collMod, writes: true };
