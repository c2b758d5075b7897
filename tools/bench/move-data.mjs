// `node tools/bench/move-data.mjs [documents]`: how long `npm run move-data` takes for a database of so many documents
// (a million by default) from one embedded engine to another, killed once in the middle. Correct when the second run says
// that counts and hashes agree and the target holds exactly as many documents.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { buildProgram } from '../build/esbuild.mjs';
import { workspaceRoot } from '../run/bootstrap.mjs';
import { startEngine } from '../test/engine.mjs';

const DOCUMENTS = Number(process.argv[2] ?? 1_000_000);
const BATCH = 5_000;

process.chdir(workspaceRoot);
await buildProgram('embedded-mongod');
const folder = mkdtempSync(join(tmpdir(), 'relance-move-'));
const engines = [];
try {
  const [from, to] = [await startEngineOf('from'), await startEngineOf('to')];
  const filled = await secondsOf(() => fill(from));
  const killed = await secondsOf(async () => {
    const move = startMove(from, to);
    await copied(to, DOCUMENTS / 2);
    move.child.kill('SIGKILL');
    await move.ended;
  });
  let said = '';
  const resumed = await secondsOf(async () => {
    const move = startMove(from, to);
    assert.equal(await move.ended, 0, move.output());
    said = move.output();
  });
  assert.match(said, /Going on with a move that was broken off/);
  assert.match(said, /counts and hashes agree/);
  const count = await withDatabase(to, (db) => db.collection('targets').countDocuments({}));
  assert.equal(count, DOCUMENTS);
  console.log(
    JSON.stringify({
      documents: DOCUMENTS,
      fillSeconds: filled,
      untilKilledSeconds: killed,
      resumedWithComparisonSeconds: resumed,
      documentsPerSecond: Math.round(DOCUMENTS / (killed + resumed)),
      load: loadavg()[0].toFixed(1),
    }),
  );
} finally {
  for (const engine of engines) engine.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

async function secondsOf(work) {
  const startedAt = performance.now();
  await work();
  return Math.round((performance.now() - startedAt) / 1000);
}

async function withDatabase(uri, work) {
  const client = await MongoClient.connect(uri);
  try {
    return await work(client.db());
  } finally {
    await client.close();
  }
}

/** Documents of the size and shape of a target, with two of its indexes. */
async function fill(uri) {
  await withDatabase(uri, async (db) => {
    const targets = db.collection('targets');
    for (let start = 0; start < DOCUMENTS; start += BATCH) {
      const length = Math.min(BATCH, DOCUMENTS - start);
      await targets.insertMany(Array.from({ length }, (_, index) => documentOf(start + index)));
    }
    await targets.createIndex({ dueAt: 1, _id: 1 }, { name: 'due' });
    await targets.createIndex({ phone: 1 }, { name: 'of_phone' });
  });
}

function documentOf(n) {
  return {
    ownerId: `owner-${n % 500}`,
    phone: `+2376${String(n).padStart(8, '0')}`,
    status: n % 3 === 0 ? 'active' : 'completed',
    currentDay: (n % 7) + 1,
    dueAt: new Date(1_772_000_000_000 + n * 1000),
    days: [{ day: 1, state: 'read', at: new Date(1_772_000_000_000) }],
    rev: 1,
  };
}

/** Resolves once so many documents are in the target. */
async function copied(uri, atLeast) {
  await withDatabase(uri, async (db) => {
    for (let count = 0; count < atLeast; await delay(50))
      count = (await db.collection('relance_move_progress').findOne({ _id: 'targets' }))?.copied ?? 0;
  });
}

function startMove(from, to) {
  const child = spawn(process.execPath, ['tools/data/move-data.mjs', '--from', from, '--to', to]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return { child, output: () => output, ended: once(child, 'close').then(([code]) => code) };
}

async function startEngineOf(name) {
  const { child, uriOf } = await startEngine(join(folder, name));
  engines.push(child);
  return uriOf('relance');
}
