import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findDatabase } from '@relance/platform';
import { rounded } from '@relance/platform/testing';
import { MongoClient } from 'mongodb';
import { type PhoneNetwork, type TestEnv } from '../src/support/product.test-env.ts';

/** A replica set remembers its port. */
const KEPT_PORT = 27_318;
/** Commands a second of an API that nobody asks, the one who looks among them; and how long that is waited for. */
const [IDLE_COMMANDS, IDLE_WITHIN_MS] = [15, 1_800_000];

export type LargeDatabase = {
  readonly uri: string;
  /** How many there are: five for each owner, and what other programs added to a kept one. */
  readonly campaigns: number;
  /** Next to nothing where it was filled before. */
  readonly seedSeconds: number;
  stop(): Promise<void>;
};

/**
 * A database with what so many owners have (`npm run seed`), filled unless it is already. BENCH_DATA names a folder in which it is kept
 * for the next run, otherwise it is removed at the end.
 */
export async function openLargeDatabase(owners: number): Promise<LargeDatabase> {
  const kept = process.env['BENCH_DATA'];
  const dataDir = kept ? resolve(kept) : await mkdtemp(resolve(tmpdir(), 'relance-large-'));
  await mkdir(dataDir, { recursive: true });
  const config = { mongodbUri: null, mongo: 'embedded', mongoPort: KEPT_PORT, dataDir } as const;
  const { uri, stop } = await findDatabase({ config, databaseName: 'lists' });
  const startedAt = performance.now();
  if ((await campaignsIn(uri)) < owners * 5) await seed(uri, owners);
  const seedSeconds = rounded((performance.now() - startedAt) / 1000);
  const end = async () => {
    await stop();
    if (!kept) await rm(dataDir, { recursive: true, force: true });
  };
  return { uri, campaigns: await campaignsIn(uri), seedSeconds, stop: end };
}

/** Until the database is asked no more than an idle API does: what a start leaves to do is no action's cost. */
export async function untilIdle(uri: string): Promise<void> {
  const watch = await MongoClient.connect(uri);
  const asked = async () => Number((await watch.db('admin').command({ serverStatus: 1 }))['network'].numRequests);
  const giveUpAt = performance.now() + IDLE_WITHIN_MS;
  try {
    for (let before = await asked(), quiet = 0; quiet < 3;) {
      await pause(1000);
      const now = await asked();
      quiet = now - before <= IDLE_COMMANDS ? quiet + 1 : 0;
      before = now;
      if (performance.now() > giveUpAt) throw new Error('the API did not come to rest after its start');
    }
  } finally {
    await watch.close();
  }
}

/** The first owner of the seed has most of everything. */
export async function largestOwner(testEnv: TestEnv<PhoneNetwork>): Promise<string> {
  const client = await testEnv.admin();
  const { campaigns } = await client.get<{ campaigns: readonly { ownerId: string }[] }>(
    '/admin/campaigns?limit=100&sort=createdAt',
  );
  const counts = new Map<string, number>();
  for (const { ownerId } of campaigns) counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
  const [most = ['', 0]] = [...counts].sort((a, b) => b[1] - a[1]);
  return most[0];
}

async function campaignsIn(uri: string): Promise<number> {
  const client = await MongoClient.connect(uri);
  try {
    return await client.db().collection('campaigns').estimatedDocumentCount();
  } finally {
    await client.close();
  }
}

async function seed(uri: string, owners: number): Promise<void> {
  const child = spawn(process.execPath, ['tools/seed/seed.mjs', '--owners', String(owners)], {
    env: { ...process.env, MONGODB_URI: uri },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the database could not be filled: code ${code}`);
}
