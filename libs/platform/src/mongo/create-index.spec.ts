import { MongoNetworkError, MongoServerError } from 'mongodb';
import { createIndex } from './create-index.ts';

const index = [{ phone: 1 }, { name: 'phone' }] as const;
const quick = { askAgainMs: 1, giveUpMs: 200 };

/** A collection whose database fails so often before it answers. */
function aCollection(failures: number, error: Error) {
  const asked: unknown[] = [];
  return {
    asked,
    createIndex: async (...question: unknown[]) => {
      asked.push(question);
      if (asked.length <= failures) throw error;
    },
  };
}

describe('an index', () => {
  it('is asked for again while the database that builds it does not answer; the first loss is told', async () => {
    const collection = aCollection(3, new MongoNetworkError('timed out'));
    let told = 0;
    await createIndex(collection, index, () => (told += 1), quick);
    expect(collection.asked).toEqual(
      Array.from({ length: 4 }, () => [{ phone: 1 }, { name: 'phone', socketTimeoutMS: 0 }]),
    );
    expect(told).toBe(1);
  });

  it('is not asked for for ever', async () => {
    const collection = aCollection(Infinity, new MongoNetworkError('timed out'));
    await expect(createIndex(collection, index, () => undefined, quick)).rejects.toThrow('timed out');
  });

  it('that the database refuses is not asked for again', async () => {
    const collection = aCollection(1, new MongoServerError({ message: 'duplicate', code: 11000 }));
    await expect(createIndex(collection, index, () => undefined, quick)).rejects.toThrow('duplicate');
    expect(collection.asked).toHaveLength(1);
  });
});
