import { ownerId } from '@relance/kernel';
import { SenderQueues } from './sender-queues.ts';
import { ReadWriteLock } from '../results/read-write-lock.ts';

/** A piece of work that ends when it is told to, and notes when it began and ended. */
function piece(name: string, log: string[]) {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (end = resolve));
  const work = async (): Promise<string> => {
    log.push(`${name} begins`);
    await done;
    log.push(`${name} ends`);
    return name;
  };
  return { work, end };
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('ReadWriteLock', () => {
  it('lets sharers run together and one alone wait for them, before those who come later', async () => {
    const [lock, log] = [new ReadWriteLock(), [] as string[]];
    const [a, b, alone, c] = [piece('a', log), piece('b', log), piece('alone', log), piece('c', log)];
    const all = [lock.read(a.work), lock.read(b.work), lock.write(alone.work), lock.read(c.work)];
    await turn();
    expect(log).toEqual(['a begins', 'b begins']);
    a.end();
    b.end();
    await turn();
    expect(log.slice(2)).toEqual(['a ends', 'b ends', 'alone begins']);
    alone.end();
    c.end();
    expect(await Promise.all(all)).toEqual(['a', 'b', 'alone', 'c']);
    expect(log.slice(-3)).toEqual(['alone ends', 'c begins', 'c ends']);
  });

  it('goes on after work that failed', async () => {
    const lock = new ReadWriteLock();
    await expect(lock.write(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await lock.read(() => Promise.resolve('yes'))).toBe('yes');
  });
});

describe('SenderQueues', () => {
  it('does one thing at a time for a sender, and different senders do not wait for each other', async () => {
    const [queues, log] = [new SenderQueues(), [] as string[]];
    const [first, second, other] = [piece('first', log), piece('second', log), piece('other', log)];
    const all = [
      queues.run(ownerId('a'), first.work),
      queues.run(ownerId('a'), second.work),
      queues.run(ownerId('b'), other.work),
    ];
    await turn();
    expect(log).toEqual(['first begins', 'other begins']);
    first.end();
    await turn();
    expect(log.slice(2)).toEqual(['first ends', 'second begins']);
    second.end();
    other.end();
    await Promise.all(all);
    await queues.idle();
    expect(queues.isBusy(ownerId('a'))).toBe(false);
  });

  it('goes on after work that failed', async () => {
    const queues = new SenderQueues();
    const failed = queues.run(ownerId('a'), () => Promise.reject(new Error('no')));
    const next = queues.run(ownerId('a'), () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
