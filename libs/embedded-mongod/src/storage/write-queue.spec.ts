import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment } from './environment.ts';
import { PartialWriteError, WriteQueue, writesStand } from './write-queue.ts';

const key = (text: string): Buffer => Buffer.from(text);

describe('write queue: jobs that fail', () => {
  let folder: string;
  let env: Environment;
  let failures: unknown[];
  let queue: WriteQueue;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'write-queue-'));
    env = new Environment(folder);
    failures = [];
    queue = new WriteQueue(env, {
      begin: () => undefined,
      finish: () => undefined,
      done: () => undefined,
      isAnswer: (error) => (error as Error).message.startsWith('refused'),
      failed: (error) => failures.push(error),
    });
  });

  afterEach(async () => {
    await env.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const put = (name: string) => queue.run(() => env.put('docs', key(name), key(name)));

  it('a job that throws before it writes fails alone', async () => {
    const refused = queue.run(() => {
      throw new Error('refused');
    });
    const [first, second, third] = await Promise.allSettled([put('a'), refused, put('b')]);

    expect([first.status, second.status, third.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect([env.get('docs', key('a')), env.get('docs', key('b'))]).toEqual([key('a'), key('b')]);
    expect(failures).toEqual([]);
  });

  it('a refusal behind earlier writes of its command keeps them', async () => {
    const second = queue.run(() => {
      env.put('docs', key('first'), key('first'));
      throw new Error('refused: the second statement');
    });
    const [refused, other] = await Promise.allSettled([second, put('a')]);

    expect([refused.status, other.status]).toEqual(['rejected', 'fulfilled']);
    expect([env.get('docs', key('first')), env.get('docs', key('a'))]).toEqual([key('first'), key('a')]);
    expect(failures).toEqual([]);
  });

  it('a failure marked as complete keeps its writes', async () => {
    const closed = queue.run(() => {
      env.put('docs', key('whole'), key('whole'));
      throw writesStand(new Error('the connection ends'));
    });
    await expect(closed).rejects.toThrow('the connection ends');

    expect(env.get('docs', key('whole'))).toEqual(key('whole'));
    expect(failures).toEqual([]);
  });

  it('a job that throws after it wrote leaves nothing of the common commit behind', async () => {
    const half = queue.run(() => {
      env.put('docs', key('half'), key('half'));
      throw new Error('broke midway');
    });
    const outcomes = await Promise.allSettled([put('a'), half, put('b')]);

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(failures).toEqual([expect.any(PartialWriteError)]);
    expect(['a', 'half', 'b'].map((name) => env.get('docs', key(name)))).toEqual([undefined, undefined, undefined]);
  });
});
