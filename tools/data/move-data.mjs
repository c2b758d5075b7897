// `npm run move-data -- --from mongodb://… --to mongodb://…`: copies every collection and index of a database into
// another, from the embedded engine to a replica set or back. End the product first: what is written while it runs may be
// missed, and the comparison at the end says so. Killed half-way, the same command goes on where it was.
import { MongoClient } from 'mongodb';
import {
  BATCH_DOCUMENTS,
  batchesOf,
  describeCollections,
  digestOf,
  documentOf,
  ensureCollection,
  readArguments,
} from './collections.mjs';

/** In the target while a move is under way: how far each collection is. */
const PROGRESS = 'relance_move_progress';

/**
 * Copies and compares.
 * @param {{ from: string, to: string, tell?: (line: string) => void }} options addresses with the name of the database
 * @returns {Promise<{ collections: number, documents: number, indexes: number }>}
 * @throws Error when the target holds other data, or when the comparison finds a difference
 */
export async function moveData({ from, to, tell = () => undefined }) {
  const source = await MongoClient.connect(from);
  const target = await MongoClient.connect(to, { writeConcern: { w: 'majority', journal: true } });
  try {
    const sourceDb = source.db();
    const targetDb = target.db();
    if (from === to) throw new Error('--from and --to are the same database');
    const progress = targetDb.collection(PROGRESS);
    const isResumed = (await progress.findOne({ _id: 'move' })) !== null;
    const before = (await describeCollections(targetDb)).filter(({ name }) => name !== PROGRESS);
    if (!isResumed && before.length > 0)
      throw new Error(
        `the target "${targetDb.databaseName}" is not empty (${before.length} collections); nothing was changed`,
      );
    await progress.updateOne({ _id: 'move' }, { $setOnInsert: { startedAt: new Date() } }, { upsert: true });
    if (isResumed) tell('Going on with a move that was broken off.');

    const collections = await describeCollections(sourceDb);
    let documents = 0;
    for (const { name, options } of collections) {
      const [existing] = await targetDb.listCollections({ name }, { nameOnly: true }).toArray();
      if (!existing) await targetDb.createCollection(name, options);
      documents += await copyCollection({
        source: sourceDb.collection(name),
        target: targetDb.collection(name),
        progress,
        tell,
      });
    }
    tell('Building indexes …');
    for (const collection of collections) await ensureCollection(targetDb, collection);
    tell('Comparing …');
    const differences = await compare(sourceDb, targetDb, collections);
    if (differences.length > 0)
      throw new Error(
        `the copy differs: ${differences.join('; ')}. Is the product still running? Drop the target and move again.`,
      );
    await progress.drop();
    return {
      collections: collections.length,
      documents,
      indexes: collections.reduce((sum, { indexes }) => sum + indexes.length, 0),
    };
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

async function copyCollection({ source, target, progress, tell }) {
  const state = await progress.findOne({ _id: source.collectionName }, { promoteValues: false });
  let copied = Number(state?.copied ?? 0);
  if (state?.isDone) return copied;
  for await (const batch of batchesOf(source, { afterId: state?.lastId })) {
    // One that is there already, from a run that was killed before it noted its progress, is the same.
    try {
      await target.insertMany(batch.map(documentOf), { ordered: false, ignoreUndefined: false });
    } catch (error) {
      if (error?.code !== 11_000) throw error;
    }
    copied += batch.length;
    const { _id: lastId } = documentOf(batch.at(-1));
    await progress.updateOne({ _id: source.collectionName }, { $set: { lastId, copied } }, { upsert: true });
    if (copied % (BATCH_DOCUMENTS * 50) < batch.length) tell(`${source.collectionName}: ${copied} documents`);
  }
  await progress.updateOne({ _id: source.collectionName }, { $set: { isDone: true, copied } }, { upsert: true });
  tell(`${source.collectionName}: ${copied} documents copied`);
  return copied;
}

async function compare(sourceDb, targetDb, collections) {
  const differences = [];
  for (const { name, indexes } of collections) {
    const [a, b] = [await digestOf(sourceDb.collection(name)), await digestOf(targetDb.collection(name))];
    if (a.count !== b.count) differences.push(`${name} has ${a.count} documents, the copy ${b.count}`);
    else if (a.hash !== b.hash) differences.push(`${name} has other documents`);
    const there = new Set((await targetDb.collection(name).listIndexes().toArray()).map((index) => index.name));
    for (const index of indexes) if (!there.has(index.name)) differences.push(`${name} lacks index ${index.name}`);
  }
  return differences;
}

if (process.argv[1]?.endsWith('move-data.mjs')) {
  try {
    const { from, to } = readArguments(process.argv.slice(2), { required: ['from', 'to'] });
    const startedAt = Date.now();
    const { collections, documents, indexes } = await moveData({ from, to, tell: (line) => console.log(line) });
    console.log(
      `Moved ${documents} documents in ${collections} collections with ${indexes} indexes in ${Math.round((Date.now() - startedAt) / 1000)} s; counts and hashes agree.`,
    );
  } catch (error) {
    console.error(`move-data: ${error.message}`);
    process.exit(1);
  }
}
