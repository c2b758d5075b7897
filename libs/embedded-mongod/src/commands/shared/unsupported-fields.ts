import { Binary } from 'bson';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { type Engine } from '../../engine.ts';
import { MongoError } from '../../errors.ts';

const resuming = ['$_requestResumeToken', '$_resumeAfter', '$_startAt', 'runtimeConstants'];
const encrypted = ['encryptionInformation'];

/** Fields MongoDB takes that would change an answer, and that this engine cannot honour. */
const unsupported: Readonly<Record<string, readonly string[]>> = {
  find: [...resuming, ...encrypted],
  aggregate: [
    ...resuming,
    ...encrypted,
    'exchange',
    'needsMerge',
    '$_externalDataSources',
    '$_passthroughToShard',
    '$_requestReshardingResumeToken',
  ],
  count: encrypted,
  distinct: encrypted,
  insert: encrypted,
  update: ['runtimeConstants', ...encrypted],
  delete: ['runtimeConstants', ...encrypted],
  findAndModify: ['runtimeConstants', ...encrypted],
  bulkWrite: encrypted,
  create: ['encryptedFields'],
  collMod: ['viewOn', 'pipeline', 'timeseries', 'expireAfterSeconds', 'recordPreImages'],
};

const isEmpty = (value: Value): boolean => value === false || value === null || (isDoc(value) && value.size === 0);

const mismatch = (engine: Engine, db: string, name: string, wanted: Binary): MongoError => {
  const actual = engine.catalog.list(db).find(({ uuid }) => Buffer.compare(uuid.buffer, wanted.buffer) === 0);
  return new MongoError('CollectionUUIDMismatch', 'Collection UUID does not match that specified', {
    extra: new Map<string, Value>([
      ['db', db],
      ['collectionUUID', wanted],
      ['expectedCollection', name],
      ['actualCollection', actual?.name ?? null],
    ]),
  });
};

/**
 * Refuses what a command asks for and this engine does not have, and a collection that is not the one of the given UUID.
 * @throws MongoError 115 CommandNotSupported, 361 CollectionUUIDMismatch.
 */
export const checkSupported = (engine: Engine, db: string, command: string, body: Doc): void => {
  const canonical = command === 'findandmodify' ? 'findAndModify' : command;
  for (const field of Object.hasOwn(unsupported, canonical) ? (unsupported[canonical] ?? []) : []) {
    if (body.has(field) && !isEmpty(body.get(field)))
      throw new MongoError('CommandNotSupported', `'${field}' of ${canonical} is not supported by this engine`);
  }
  const wanted = body.get('collectionUUID');
  const name = body.get(command);
  if (!(wanted instanceof Binary) || typeof name !== 'string') return;
  const collection = engine.catalog.find(db, name);
  if (collection === undefined || Buffer.compare(collection.uuid.buffer, wanted.buffer) !== 0)
    throw mismatch(engine, db, name, wanted);
};
