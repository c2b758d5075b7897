import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { pino } from 'pino';
import { Handlers } from './handlers.ts';
import { isDeadHere, thisProcess } from './holder.ts';
import { SerialQueues } from './serial-queues.ts';
import { Slots } from './slots.ts';

const silent = pino({ level: 'silent' });
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('queues by owner', () => {
  it('run one thing at a time for each owner, in order, and owners beside each other', async () => {
    const queues = new SerialQueues<string>();
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} begins`);
      await turn();
      order.push(`${name} ends`);
    };
    await Promise.all([queues.run('a', work('a1')), queues.run('a', work('a2')), queues.run('b', work('b1'))]);
    expect(order.filter((line) => line.startsWith('a'))).toEqual(['a1 begins', 'a1 ends', 'a2 begins', 'a2 ends']);
    expect(order.indexOf('b1 begins')).toBeLessThan(order.indexOf('a1 ends'));
  });

  it('go on after a failure, and tell it to who asked', async () => {
    const queues = new SerialQueues<string>();
    const failed = queues.run('a', async () => {
      throw new Error('no');
    });
    const next = queues.run('a', async () => 'yes');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
    await queues.idle();
  });
});

describe('slots', () => {
  it('let so many in at a time and pass a free one on, also after a failure', async () => {
    const slots = new Slots(2);
    let inside = 0;
    let most = 0;
    const visit = async (n: number) => {
      inside += 1;
      most = Math.max(most, inside);
      await turn();
      inside -= 1;
      if (n === 1) throw new Error('no');
    };
    const visits = await Promise.allSettled([0, 1, 2, 3, 4, 5].map((n) => slots.use(() => visit(n))));
    expect(visits.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(most).toBe(2);
  });
});

describe('handlers', () => {
  it('are all told, and one that fails disturbs nobody', async () => {
    const handlers = new Handlers<number>('test', silent);
    const heard: number[] = [];
    handlers.add(async () => {
      throw new Error('no');
    });
    const stop = handlers.add((value) => void heard.push(value));
    await handlers.tell(1);
    stop();
    await handlers.tell(2);
    expect(heard).toEqual([1]);
  });
});

describe('holders of leases', () => {
  it('are alive while their process is', () => {
    expect(isDeadHere(thisProcess())).toBe(false);
    expect(thisProcess()).not.toBe(thisProcess());
  });

  it('are dead when their process has ended, or its number belongs to another one now', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    const { pid } = child;
    await once(child, 'exit');
    const [host, boot, , began] = thisProcess().split('/');
    expect(isDeadHere([host, boot, pid, began, 'x'].join('/'))).toBe(true);
    expect(isDeadHere([host, boot, process.pid, '1', 'x'].join('/'))).toBe(true);
    expect(isDeadHere([host, 'an-earlier-boot', process.pid, began, 'x'].join('/'))).toBe(true);
  });

  it('of other hosts, or with names of another kind, are never called dead', () => {
    expect(isDeadHere(`not-${hostname()}/boot/1/1/x`)).toBe(false);
    expect(isDeadHere('something else')).toBe(false);
  });
});
