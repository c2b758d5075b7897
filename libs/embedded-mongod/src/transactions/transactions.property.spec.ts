import fc from 'fast-check';
import { type Collection, type MongoClient, type MongoServerError } from 'mongodb';
import { startTestServer, type TestServer, type Thing } from '../testing/test-server.ts';

let server: TestServer;
let client: MongoClient;
let accounts: Collection<Thing>;

const ACCOUNTS = 4;

beforeAll(async () => {
  server = await startTestServer();
  client = await server.connect();
  accounts = client.db('bank').collection('accounts');
});
afterAll(() => server.stop());

type Transfer = { readonly from: number; readonly to: number; readonly amount: number; readonly commits: boolean };

const transfer = fc.record({
  from: fc.integer({ min: 0, max: ACCOUNTS - 1 }),
  to: fc.integer({ min: 0, max: ACCOUNTS - 1 }),
  amount: fc.integer({ min: 1, max: 9 }),
  commits: fc.boolean(),
});

/** Reads both accounts, then writes what it computed from them; gives whether it was committed. */
const run = async ({ from, to, amount, commits }: Transfer): Promise<boolean> => {
  const session = client.startSession();
  session.startTransaction();
  try {
    const [source, target] = [
      await accounts.findOne({ _id: from }, { session }),
      await accounts.findOne({ _id: to }, { session }),
    ];
    if (from !== to) {
      await accounts.updateOne({ _id: from }, { $set: { sum: source?.['sum'] - amount } }, { session });
      await accounts.updateOne({ _id: to }, { $set: { sum: target?.['sum'] + amount } }, { session });
    }
    if (!commits) {
      await session.abortTransaction();
      return false;
    }
    await session.commitTransaction();
    return true;
  } catch (error) {
    expect((error as MongoServerError).hasErrorLabel('TransientTransactionError')).toBe(true);
    expect((error as MongoServerError).code).toBe(112);
    return false;
  } finally {
    await session.endSession();
  }
};

describe('random transactions at once', () => {
  it('are carried out one after the other or refused: what was committed adds up', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(transfer, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 3 }),
        async (sessions) => {
          await accounts.deleteMany({});
          await accounts.insertMany(Array.from({ length: ACCOUNTS }, (_, _id) => ({ _id, sum: 100 })));
          const expected = Array.from({ length: ACCOUNTS }, () => 100);
          await Promise.all(
            sessions.map(async (transfers) => {
              for (const one of transfers) {
                if (!(await run(one)) || one.from === one.to) continue;
                expected[one.from] = (expected[one.from] as number) - one.amount;
                expected[one.to] = (expected[one.to] as number) + one.amount;
              }
            }),
          );
          const found = await accounts.find().sort({ _id: 1 }).toArray();
          expect(found.map(({ sum }) => sum)).toEqual(expected);
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);
});
