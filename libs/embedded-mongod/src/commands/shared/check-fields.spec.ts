import { Decimal128, Double, Long, UUID, type Document, type MongoClient, type MongoServerError } from 'mongodb';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;
let client: MongoClient;

beforeAll(async () => {
  server = await startTestServer();
  client = await server.connect();
  await client.db('checked').createCollection('things');
});
afterAll(() => server.stop());

const answer = (command: Document, db = 'checked'): Promise<{ code: unknown; message: string }> =>
  client
    .db(db)
    .command(command)
    .then(
      () => ({ code: undefined, message: '' }),
      ({ code, message }: MongoServerError) => ({ code, message }),
    );

const bulk = (op: Document, nsInfo: Document = { ns: 'checked.things' }): Promise<{ code: unknown; message: string }> =>
  answer({ bulkWrite: 1, ops: [op], nsInfo: [nsInfo] }, 'admin');

describe('a command with a field MongoDB does not know', () => {
  it.each([
    [{ insert: 'things', documents: [{}], foo: 1 }, 'insert.foo'],
    [{ update: 'things', updates: [{ q: {}, u: { $set: { a: 1 } } }], foo: 1 }, 'update.foo'],
    [{ update: 'things', updates: [{ q: {}, u: { $set: { a: 1 } }, foo: 1 }] }, 'update.updates.foo'],
    [{ delete: 'things', deletes: [{ q: {}, limit: 0, foo: 1 }] }, 'delete.deletes.foo'],
    [{ find: 'things', foo: 1 }, 'FindCommandRequest.foo'],
    [{ aggregate: 'things', pipeline: [], cursor: {}, foo: 1 }, 'aggregate.foo'],
    [{ findAndModify: 'things', remove: true, projection: {} }, 'findAndModify.projection'],
    [{ count: 'things', foo: 1 }, 'count.foo'],
    [{ distinct: 'things', key: 'a', foo: 1 }, 'distinct.foo'],
    [{ create: 'others', foo: 1 }, 'create.foo'],
    [{ collMod: 'things', index: { name: '_id_', foo: 1 } }, 'collMod.index.foo'],
    [{ createIndexes: 'things', indexes: [], foo: 1 }, 'createIndexes.foo'],
    [{ listCollections: 1, foo: 1 }, 'listCollections.foo'],
    [{ explain: { find: 'things', foo: 1 } }, 'FindCommandRequest.foo'],
  ])('is refused whole: %j', async (command, path) => {
    expect(await answer(command)).toEqual({ code: 40415, message: `BSON field '${path}' is an unknown field.` });
    expect(await client.db('checked').collection('things').countDocuments()).toBe(0);
  });

  it('is refused inside a bulkWrite too', async () => {
    expect((await bulk({ insert: 0, document: {}, foo: 1 })).message).toBe(
      "BSON field 'bulkWrite.ops.foo' is an unknown field.",
    );
    expect((await bulk({ insert: 0, document: {} }, { ns: 'checked.things', foo: 1 })).message).toBe(
      "BSON field 'bulkWrite.nsInfo.foo' is an unknown field.",
    );
    expect((await bulk({ delete: 0, filter: {}, sort: { a: 1 } })).code).toBe(40415);
  });

  it('is taken where MongoDB asks no questions, and what every command takes is taken everywhere', async () => {
    expect(await answer({ ping: 1, foo: 1 })).toEqual({ code: undefined, message: '' });
    const generic = { comment: 'x', rawData: false, maxTimeMS: 0, apiVersion: '1' };
    expect(await answer({ find: 'things', ...generic })).toEqual({ code: undefined, message: '' });
    expect(await answer({ dropIndexes: 'things', index: '*', ...generic })).toEqual({ code: undefined, message: '' });
  });
});

