import { jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Collection, type Document, type MongoServerError, type ResumeToken } from 'mongodb';
import { startServer, type RunningServer } from '../server.ts';
import { type Thing } from '../testing/test-server.ts';

const MIB = 2 ** 20;

// A busy machine is no failure.
jest.setTimeout(60_000);

let folder: string;
let server: RunningServer;
let client: MongoClient;
let things: Collection<Thing>;

/** A server whose history holds so many bytes. */
const start = async (oplogBytes: number): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-streams-'));
  server = await startServer(
    { port: 0, address: '127.0.0.1', folder, setName: 'rs0', quiet: true, version: false },
    () => undefined,
    { oplogBytes },
  );
  client = await MongoClient.connect(`mongodb://127.0.0.1:${server.port}/?directConnection=true`);
  await client.db('admin').command({ replSetInitiate: {} });
};
const stop = async (): Promise<void> => {
  await client.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
};
const fresh = async (): Promise<void> => {
  await client.db('large').dropDatabase();
  things = await client
    .db('large')
    .createCollection<Thing>('things', { changeStreamPreAndPostImages: { enabled: true } });
};

const images = { fullDocument: 'required', fullDocumentBeforeChange: 'required' } as const;
const split = [{ $changeStreamSplitLargeEvent: {} }];

/** Opens a stream by hand: the driver would resume behind errors. */
const open = async (
  pipeline: Document[],
  options: Document = {},
): Promise<{ next: () => Promise<Document>; token: ResumeToken }> => {
  const { cursor } = await client.db('large').command({
    aggregate: 'things',
    pipeline: [{ $changeStream: { ...images, ...options } }, ...pipeline],
    cursor: {},
  });
  const pending: Document[] = [...cursor.firstBatch];
  const next = async (): Promise<Document> => {
    while (pending.length === 0)
      pending.push(
        ...(await client.db('large').command({ getMore: cursor.id, collection: 'things', maxTimeMS: 50 }))['cursor']
          .nextBatch,
      );
    return pending.shift() as Document;
  };
  return { next, token: cursor.postBatchResumeToken };
};

const refusal = async (work: Promise<unknown>): Promise<MongoServerError> =>
  work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: MongoServerError) => error,
  );

/** An update whose images are too large for one document together. */
const largeUpdate = async (): Promise<void> => {
  await things.insertOne({ _id: 1, text: 'a'.repeat(9 * MIB) });
  await things.updateOne({ _id: 1 }, { $set: { n: 1 } });
};

describe('an event larger than a document', () => {
  beforeAll(() => start(64 * MIB));
  afterAll(stop);
  beforeEach(fresh);

  it('comes in parts when the pipeline splits it, and the stream can be resumed behind any of them', async () => {
    const stream = await open(split);
    await largeUpdate();
    expect((await stream.next())['operationType']).toBe('insert');
    const parts = [await stream.next(), await stream.next()] as [Document, Document];
    expect(parts.map(({ splitEvent }) => splitEvent)).toEqual([
      { fragment: 1, of: 2 },
      { fragment: 2, of: 2 },
    ]);
    const { splitEvent: _first, ...one } = parts[0];
    const { splitEvent: _second, ...two } = parts[1];
    const whole = { ...one, ...two };
    expect(Object.keys(whole).sort()).toEqual(
      [
        '_id',
        'clusterTime',
        'documentKey',
        'fullDocument',
        'fullDocumentBeforeChange',
        'ns',
        'operationType',
        'updateDescription',
        'wallTime',
      ].sort(),
    );
    expect(whole['fullDocument']).toMatchObject({ _id: 1, n: 1 });

    const resumed = await open(split, { resumeAfter: parts[0]['_id'] });
    expect((await resumed.next())['_id']).toEqual(parts[1]['_id']);
    await things.deleteOne({ _id: 1 });
    expect((await resumed.next())['operationType']).toBe('delete');
    const behind = await open(split, { resumeAfter: parts[1]['_id'] });
    expect((await behind.next())['operationType']).toBe('delete');
    expect((await refusal(open([], { resumeAfter: parts[0]['_id'] }))).code).toBe(280);
  });

  it('ends a stream that does not split it', async () => {
    await largeUpdate();
    const stream = await open([]);
    await things.updateOne({ _id: 1 }, { $set: { n: 2 } });
    const error = await refusal(stream.next());
    expect(error.code).toBe(10334);
    expect(error.message).toMatch(/^Executor error during getMore :: caused by :: BSONObj size/);
  });

  it('is split at the end of a pipeline only', async () => {
    expect((await refusal(open([...split, { $match: {} }]))).code).toBe(7182802);
    expect((await refusal(open([{ $changeStreamSplitLargeEvent: { a: 1 } }]))).code).toBe(7182800);
  });

  it('comes whole when it fits, also where large ones would be split', async () => {
    const stream = await open(split);
    await things.insertOne({ _id: 1 });
    expect((await stream.next())['splitEvent']).toBeUndefined();
  });
});

describe('a token older than the history', () => {
  beforeAll(() => start(MIB));
  afterAll(stop);
  beforeEach(fresh);

  /** More changes than the history holds. */
  const outgrow = async (): Promise<void> => {
    for (let n = 1; n <= 12; n++) await things.insertOne({ _id: n, text: 'b'.repeat(MIB / 8) });
  };

  it('is refused with 286, and no driver takes the stream up again', async () => {
    const { token } = await open([]);
    await things.insertOne({ _id: 0 });
    await outgrow();
    const error = await refusal(open([], { resumeAfter: token }));
    expect(error).toMatchObject({ code: 286, codeName: 'ChangeStreamHistoryLost' });
    expect(error.hasErrorLabel('NonResumableChangeStreamError')).toBe(true);
    const stream = things.watch([], { resumeAfter: token });
    expect((await refusal(stream.next())).code).toBe(286);
    await stream.close();
  });

  it('ends a stream that was left unread for too long', async () => {
    const stream = await open([]);
    await outgrow();
    expect((await refusal(stream.next())).code).toBe(286);
  });
});
