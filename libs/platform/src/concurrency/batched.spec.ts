import { Batched } from './batched.ts';

function doubling(max = 10) {
  const calls: (readonly number[])[] = [];
  const batched = new Batched<number, number>(
    async (questions) => {
      calls.push(questions);
      if (questions.includes(13)) throw new Error('nobody is answered');
      return questions.map((question) => (question < 0 ? Promise.reject(new Error('this one only')) : question * 2));
    },
    { max },
  );
  return { batched, calls };
}

describe('questions of one turn of the event loop', () => {
  it('share a call, and each has its own answer', async () => {
    const { batched, calls } = doubling();
    const later = Promise.resolve().then(() => batched.ask(3));
    expect(await Promise.all([batched.ask(1), batched.ask(2), later])).toEqual([2, 4, 6]);
    expect(calls).toEqual([[1, 2, 3]]);
    expect(await batched.ask(1)).toBe(2);
    expect(calls).toHaveLength(2);
  });

  it('do not wait for the end of the turn when one is asked soon', async () => {
    const { batched, calls } = doubling();
    let isTurnOver = false;
    setImmediate(() => (isTurnOver = true));
    const patient = batched.ask(1);
    expect(await Promise.all([batched.ask(2, { soon: true }), batched.ask(3, { soon: true })])).toEqual([4, 6]);
    expect(isTurnOver).toBe(false);
    expect(await patient).toBe(2);
    expect(calls).toEqual([[1, 2, 3]]);
  });

  it('are answered in groups when they are many', async () => {
    const { batched, calls } = doubling(2);
    expect(await Promise.all([1, 2, 3].map((question) => batched.ask(question)))).toEqual([2, 4, 6]);
    expect(calls).toEqual([[1, 2], [3]]);
  });

  it('wait for the call that runs, and go together then, where one call is made at a time', async () => {
    const calls: (readonly number[])[] = [];
    let end = (): void => undefined;
    const batched = new Batched<number, number>(
      async (questions) => {
        calls.push(questions);
        if (questions.includes(1)) await new Promise<void>((resolve) => (end = resolve));
        if (questions.includes(13)) throw new Error('nobody is answered');
        return questions;
      },
      { max: 3, oneAtATime: true },
    );
    const first = batched.ask(1);
    await new Promise(setImmediate);
    const others = [2, 3].map((question) => batched.ask(question));
    await new Promise(setImmediate);
    others.push(...[4, 13, 5].map((question) => batched.ask(question)));
    await new Promise(setImmediate);
    expect(calls).toEqual([[1]]);
    end();
    expect(await first).toBe(1);
    const ended = await Promise.allSettled(others);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
    expect(calls).toEqual([[1], [2, 3, 4], [13, 5]]);
    expect(await batched.ask(6)).toBe(6);
  });

  it('fail alone where one fails, and all where the call does', async () => {
    const { batched } = doubling();
    const [good, bad] = await Promise.allSettled([batched.ask(1), batched.ask(-1)]);
    expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected']);
    const all = await Promise.allSettled([batched.ask(1), batched.ask(13)]);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
