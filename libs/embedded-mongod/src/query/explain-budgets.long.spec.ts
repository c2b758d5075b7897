import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { startGauged, type GaugedServer } from '../testing/child-server.ts';
import { explainHot } from '../testing/explain-hot.ts';
import { hotCollections, indexHot } from '../testing/hot-data.ts';
import { hotQueries } from '../testing/hot-queries.ts';
import { type Thing } from '../testing/test-server.ts';

/** A million of each; they are written by the server itself, through the storage, in a process of its own. */
const SIZE = 1_000_000;
const SMALL = 10_000;

let folder: string;
let server: GaugedServer;
let client: MongoClient;
let db: Db;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-million-'));
  server = await startGauged(folder);
  client = await MongoClient.connect(`mongodb://127.0.0.1:${server.port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 600_000,
  });
  db = client.db('budgets');
  for (const collection of hotCollections) {
    await indexHot(client.db('small'), collection);
    await server.store({ db: 'small', collection, size: SMALL });
    await indexHot(db, collection);
    await server.store({ db: 'budgets', collection, size: SIZE });
  }
}, 900_000);
afterAll(async () => {
  await client.close();
  await server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('at 1 M documents', () => {
  it.each(hotCollections)('%s holds them all', async (collection) => {
    expect(await db.collection(collection).estimatedDocumentCount()).toBe(SIZE);
  });

  it.each(hotQueries.map((query) => [query.name, query] as const))(
    '%s costs what it costs at 10 k',
    async (_, query) => {
      const large = await explainHot(db.collection<Thing>(query.collection), query);
      const { index, keys, docs, stages } = large;
      expect(large).toEqual(await explainHot(client.db('small').collection<Thing>(query.collection), query));
      expect(index).toBe(query.index);
      expect(keys).toBeLessThanOrEqual(query.mostKeys);
      expect(docs).toBeLessThanOrEqual(query.mostDocs);
      expect(stages).not.toContain('SORT');
      expect(stages).not.toContain('COLLSCAN');
    },
  );
});