describe('a command without a field it needs', () => {
  it.each([
    [{ distinct: 'things' }, 'distinct.key'],
    [{ getMore: 1n }, 'getMore.collection'],
    [{ aggregate: 'things', cursor: {} }, 'aggregate.pipeline'],
    [{ update: 'things', updates: [{ q: {} }] }, 'update.updates.u'],
    [{ update: 'things', updates: [{ u: {} }] }, 'update.updates.q'],
    [{ delete: 'things', deletes: [{ q: {} }] }, 'delete.deletes.limit'],
    [{ createIndexes: 'things', indexes: null }, 'createIndexes.indexes'],
    [{ killCursors: 'things' }, 'killCursors.cursors'],
  ])('is refused by name: %j', async (command, path) => {
    expect(await answer(command)).toEqual({
      code: 40414,
      message: `BSON field '${path}' is missing but a required field`,
    });
  });

  it('is refused inside a bulkWrite too', async () => {
    expect((await bulk({ insert: 0 })).message).toContain("'bulkWrite.ops.document' is missing");
    expect((await bulk({ update: 0, filter: {} })).message).toContain("'bulkWrite.ops.updateMods' is missing");
    expect((await bulk({ delete: 0 })).message).toContain("'bulkWrite.ops.filter' is missing");
  });
});

describe('a field of the wrong type', () => {
  it.each([
    [
      { find: 'things', limit: 'x' },
      "BSON field 'FindCommandRequest.limit' is the wrong type 'string', expected types '[decimal, int, double, long]'",
    ],
    [
      { find: 'things', skip: true },
      "BSON field 'FindCommandRequest.skip' is the wrong type 'bool', expected types '[decimal, int, double, long]'",
    ],
    [{ find: 'things', filter: 5 }, 'Expected field filterto be of type object'],
    [{ find: 'things', singleBatch: 1 }, "Field 'singleBatch' should be a boolean value, but found: int"],
    [{ find: 'things', let: 5 }, "BSON field 'FindCommandRequest.let' is the wrong type 'int', expected type 'object'"],
    [
      { update: 'things', updates: [{ q: {}, u: {}, multi: 1 }] },
      "BSON field 'update.updates.multi' is the wrong type 'int', expected type 'bool'",
    ],
    [
      { findAndModify: 'things', update: {}, upsert: 'x' },
      "BSON field 'findAndModify.upsert' is the wrong type 'string', expected types '[int, decimal, long, bool, double]'",
    ],
    [
      { insert: 'things', documents: [{}], ordered: 1 },
      "BSON field 'insert.ordered' is the wrong type 'int', expected type 'bool'",
    ],
    [
      { aggregate: 'things', pipeline: 5, cursor: {} },
      "BSON field 'aggregate.pipeline' is the wrong type 'int', expected type 'array'",
    ],
    [{ distinct: 'things', key: 1 }, "BSON field 'distinct.key' is the wrong type 'int', expected type 'string'"],
  ])('is refused in the words of MongoDB: %j', async (command, message) => {
    expect(await answer(command)).toEqual({ code: 14, message });
  });

  it('has codes of its own for hints, updates, enumerations and counts', async () => {
    expect(await answer({ find: 'things', hint: 5 })).toEqual({
      code: 9,
      message: 'Hint must be a string or an object',
    });
    expect(await answer({ update: 'things', updates: [{ q: {}, u: 5 }] })).toEqual({
      code: 9,
      message: 'Update argument must be either an object or an array',
    });
    expect(await answer({ create: 'others', validationLevel: 'x' })).toEqual({
      code: 2,
      message: "Enumeration value 'x' for field 'create.validationLevel' is not a valid value.",
    });
    expect(await answer({ find: 'things', limit: -1 })).toEqual({
      code: 51024,
      message: "BSON field 'limit' value must be >= 0, actual value '-1'",
    });
  });

  it('is no error where MongoDB asks for no type: a limit of a delete', async () => {
    expect(await answer({ delete: 'things', deletes: [{ q: {}, limit: 'x' }] })).toEqual({
      code: undefined,
      message: '',
    });
  });
});

