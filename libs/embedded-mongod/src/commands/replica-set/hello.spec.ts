import { connect, type Socket } from 'node:net';
import { BSON, Long, ObjectId, type Document, type MongoClient, type MongoServerError } from 'mongodb';
import { FrameReader } from '../../wire/frame-reader.ts';
import { startTestServer, type TestServer, until } from '../../testing/test-server.ts';

const EXHAUST_ALLOWED = 0x10000;
const MORE_TO_COME = 2;

type Heard = { readonly id: number; readonly responseTo: number; readonly isMore: boolean; readonly body: Document };

let server: TestServer;
let client: MongoClient;
const sockets: Socket[] = [];

beforeAll(async () => {
  server = await startTestServer();
  client = await server.connect();
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await server.stop();
});

/** A bare connection that sends one message and hears whatever comes. */
const sendHello = (body: Document, flags = 0): { heard: Heard[]; socket: Socket } => {
  const socket = connect(Number(new URL(server.uri.replace('mongodb:', 'http:')).port), '127.0.0.1');
  sockets.push(socket);
  const heard: Heard[] = [];
  const reader = new FrameReader();
  socket.on('data', (chunk: Buffer) => {
    for (const frame of reader.push(chunk)) {
      heard.push({
        id: frame.readInt32LE(4),
        responseTo: frame.readInt32LE(8),
        isMore: (frame.readUInt32LE(16) & MORE_TO_COME) !== 0,
        body: BSON.deserialize(frame.subarray(21)),
      });
    }
  });
  const bytes = BSON.serialize({ ...body, $db: 'admin' });
  const head = Buffer.alloc(21);
  head.writeInt32LE(21 + bytes.length, 0);
  head.writeInt32LE(77, 4);
  head.writeInt32LE(2013, 12);
  head.writeUInt32LE(flags, 16);
  socket.write(Buffer.concat([head, bytes]));
  return { heard, socket };
};

const current = async (): Promise<Document> =>
  (await client.db('admin').command({ hello: 1 }, { promoteLongs: false }))['topologyVersion'];

/** How many milliseconds an answer takes. */
const held = async (topologyVersion: Document, maxAwaitTimeMS: number): Promise<number> => {
  const begin = Date.now();
  await client.db('admin').command({ hello: 1, topologyVersion, maxAwaitTimeMS });
  return Date.now() - begin;
};

describe('hello', () => {
  it('waits for a change as long as it is asked to, when the client knows the present version', async () => {
    expect(await held(await current(), 300)).toBeGreaterThanOrEqual(280);
  });

  it('answers a client that knew another process at once', async () => {
    expect(await held({ processId: new ObjectId(), counter: Long.fromNumber(9) }, 20_000)).toBeLessThan(10_000);
  });

  it('refuses half a question and a version from the future', async () => {
    const code = (extra: Document): Promise<unknown> =>
      client
        .db('admin')
        .command({ hello: 1, ...extra })
        .then(
          () => undefined,
          (error: MongoServerError) => error.code,
        );
    const topologyVersion = await current();
    expect(await code({ topologyVersion })).toBe(31368);
    expect(await code({ maxAwaitTimeMS: 1 })).toBe(31368);
    expect(await code({ topologyVersion, maxAwaitTimeMS: -1 })).toBe(31373);
    expect(await code({ topologyVersion: 1, maxAwaitTimeMS: 1 })).toBe(14);
    expect(await code({ topologyVersion: { ...topologyVersion, z: 1 }, maxAwaitTimeMS: 1 })).toBe(40415);
    const counter = Long.fromNumber(Number(topologyVersion['counter']) + 1);
    expect(await code({ topologyVersion: { ...topologyVersion, counter }, maxAwaitTimeMS: 1 })).toBe(31382);
  });

  it('streams to a client that takes further answers unasked, each behind the one before', async () => {
    const { heard, socket } = sendHello(
      { hello: 1, topologyVersion: await current(), maxAwaitTimeMS: 50 },
      EXHAUST_ALLOWED,
    );
    await until(() => heard.length >= 3);
    socket.destroy();
    const [first, second, third] = heard as [Heard, Heard, Heard];
    expect(heard.every(({ isMore, body }) => isMore && body['ok'] === 1)).toBe(true);
    expect([first.responseTo, second.responseTo, third.responseTo]).toEqual([77, first.id, second.id]);
  });

  it('tells a stream of a change at once, and an error ends the stream', async () => {
    const topologyVersion = await current();
    const { heard } = sendHello({ hello: 1, topologyVersion, maxAwaitTimeMS: 60_000 }, EXHAUST_ALLOWED);
    const { config } = await client.db('admin').command({ replSetGetConfig: 1 });
    await until(async () => {
      if (heard.length === 0)
        await client.db('admin').command({ replSetReconfig: { ...config, version: config.version + 1 } });
      return heard.length > 0;
    });
    expect(Number(heard[0]?.body['topologyVersion'].counter)).toBeGreaterThan(Number(topologyVersion['counter']));

    const broken = sendHello({ hello: 1, topologyVersion: 1, maxAwaitTimeMS: 1 }, EXHAUST_ALLOWED);
    await until(() => broken.heard.length > 0);
    expect(broken.heard[0]).toMatchObject({ isMore: false, body: { ok: 0, code: 14 } });
  });

  it('goes on in the driver while errors speak of a shutdown that does not come', async () => {
    const things = client.db('hello').collection('things');
    await client.db('admin').command({
      configureFailPoint: 'failCommand',
      mode: { times: 1 },
      data: { failCommands: ['insert'], errorCode: 91, errorLabels: ['RetryableWriteError'] },
    });
    const begin = Date.now();
    await things.insertOne({ a: 1 });
    expect(Date.now() - begin).toBeLessThan(8000);
    expect(await things.countDocuments()).toBe(1);
  });

  it('has its version in errors of a server that is no primary', async () => {
    await client.db('admin').command({
      configureFailPoint: 'failCommand',
      mode: { times: 1 },
      data: { failCommands: ['ping'], errorCode: 10107 },
    });
    const error: MongoServerError = await client
      .db('admin')
      .command({ ping: 1 })
      .catch((refused) => refused);
    expect(error.errorResponse['topologyVersion']).toEqual(
      (await client.db('admin').command({ hello: 1 }))['topologyVersion'],
    );
  });
});
