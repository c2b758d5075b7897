import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { pino } from 'pino';
import { Handlers } from './handlers.ts';
import { isDeadHere, thisProcess } from './holder.ts';

const silent = pino({ level: 'silent' });
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
