// Moving, saving and restoring a database, between two embedded engines.
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { BSONRegExp, Decimal128, Double, Int32, Long, MongoClient, ObjectId } from 'mongodb';
import { backup, restore } from '../data/backup.mjs';
import { readArguments } from '../data/collections.mjs';
import { moveData } from '../data/move-data.mjs';
import { startEngine } from './engine.mjs';

const folder = mkdtempSync(join(tmpdir(), 'relance-data-'));
const children = [];

async function startEngineOf(name) {
  const { child, uriOf } = await startEngine(join(folder, name));
  children.push(child);
  return uriOf;
}

let sourceOf;
let targetOf;
const clients = [];
const connect = async (uri) => {
  const client = await MongoClient.connect(uri);
  clients.push(client);
  return client.db();
};

before(async () => {
  [sourceOf, targetOf] = await Promise.all([startEngineOf('source'), startEngineOf('target')]);
  const db = await connect(sourceOf('relance'));
  await db.collection('things').insertMany([
    {
      _id: new ObjectId(),
      int: new Int32(1),
      double: new Double(2),
      long: Long.fromNumber(3),
      decimal: Decimal128.fromString('4.0'),
    },
    { _id: 'text', pattern: new BSONRegExp('^a', 'i'), at: new Date(0), nothing: null, list: [1, { deep: 'é' }] },
    { _id: 7, nested: { 10: 'ten', b: 1 } },
    ...Array.from({ length: 2_500 }, (_, index) => ({ _id: 1_000 + index, index })),
  ]);
  await db
    .collection('things')
    .createIndex(
      { index: 1 },
      { name: 'by index', unique: true, partialFilterExpression: { index: { $exists: true } } },
    );
  await db.createCollection('empty');
});

after(async () => {
  await Promise.all(clients.map((client) => client.close()));
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const indexNames = async (db) => (await db.collection('things').indexes()).map(({ name }) => name).sort();

test('move-data copies documents of every type, ids of several types and indexes, and compares them', async () => {
  const moved = await moveData({ from: sourceOf('relance'), to: targetOf('moved') });
  assert.deepEqual(moved, { collections: 2, documents: 2_503, indexes: 1 });
  const db = await connect(targetOf('moved'));
  assert.deepEqual(await indexNames(db), ['_id_', 'by index']);
  assert.equal(
    await db.collection('things').countDocuments({ long: { $type: 'long' }, double: { $type: 'double' } }),
    1,
  );
  assert.deepEqual((await db.listCollections().toArray()).map(({ name }) => name).sort(), ['empty', 'things']);
});

test('move-data refuses a target that holds data, and leaves it as it is', async () => {
  const db = await connect(targetOf('full'));
  await db.collection('mine').insertOne({ _id: 1 });
  await assert.rejects(moveData({ from: sourceOf('relance'), to: targetOf('full') }), /not empty/);
  assert.equal(await db.collection('mine').countDocuments(), 1);
  assert.equal((await db.listCollections().toArray()).length, 1);
});

test('move-data goes on where a killed run was, without a document twice', async () => {
  const db = await connect(targetOf('resumed'));
  let isBroken = false;
  // Ends the first run behind its first batch, as a kill between the batch and the note of its progress does.
  const insertMany = Object.getPrototypeOf(db.collection('things')).insertMany;
  Object.getPrototypeOf(db.collection('things')).insertMany = async function (...args) {
    const result = await insertMany.apply(this, args);
    if (this.dbName === 'resumed' && !isBroken) {
      isBroken = true;
      throw new Error('killed');
    }
    return result;
  };
  try {
    await assert.rejects(moveData({ from: sourceOf('relance'), to: targetOf('resumed') }), /killed/);
    const told = [];
    await moveData({ from: sourceOf('relance'), to: targetOf('resumed'), tell: (line) => told.push(line) });
    assert.match(told[0], /broken off/);
  } finally {
    Object.getPrototypeOf(db.collection('things')).insertMany = insertMany;
  }
  assert.equal(await db.collection('things').countDocuments(), 2_503);
  assert.deepEqual(await indexNames(db), ['_id_', 'by index']);
});

test('a backup is one moment while writes go on, and restores to the same', async () => {
  const db = await connect(sourceOf('relance'));
  await db.createCollection('left');
  await db.createCollection('right');
  let isDone = false;
  let written = 0;
  // Each transaction writes to both: a backup that shows one half of it is not one moment.
  const writer = (async () => {
    const session = db.client.startSession();
    while (!isDone) {
      await session.withTransaction(async () => {
        await db.collection('left').insertOne({ written }, { session });
        await db.collection('right').insertOne({ written }, { session });
      });
      written += 1;
    }
    await session.endSession();
  })();
  while (written < 20) await new Promise((resolve) => setImmediate(resolve));
  const saved = await backup({ from: sourceOf('relance'), to: join(folder, 'saved') });
  isDone = true;
  await writer;
  assert.ok(written > 20, 'writes went on during the backup');
  const restored = await restore({ from: join(folder, 'saved'), to: targetOf('restored') });
  assert.equal(restored.documents, saved.documents);
  const copy = await connect(targetOf('restored'));
  assert.deepEqual(await indexNames(copy), ['_id_', 'by index']);
  assert.deepEqual(await copy.collection('things').findOne({ _id: 7 }), { _id: 7, nested: { 10: 'ten', b: 1 } });
  const halves = await Promise.all(['left', 'right'].map((name) => copy.collection(name).countDocuments()));
  assert.equal(halves[0], halves[1]);
  assert.ok(halves[0] >= 20 && halves[0] < written, `${halves[0]} of ${written} transactions`);
});

test('restore refuses a damaged backup, an unfinished one and a database with data', async () => {
  await assert.rejects(restore({ from: join(folder, 'saved'), to: targetOf('restored') }), /not empty/);
  await assert.rejects(restore({ from: folder, to: targetOf('none') }), /no complete backup/);
  appendFileSync(join(folder, 'saved/things.bson'), 'xx');
  await assert.rejects(restore({ from: join(folder, 'saved'), to: targetOf('damaged') }), /middle of a document/);
  await assert.rejects(backup({ from: sourceOf('relance'), to: join(folder, 'saved') }), /exists already/);
  assert.ok(existsSync(join(folder, 'saved')));
});

test('arguments: what is missing or unknown is named', () => {
  assert.throws(() => readArguments([], { required: ['from', 'to'] }), /missing --from, --to/);
  assert.throws(() => readArguments(['--form', 'x'], { required: ['from'] }), /unknown argument --form; known: --from/);
  assert.throws(() => readArguments(['--from'], { required: ['from'] }), /needs a value/);
});
