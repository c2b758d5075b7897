import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { serialize } from 'bson';
import { MongoClient } from 'mongodb';
import { startGauged, type GaugedServer } from '../testing/child-server.ts';
import { frameOf } from '../testing/raw-client.ts';
import { until } from '../testing/test-server.ts';

const MIB = 2 ** 20;

let folder: string;
let server: GaugedServer;
let client: MongoClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-fuzz-'));
  server = await startGauged(folder);
  // A client that streams would open one more connection ten seconds later, to measure how far away the server is.
  client = await MongoClient.connect(`mongodb://127.0.0.1:${server.port}/?replicaSet=rs0`, {
    maxPoolSize: 1,
    serverMonitoringMode: 'poll',
  });
}, 60_000);
afterAll(async () => {
  await client.close();
  await server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** Sends bytes on a connection of its own and waits until the server answers, closes or stays silent for a moment. */
const send = (bytes: Uint8Array): Promise<'answered' | 'closed' | 'silent'> =>
  new Promise((resolve) => {
    const socket: Socket = connect(server.port, '127.0.0.1');
    const end = (how: 'answered' | 'closed' | 'silent') => (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(how);
    };
    const timer = setTimeout(end('silent'), 150);
    socket.once('data', end('answered'));
    socket.once('close', end('closed'));
    socket.once('error', end('closed'));
    socket.write(bytes);
  });

/** Sends bytes on a connection of its own and goes away without waiting for what comes of it. */
const throwAway = (bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.once('error', () => resolve());
    socket.once('close', () => resolve());
    socket.once('connect', () => socket.end(bytes, () => socket.destroy()));
  });

const names = [
  'find',
  'insert',
  'update',
  'delete',
  'aggregate',
  'count',
  'distinct',
  'findAndModify',
  'createIndexes',
  'getMore',
  'killCursors',
  'explain',
  'create',
  'collMod',
  'bulkWrite',
  'hello',
  'commitTransaction',
  'nonsense',
];
const anything = fc.object({
  maxDepth: 3,
  maxKeys: 4,
  key: fc.constantFrom(
    'a',
    '$set',
    'filter',
    'q',
    'u',
    '$in',
    '',
    'lsid',
    'pipeline',
    'updates',
    'documents',
    'key',
    'cursor',
  ),
  values: [
    fc.string({ maxLength: 5 }),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.date({ noInvalidDate: true }),
  ],
});

describe('the socket', () => {
  it('survives random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        await send(bytes);
      }),
      { numRuns: 40 },
    );
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
  }, 60_000);

  it('survives whole frames with broken insides, and closes only their connection', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 0, maxLength: 80 }),
        fc.constantFrom(2013, 2004, 1, 2012, 99),
        fc.constantFrom(0, 1, 2, 4, 65536),
        async (bytes, opcode, flags) => {
          expect(await send(frameOf(bytes, { opcode, flags }))).not.toBe('answered');
        },
      ),
      { numRuns: 40 },
    );
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
  }, 60_000);

  it('answers any command with ok or an error, never with silence', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.oneof(fc.constant('things'), fc.integer(), fc.constant(null)),
        anything,
        async (name, target, rest) => {
          const body = serialize({ [name]: target, ...(rest as object), $db: 'fuzz' });
          expect(await send(frameOf(body))).toBe('answered');
        },
      ),
      { numRuns: 150 },
    );
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
  }, 60_000);

  it.each([[[0]], [['x']], [[null]], [[[]]], [[{ a: 1 }, 0]], [0], [{}]])(
    'names the wrong part of an insert of %j and stays open',
    async (documents) => {
      const answer = client.db('fuzz').command({ insert: 'things', documents });
      await expect(answer).rejects.toMatchObject({ code: 14, message: expect.stringContaining('insert.documents') });
    },
  );

  it('closes on impossible lengths at once', async () => {
    expect(await send(frameOf(Buffer.alloc(10), { length: 48_000_001 }))).toBe('closed');
    expect(await send(frameOf(Buffer.alloc(10), { length: 3 }))).toBe('closed');
    expect(await send(frameOf(Buffer.alloc(10), { length: -1 }))).toBe('closed');
  });

  it('leaves no connection, cursor, timer or memory behind', async () => {
    const frames = fc.sample(
      fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 4000 }).map((bytes) => Buffer.from(bytes)),
        fc.uint8Array({ minLength: 0, maxLength: 4000 }).map((bytes) => frameOf(bytes)),
        fc
          .tuple(fc.constantFrom(...names), anything)
          .map(([name, rest]) => frameOf(serialize({ [name]: 'things', ...rest, $db: 'fuzz' }))),
        // a frame that says it is large and never comes whole
        fc.constant(frameOf(Buffer.alloc(2000), { length: 40_000_000 })),
      ),
      { numRuns: 400, seed: 7 },
    );
    const round = async (): Promise<void> => {
      for (const frame of frames) await throwAway(frame);
      await until(async () => (await server.gauge()).connections <= before);
    };
    await client.db('admin').command({ ping: 1 });
    const before = (await server.gauge()).connections;
    await round();
    const first = await server.gauge();
    await round();
    await round();
    // A sweep that is due at this moment holds one timer more: what is left over must go by itself.
    await until(async () => (await server.gauge()).resources <= first.resources);
    const last = await server.gauge();
    expect(last.connections).toBe(first.connections);
    expect(last.cursors).toBe(0);
    expect(last.transactions).toBe(0);
    expect(last.sessions).toBeLessThanOrEqual(first.sessions);
    expect(last.heapBytes - first.heapBytes).toBeLessThan(MIB);
    expect(last.anonymousBytes - first.anonymousBytes).toBeLessThan(32 * MIB);
  }, 120_000);
});
