// What moving, saving and restoring a database share: collections with their indexes, documents as raw BSON in the
// order of their ids, and a digest over them.
import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'bson';

/** Documents of a batch, and bytes after which a batch is written whatever its number. */
export const BATCH_DOCUMENTS = 1_000;
export const BATCH_BYTES = 8 * 2 ** 20;

/** Collections of a database with options and indexes, by name; views and the server's own are left out. */
export async function describeCollections(db) {
  const all = await db.listCollections().toArray();
  const wanted = all.filter(({ name, type }) => type === 'collection' && !name.startsWith('system.'));
  wanted.sort((a, b) => (a.name < b.name ? -1 : 1));
  return Promise.all(
    wanted.map(async ({ name, options = {} }) => ({
      name,
      options,
      indexes: (await db.collection(name).listIndexes().toArray()).filter((index) => index.name !== '_id_'),
    })),
  );
}

/** Makes the collection and its indexes where they are missing. */
export async function ensureCollection(db, { name, options, indexes }) {
  const [existing] = await db.listCollections({ name }, { nameOnly: true }).toArray();
  if (!existing) await db.createCollection(name, options);
  if (indexes.length === 0) return;
  await db.command({ createIndexes: name, indexes: indexes.map(({ v: _v, ns: _ns, ...index }) => index) });
}

/**
 * Raw documents in batches by id.
 * @param {import('mongodb').Collection} collection
 * @param {{ afterId?: unknown, session?: import('mongodb').ClientSession }} [options] `afterId` goes on behind an id of any type
 */
export async function* batchesOf(collection, { afterId, session } = {}) {
  // A filter with $gt would stop at the end of the id's own type; an index bound does not.
  const bound = afterId === undefined ? {} : { min: { _id: afterId }, hint: { _id: 1 } };
  const cursor = collection.find(
    {},
    { ...bound, ...(!bound.hint && { sort: { _id: 1 } }), raw: true, session, batchSize: BATCH_DOCUMENTS },
  );
  let batch = [];
  let bytes = 0;
  let isFirst = afterId !== undefined;
  for await (const document of cursor) {
    if (isFirst) {
      isFirst = false;
      continue;
    }
    batch.push(document);
    bytes += document.length;
    if (batch.length < BATCH_DOCUMENTS && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

/** A raw document as values that keep every BSON type: an int stays an int, a regular expression its text. */
export const documentOf = (raw) => deserialize(raw, { promoteValues: false, promoteBuffers: false, bsonRegExp: true });

/** The bytes of a document as JavaScript writes it: number-like field names come first. Copies are compared in this form. */
export const normalBytes = (document) => serialize(document, { ignoreUndefined: false });

/** Number and SHA-256 of a collection's documents in the order of their ids, in their normal form. */
export async function digestOf(collection, { session } = {}) {
  const hash = createHash('sha256');
  let count = 0;
  for await (const batch of batchesOf(collection, { session })) {
    for (const document of batch) hash.update(normalBytes(documentOf(document)));
    count += batch.length;
  }
  return { count, hash: hash.digest('hex') };
}

/** Reads `--name value` pairs. @throws Error that names what is missing or unknown */
export function readArguments(args, { required = [], optional = {} }) {
  const values = { ...optional };
  for (let index = 0; index < args.length; index += 1) {
    const name = args[index]?.replace(/^--/, '');
    if (!args[index].startsWith('--') || !(required.includes(name) || name in optional))
      throw new Error(
        `unknown argument ${args[index]}; known: ${[...required, ...Object.keys(optional)].map((each) => `--${each}`).join(', ')}`,
      );
    if (typeof optional[name] === 'boolean') values[name] = true;
    else {
      index += 1;
      if (args[index] === undefined) throw new Error(`--${name} needs a value`);
      values[name] = args[index];
    }
  }
  const missing = required.filter((name) => values[name] === undefined);
  if (missing.length > 0) throw new Error(`missing ${missing.map((name) => `--${name}`).join(', ')}`);
  return values;
}

/** The address of the database that `npm start` uses here. */
export const defaultUri = (env = process.env) =>
  env.MONGODB_URI || `mongodb://127.0.0.1:${env.RELANCE_MONGO_PORT || 27117}/relance?replicaSet=rs0`;
