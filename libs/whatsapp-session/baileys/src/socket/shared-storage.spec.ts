import asyncHooks, { AsyncLocalStorage, executionAsyncResource } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { withSharedStorage } from './shared-storage.ts';

type Storage = Pick<AsyncLocalStorage<unknown>, 'run' | 'getStore'>;
const made = (): Storage => withSharedStorage(() => new asyncHooks.AsyncLocalStorage<unknown>());
/** What each promise of the process carries: one mark for each storage that was ever used. */
const marksOfAPromise = async (): Promise<number> => {
  await pause(1);
  return Object.getOwnPropertySymbols(executionAsyncResource()).length;
};

describe('storages made together', () => {
  it('keep their values apart, over asynchronous work and nested in each other', async () => {
    const [one, other] = [made(), made()];
    const seen = await one.run('one', async () => {
      await pause(1);
      const both = await other.run('other', async () => {
        await pause(1);
        return [one.getStore(), other.getStore()];
      });
      return [...both, one.getStore(), other.getStore()];
    });
    expect(seen).toEqual(['one', 'other', 'one', undefined]);
    expect([one.getStore(), other.getStore()]).toEqual([undefined, undefined]);
    expect(one.run('again', (...given) => given, 1, 2)).toEqual([1, 2]);
  });

  it('cost the promises of the process no more than one', async () => {
    await made().run('first', () => pause(1));
    const before = await made().run('second', marksOfAPromise);
    const storages = Array.from({ length: 50 }, made);
    for (const storage of storages) await storage.run('used', () => pause(0));
    expect(await made().run('last', marksOfAPromise)).toBe(before);
  });

  it('leave what others construct as it is, also after a failure', () => {
    const fails = (): never => {
      throw new Error('no socket');
    };
    expect(() => withSharedStorage(fails)).toThrow('no socket');
    expect(asyncHooks.AsyncLocalStorage).toBe(AsyncLocalStorage);
    expect(new asyncHooks.AsyncLocalStorage()).toBeInstanceOf(AsyncLocalStorage);
  });
});
