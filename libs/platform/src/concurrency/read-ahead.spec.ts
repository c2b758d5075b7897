import { readAhead } from './read-ahead.ts';

describe('reading ahead', () => {
  it('asks for one value more than was taken, and gives them in order', async () => {
    let made = 0;
    async function* numbers() {
      for (; made < 5;) yield (made += 1);
    }
    const taken: number[] = [];
    for await (const value of readAhead(numbers())) {
      taken.push(value);
      await Promise.resolve();
      expect(made - taken.length).toBeLessThanOrEqual(1);
    }
    expect(taken).toEqual([1, 2, 3, 4, 5]);
  });

  it('throws what the source throws behind the values before it', async () => {
    async function* broken() {
      yield 1;
      throw new Error('gone');
    }
    const taken: number[] = [];
    const read = async () => {
      for await (const value of readAhead(broken())) taken.push(value);
    };
    await expect(read()).rejects.toThrow('gone');
    expect(taken).toEqual([1]);
  });

  it('ends the source when the caller stops', async () => {
    let isEnded = false;
    async function* endless() {
      try {
        for (let value = 0; ; value += 1) yield value;
      } finally {
        isEnded = true;
      }
    }
    for await (const value of readAhead(endless())) if (value === 3) break;
    expect(isEnded).toBe(true);
  });
});
