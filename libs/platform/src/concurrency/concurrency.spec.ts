import { AsyncLocalStorage } from 'node:async_hooks';
import { KeyedQueue, QueueFullError } from './keyed-queue.ts';
import { ReadWriteLock } from './read-write-lock.ts';
import { Semaphore } from './semaphore.ts';

/** Work that runs until it is told to end, and says when it began. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, work: () => opened };
}

/** Lets everything that is ready run. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('KeyedQueue', () => {
  it('runs the work of one key in order and of other keys beside it', async () => {
    const queue = new KeyedQueue<string>();
    const log: string[] = [];
    const first = gate();
    const runs = [
      queue.run('a', () => first.work().then(() => void log.push('a1'))),
      queue.run('a', async () => void log.push('a2')),
      queue.run('b', async () => void log.push('b1')),
    ];
    await turn();
    expect(log).toEqual(['b1']);
    expect(queue.isBusy('a')).toBe(true);
    expect(queue.waiting('a')).toBe(1);
    first.open();
    await Promise.all(runs);
    expect(log).toEqual(['b1', 'a1', 'a2']);
    expect(queue.size).toBe(0);
  });

  it('goes on after work that failed, and the failure reaches only its caller', async () => {
    const queue = new KeyedQueue<string>();
    const failed = queue.run('a', () => Promise.reject(new Error('no')));
    const next = queue.run('a', async () => 2);
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe(2);
  });

  it('refuses work beyond its bound', async () => {
    const queue = new KeyedQueue<string>({ maxWaiting: 1 });
    const first = gate();
    const runs = [queue.run('a', first.work), queue.run('a', async () => undefined)];
    await expect(queue.run('a', async () => undefined)).rejects.toThrow(QueueFullError);
    await expect(queue.run('b', async () => 'other keys are not full')).resolves.toContain('other');
    first.open();
    await Promise.all(runs);
  });

  it('takes aborted work out while it waits, and does not start it', async () => {
    const queue = new KeyedQueue<string>();
    const first = gate();
    const running = queue.run('a', first.work);
    const ending = new AbortController();
    let isStarted = false;
    const waiting = queue.run('a', async () => void (isStarted = true), { signal: ending.signal });
    ending.abort(new Error('stopping'));
    await expect(waiting).rejects.toThrow('stopping');
    first.open();
    await running;
    await queue.idle();
    expect(isStarted).toBe(false);
    expect(queue.size).toBe(0);
  });

  it('runs work in the context of its caller, not of the work before it', async () => {
    const requests = new AsyncLocalStorage<string>();
    const queue = new KeyedQueue<string>();
    const semaphore = new Semaphore(1);
    const seen = async () => (await turn(), requests.getStore());
    const of = (request: string) => requests.run(request, () => [queue.run('a', seen), semaphore.use(seen)]);
    expect(await Promise.all([...of('first'), ...of('second'), ...of('third')])).toEqual(
      ['first', 'second', 'third'].flatMap((request) => [request, request]),
    );
  });

  it('is idle when nothing runs or waits, also when work asks for more', async () => {
    const queue = new KeyedQueue<string>();
    const log: string[] = [];
    void queue.run('a', async () => {
      void queue.run('b', async () => void log.push('b'));
    });
    await queue.idle();
    expect(log).toEqual(['b']);
  });
});

describe('Semaphore', () => {
  it('lets only so many run, in order, and refuses beyond its bound', async () => {
    const semaphore = new Semaphore(2, 1);
    const gates = [gate(), gate()];
    const runs = gates.map(({ work }) => semaphore.use(work));
    const third = semaphore.use(async () => 3);
    await expect(semaphore.use(async () => 4)).rejects.toThrow(QueueFullError);
    expect(semaphore.running).toBe(2);
    gates[0]?.open();
    await expect(third).resolves.toBe(3);
    gates[1]?.open();
    await Promise.all(runs);
  });

  it('runs work without a permit when none comes free in time; what fails with one is not done again', async () => {
    const semaphore = new Semaphore(1);
    const first = gate();
    const log: string[] = [];
    const runs = [semaphore.useWithin(10, first.work), semaphore.useWithin(10, async () => void log.push('second'))];
    await runs[1];
    expect(log).toEqual(['second']);
    first.open();
    await runs[0];
    const fails = async () => (log.push('failing'), Promise.reject(new Error('no')));
    await expect(semaphore.useWithin(10, fails)).rejects.toThrow('no');
    expect(log).toEqual(['second', 'failing']);
  });
});

describe('ReadWriteLock', () => {
  it('lets readers run together and a writer alone, before readers that came later', async () => {
    const lock = new ReadWriteLock();
    const log: string[] = [];
    const [one, two] = [gate(), gate()];
    const readers = [one, two].map(({ work }, index) => lock.read(() => work().then(() => void log.push(`r${index}`))));
    const writer = lock.write(async () => void log.push('w'));
    const late = lock.read(async () => void log.push('late'));
    await turn();
    expect(log).toEqual([]);
    two.open();
    await turn();
    one.open();
    await Promise.all([...readers, writer, late]);
    expect(log).toEqual(['r1', 'r0', 'w', 'late']);
  });

  it('is free again after work that failed', async () => {
    const lock = new ReadWriteLock();
    await expect(lock.write(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(lock.read(async () => 1)).resolves.toBe(1);
  });
});
