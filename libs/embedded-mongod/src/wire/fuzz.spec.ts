import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { serialize } from 'bson';
import { type MongoClient } from 'mongodb';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let client: MongoClient;

beforeAll(async () => {
  server = await startTestServer();
  client = await server.connect();
});
afterAll(() => server.stop());

/** Sends bytes on a connection of its own and waits until the server answers, closes or stays silent for a moment. */
const send = (bytes: Uint8Array): Promise<'answered' | 'closed' | 'silent'> =>
  new Promise((resolve) => {
    const socket: Socket = connect(server.server?.port ?? 0, '127.0.0.1');
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

const message = (body: Uint8Array, { opcode = 2013, flags = 0, length = 21 + body.length } = {}): Buffer => {
  const head = Buffer.alloc(21);
  head.writeInt32LE(length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(opcode, 12);
  head.writeUInt32LE(flags, 16);
  return Buffer.concat([head, body]);
};

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
          expect(await send(message(bytes, { opcode, flags }))).not.toBe('answered');
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
          expect(await send(message(body))).toBe('answered');
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
    expect(await send(message(Buffer.alloc(10), { length: 48_000_001 }))).toBe('closed');
    expect(await send(message(Buffer.alloc(10), { length: 3 }))).toBe('closed');
    expect(await send(message(Buffer.alloc(10), { length: -1 }))).toBe('closed');
  });

  it('leaves no connection behind', async () => {
    const { connections } = await client.db('admin').command({ serverStatus: 1 });
    expect(connections.current).toBeLessThan(20);
  });
});