describe('maxTimeMS', () => {
  it.each([
    [
      'x',
      14,
      "BSON field 'FindCommandRequest.maxTimeMS' is the wrong type 'string', expected types '[decimal, int, double, long]'",
    ],
    [-1, 2, "BSON field 'maxTimeMS' value must be >= 0, actual value '-1'"],
    [2 ** 31, 2, "BSON field 'maxTimeMS' value must be <= 2147483647, actual value '2147483648'"],
    [new Double(1.5), 9, 'Expected an integer: maxTimeMS: 1.5'],
    [new Double(-1.5), 9, 'Expected an integer: maxTimeMS: -1.5'],
    [new Decimal128('1.5'), 9, 'Cannot represent as a 64-bit integer: maxTimeMS: 1.5'],
  ])('of %p is refused', async (maxTimeMS, code, message) => {
    expect(await answer({ find: 'things', maxTimeMS })).toEqual({ code, message });
  });

  it('of null, of nothing and of a whole double is taken', async () => {
    for (const maxTimeMS of [null, 0, new Double(5000)])
      expect((await answer({ find: 'things', maxTimeMS })).code).toBeUndefined();
  });
});

describe('a field MongoDB takes and this engine cannot honour', () => {
  it('is refused by name when it would change the answer', async () => {
    for (const command of [
      { find: 'things', $_resumeAfter: { a: 1 } },
      { aggregate: 'things', pipeline: [], cursor: {}, exchange: { a: 1 } },
      { update: 'things', updates: [{ q: {}, u: [], upsertSupplied: true }] },
      { collMod: 'things', viewOn: 'others' },
      { create: 'others', encryptedFields: { a: 1 } },
    ])
      expect((await answer(command)).code).toBe(115);
    expect((await answer({ find: 'things', awaitData: true })).code).toBe(9);
    expect((await answer({ create: 'others', expireAfterSeconds: 1 })).code).toBe(72);
  });

  it('is taken when it says nothing', async () => {
    expect(
      (await answer({ find: 'things', $_resumeAfter: {}, mirrored: true, awaitData: false })).code,
    ).toBeUndefined();
  });
});

describe('a number that cannot be meant', () => {
  it.each([
    [{ find: 'things', lsid: { id: new UUID() }, txnNumber: 1.5 }, 14],
    [{ find: 'things', lsid: { id: new UUID() }, txnNumber: NaN }, 14],
    [{ insert: 'things', documents: [{}], lsid: { id: new UUID() }, txnNumber: Long.fromNumber(-1) }, 72],
    [{ dbStats: 1, scale: NaN }, 51024],
    [{ collStats: 'things', scale: 0 }, 51024],
    [{ aggregate: 'things', pipeline: [{ $collStats: { storageStats: { scale: NaN } } }], cursor: {} }, 51024],
  ])('is refused: %j', async (command, code) => {
    expect((await answer(command)).code).toBe(code);
  });
});

describe('a collectionUUID', () => {
  it('must be that of the collection', async () => {
    const [things] = await client.db('checked').listCollections({ name: 'things' }).toArray();
    const { uuid } = (things as unknown as { info: { uuid: UUID } }).info;
    expect((await answer({ find: 'things', collectionUUID: uuid })).code).toBeUndefined();
    const error = await client
      .db('checked')
      .command({ find: 'others', collectionUUID: uuid })
      .catch((refused: MongoServerError) => refused.errorResponse);
    expect(error).toMatchObject({
      code: 361,
      codeName: 'CollectionUUIDMismatch',
      db: 'checked',
      expectedCollection: 'others',
      actualCollection: 'things',
    });
  });
});

describe('ignoreUnknownIndexOptions', () => {
  it('drops what would be refused', async () => {
    const indexes = [{ key: { a: 1 }, name: 'a_1', foo: 1 }];
    expect((await answer({ createIndexes: 'indexed', indexes })).code).toBe(197);
    expect((await answer({ createIndexes: 'indexed', indexes, ignoreUnknownIndexOptions: true })).code).toBeUndefined();
  });
});
