import { type Document } from 'mongodb';
import { refusal, useServer } from './kit.ts';

const suite = useServer('conformance_explain');

const stages = async (command: Document): Promise<{ plan: Document; run: Document }> => {
  const explained = await suite.client
    .db('conformance_explain')
    .command({ explain: command, verbosity: 'executionStats' });
  return { plan: explained['queryPlanner'].winningPlan, run: explained['executionStats'].executionStages };
};

describe('explain', () => {
  it('shows EOF where there is no collection', async () => {
    const { plan, run } = await stages({ find: 'none', filter: { a: 1 } });
    expect(plan).toMatchObject({ stage: 'EOF', type: 'nonExistentNamespace' });
    expect(run['nReturned']).toBe(0);
    expect((await stages({ update: 'none', updates: [{ q: { a: 1 }, u: { $set: { b: 1 } } }] })).plan).toMatchObject({
      stage: 'UPDATE',
      inputStage: { stage: 'EOF' },
    });
  });

  it('finds many ids by their keys: each once, in the order of the index, whatever their types and order', async () => {
    const things = await suite.fill({ _id: 3 }, { _id: 'b' }, { _id: 1, a: 1 }, { _id: new Date(0) }, { _id: 'a' });
    const among = ['b', 3, new Date(0), 1, 'missing', 3, 'b', 1.5];
    const command = { find: 'things', filter: { _id: { $in: among } } };
    const found = await things.find({ _id: { $in: among } } as Document).toArray();
    expect(found.map(({ _id }) => _id as unknown)).toEqual([1, 3, 'b', new Date(0)]);
    const { plan, run } = await stages(command);
    expect(plan).toMatchObject({ stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: '_id_' } });
    expect(plan['inputStage'].indexBounds._id).toEqual(
      expect.arrayContaining(['[1, 1]', '[3, 3]', '["b", "b"]', '["missing", "missing"]']),
    );
    expect(run).toMatchObject({ nReturned: 4, docsExamined: 4 });
    expect(await things.find({ _id: { $in: [null, 1] } } as Document).toArray()).toEqual([{ _id: 1, a: 1 }]);
    expect(await things.find({ _id: { $in: among }, a: 1 } as Document).toArray()).toEqual([{ _id: 1, a: 1 }]);
  });

  it('counts what a write would do and does nothing', async () => {
    const things = await suite.fill({ _id: 1, a: 1 }, { _id: 2, a: 1, b: 1 }, { _id: 3, a: 2 });
    await things.createIndex({ a: 1 });
    const many = { update: 'things', updates: [{ q: { a: 1 }, u: { $set: { b: 1 } }, multi: true }] };
    expect((await stages(many)).run).toMatchObject({
      stage: 'UPDATE',
      nReturned: 0,
      nMatched: 2,
      nWouldModify: 1,
      nWouldUpsert: 0,
      inputStage: { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'a_1' } },
    });
    const one = { update: 'things', updates: [{ q: { a: 1 }, u: { $set: { c: 1 } } }] };
    expect((await stages(one)).run).toMatchObject({ nMatched: 1, nWouldModify: 1 });
    const upsert = { update: 'things', updates: [{ q: { a: 9 }, u: { $set: { c: 1 } }, upsert: true }] };
    expect((await stages(upsert)).run).toMatchObject({ nMatched: 0, nWouldUpsert: 1 });
    expect((await stages({ delete: 'things', deletes: [{ q: { a: 1 }, limit: 0 }] })).run).toMatchObject({
      stage: 'DELETE',
      nWouldDelete: 2,
    });
    expect(
      (await stages({ findAndModify: 'things', query: {}, sort: { b: -1 }, update: { $inc: { a: 1 } } })).run,
    ).toMatchObject({ stage: 'UPDATE', nReturned: 1, nMatched: 1, inputStage: { stage: 'SORT' } });
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, a: 1 },
      { _id: 2, a: 1, b: 1 },
      { _id: 3, a: 2 },
    ]);
  });

  it('counts, by the collection and by an index', async () => {
    const things = await suite.fill({ a: 1 }, { a: 1 }, { a: 2 });
    await things.createIndex({ a: 1 });
    expect((await stages({ count: 'things' })).run).toMatchObject({ stage: 'RECORD_STORE_FAST_COUNT', nCounted: 3 });
    expect((await stages({ count: 'things', query: { a: 1 } })).run).toMatchObject({
      stage: 'COUNT',
      nCounted: 2,
      inputStage: { stage: 'COUNT_SCAN' },
    });
  });

  it('refuses another verbosity and an update that is wrong', async () => {
    const things = await suite.fill({ a: 1 });
    expect((await refusal(things.find().explain('all' as never))).code).toBeGreaterThan(0);
    expect((await refusal(stages({ update: 'things', updates: [{ q: {}, u: { $no: 1 } }] }))).code).toBe(9);
  });
});

describe('createIndexes', () => {
  it('keeps the version asked for and says whether it made the collection', async () => {
    const db = suite.client.db('conformance_explain');
    const make = (v: number): Promise<Document> =>
      db.command({ createIndexes: 'made', indexes: [{ key: { a: 1 }, name: 'a_1', v }] });
    expect(await make(1)).toMatchObject({ createdCollectionAutomatically: true, numIndexesAfter: 2 });
    expect(await db.collection('made').indexes()).toMatchObject([{ v: 2 }, { v: 1, name: 'a_1' }]);
    expect(await db.command({ createIndexes: 'made', indexes: [{ key: { b: 1 }, name: 'b_1' }] })).toMatchObject({
      createdCollectionAutomatically: false,
    });
    expect(await make(2)).toMatchObject({ note: 'all indexes already exist' });
    expect((await refusal(make(0))).code).toBe(67);
  });
});
