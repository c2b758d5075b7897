// `npm run backup -- --to folder [--from mongodb://…]`: one state of the whole database while the product runs, as
// mongodump lays it out (a .bson and a .metadata.json for each collection), with a manifest of counts and hashes.
// `npm run restore -- --from folder [--to mongodb://…]` fills an empty database with it and compares.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { once } from 'node:events';
import { EJSON } from 'bson';
import { MongoClient } from 'mongodb';
import {
  BATCH_BYTES,
  BATCH_DOCUMENTS,
  batchesOf,
  defaultUri,
  describeCollections,
  digestOf,
  documentOf,
  ensureCollection,
  normalBytes,
  readArguments,
} from './collections.mjs';

const MANIFEST = 'relance-backup.json';

/**
 * Writes a backup. The folder appears under its name only when it is complete.
 * @param {{ from: string, to: string }} options the database's address and a folder that does not exist yet
 * @returns {Promise<{ collections: number, documents: number }>}
 */
export async function backup({ from, to }) {
  const folder = resolve(to);
  if (existsSync(folder)) throw new Error(`${to} exists already; a backup is written into a folder of its own`);
  const unfinished = `${folder}.unfinished`;
  await mkdir(unfinished, { recursive: true });
  const client = await MongoClient.connect(from);
  // All reads of a snapshot session see one and the same moment.
  const session = client.startSession({ snapshot: true });
  try {
    const db = client.db();
    const collections = [];
    for (const { name, options, indexes } of await describeCollections(db)) {
      await writeFile(
        join(unfinished, `${name}.metadata.json`),
        EJSON.stringify({ options, indexes, collectionName: name }, { relaxed: false }),
      );
      const hash = createHash('sha256');
      const file = createWriteStream(join(unfinished, `${name}.bson`));
      let count = 0;
      for await (const batch of batchesOf(db.collection(name), { session })) {
        for (const document of batch) {
          hash.update(normalBytes(documentOf(document)));
          if (!file.write(document)) await once(file, 'drain');
        }
        count += batch.length;
      }
      file.end();
      await once(file, 'close');
      collections.push({ name, count, hash: hash.digest('hex') });
    }
    await writeFile(
      join(unfinished, MANIFEST),
      `${JSON.stringify({ madeAt: new Date().toISOString(), database: db.databaseName, collections }, null, 2)}\n`,
    );
    await rename(unfinished, folder);
    return { collections: collections.length, documents: collections.reduce((sum, { count }) => sum + count, 0) };
  } finally {
    await session.endSession();
    await client.close();
  }
}

/**
 * Fills an empty database with a backup and compares it with the manifest.
 * @param {{ from: string, to: string }} options a backup's folder and the database's address
 */
export async function restore({ from, to }) {
  const folder = resolve(from);
  const manifest = JSON.parse(
    await readFile(join(folder, MANIFEST), 'utf8').catch(() => {
      throw new Error(`${from} is no complete backup: it has no ${MANIFEST}`);
    }),
  );
  const client = await MongoClient.connect(to, { writeConcern: { w: 'majority', journal: true } });
  try {
    const db = client.db();
    const there = await describeCollections(db);
    if (there.length > 0)
      throw new Error(
        `the database "${db.databaseName}" is not empty (${there.length} collections); nothing was changed`,
      );
    const described = (await readdir(folder)).filter((name) => name.endsWith('.metadata.json'));
    for (const file of described) {
      const name = basename(file, '.metadata.json');
      const { options, indexes } = EJSON.parse(await readFile(join(folder, file), 'utf8'), { relaxed: false });
      await db.createCollection(name, options);
      for await (const batch of documentsOf(join(folder, `${name}.bson`))) await db.collection(name).insertMany(batch);
      await ensureCollection(db, { name, options, indexes });
    }
    for (const { name, count, hash } of manifest.collections) {
      const found = await digestOf(db.collection(name));
      if (found.count !== count || found.hash !== hash)
        throw new Error(`${name} is not as it was saved: ${found.count} of ${count} documents, or other ones`);
    }
    return {
      collections: manifest.collections.length,
      documents: manifest.collections.reduce((sum, { count }) => sum + count, 0),
    };
  } finally {
    await client.close();
  }
}

/** The documents of a .bson file in batches: each begins with its own length, four bytes, little endian. */
async function* documentsOf(path) {
  let rest = Buffer.alloc(0);
  let batch = [];
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      if (length < 5) throw new Error(`${basename(path)} is damaged`);
      batch.push(documentOf(rest.subarray(0, length)));
      bytes += length;
      rest = rest.subarray(length);
      if (batch.length < BATCH_DOCUMENTS && bytes < BATCH_BYTES) continue;
      yield batch;
      batch = [];
      bytes = 0;
    }
  }
  if (rest.length > 0) throw new Error(`${basename(path)} ends in the middle of a document`);
  if (batch.length > 0) yield batch;
}

if (process.argv[1]?.endsWith('backup.mjs')) {
  const [verb, ...args] = process.argv.slice(2);
  const isRestore = verb === 'restore';
  try {
    const options = isRestore
      ? readArguments(args, { required: ['from'], optional: { to: defaultUri() } })
      : readArguments(args, { required: ['to'], optional: { from: defaultUri() } });
    const { collections, documents } = await (isRestore ? restore : backup)(options);
    console.log(`${isRestore ? 'Restored' : 'Saved'} ${documents} documents in ${collections} collections.`);
  } catch (error) {
    console.error(`${isRestore ? 'restore' : 'backup'}: ${error.message}`);
    process.exit(1);
  }
}
