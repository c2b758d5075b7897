import mongoose, { type Connection } from 'mongoose';
import { monitorCommands } from '../testing/command-monitor.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { isDuplicateKey } from './duplicate-key.ts';
import { type CommitPart, sharedCommitsOf } from './shared-commits.ts';
import { inTransaction } from './transactions.ts';
import { type Write, writeTo, writeTogether } from './write-together.ts';

type Row = { readonly _id: string; readonly n: number };

let database: TestDatabase;
let connection: Connection;
const commands: string[] = [];
beforeAll(async () => {
  database = await testDatabase();
  connection = await mongoose.createConnection(database.uri, { monitorCommands: true }).asPromise();
  monitorCommands(connection, ({ name }) => void commands.push(name));
  // Whether the server takes several collections in one command is asked once.
  await inTransaction(connection, (session) => writeTogether(connection, session, [raise('nobody')]));
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await database?.stop();
});
beforeEach(async () => {
  await rows().deleteMany({});
  await rows().insertMany(['a', 'b', 'c'].map((_id) => ({ _id, n: 0 })));
  commands.length = 0;
});

const rows = () => connection.collection<Row>('rows');
const raise = (_id: string): Write =>
  writeTo<Row>('rows', { updateOne: { filter: { _id }, update: { $inc: { n: 1 } } } });
const store = (part: CommitPart, options?: { readonly mayWait: boolean }) =>
  sharedCommitsOf(connection).store(part, options);
const stored = async () =>
  Object.fromEntries((await rows().find().toArray()).map(({ _id, n }): [string, number] => [_id, n]));

describe('parts that are ready at the same moment', () => {
  it('are stored by one command and one commit', async () => {
    const outcomes = await Promise.all(['a', 'b', 'c'].map((id) => store({ writes: [raise(id)], confirm: yes })));
    expect(outcomes).toEqual(['stored', 'stored', 'stored']);
    expect(commands).toEqual(['bulkWrite', 'commitTransaction']);
    expect(await stored()).toEqual({ a: 1, b: 1, c: 1 });
  });

  it('are gathered while a transaction is under way', async () => {
    const others: Promise<string>[] = [];
    const isFirstWritten = store({
      writes: [raise('a')],
      confirm: async () => {
        others.push(...['b', 'c'].map((id) => store({ writes: [raise(id)] })));
        return true;
      },
    });
    expect(await isFirstWritten).toBe('stored');
    expect(await Promise.all(others)).toEqual(['stored', 'stored']);
    expect(commands.filter((name) => name === 'commitTransaction')).toHaveLength(2);
  });

  it('do not wait for one that is answered late', async () => {
    let answer = (_: boolean): void => undefined;
    const late = store({ writes: [raise('a')], confirm: () => new Promise((resolve) => (answer = resolve)) });
    await turns(2);
    expect(await store({ writes: [raise('b')] })).toBe('stored');
    answer(true);
    expect(await late).toBe('stored');
  });

  it('go alone where one does not find what it expected, is not confirmed, or meets a key', async () => {
    let asked = 0;
    const confirm = async () => (asked += 1) > 0;
    const insert = writeTo<Row>('rows', { insertOne: { document: { _id: 'b', n: 9 } } });
    const outcomes = await Promise.allSettled([
      store({ writes: [raise('a')], confirm }),
      store({ writes: [raise('nobody')] }),
      store({ writes: [raise('b')], confirm: async () => false }),
      store({ writes: [insert] }),
      store({ writes: [raise('c'), writeTo<Row>('rows', { deleteOne: { filter: { _id: 'gone' } } })] }),
    ]);
    expect(
      outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : isDuplicateKey(outcome.reason))),
    ).toEqual(['stored', 'incomplete', 'not_confirmed', true, 'stored']);
    expect(await stored()).toEqual({ a: 1, b: 0, c: 1 });
    // What was true beside the first try is asked again beside the second.
    expect(asked).toBe(2);
  });

  it('go alone when another writer is in the way of one of them', async () => {
    const other = await connection.startSession();
    other.startTransaction();
    await rows().updateOne({ _id: 'a' }, { $set: { n: 10 } }, { session: other });
    const blocked = store({ writes: [raise('a')] });
    expect(await store({ writes: [raise('b')] })).toBe('stored');
    expect(await stored()).toMatchObject({ a: 0, b: 1 });
    await other.commitTransaction();
    await other.endSession();
    expect(await blocked).toBe('stored');
    expect(await stored()).toEqual({ a: 11, b: 1, c: 0 });
  });
});

describe('a part that may wait', () => {
  it('goes along with the next one', async () => {
    sharedCommitsOf(connection).lingerMs = 60_000;
    const outcomes = await Promise.all([
      store({ writes: [raise('a')] }, { mayWait: true }),
      store({ writes: [raise('b')] }),
    ]);
    expect(outcomes).toEqual(['stored', 'stored']);
    expect(commands).toEqual(['bulkWrite', 'commitTransaction']);
  });

  it('is stored when its time is over and nothing came', async () => {
    sharedCommitsOf(connection).lingerMs = 5;
    expect(await store({ writes: [raise('a')] }, { mayWait: true })).toBe('stored');
    expect(await stored()).toMatchObject({ a: 1 });
  });
});

const yes = async () => true;
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
