import { vi } from 'vitest';
import { OptOutBarrier } from './opt-out-barrier.ts';

const isWanted = async (): Promise<boolean> => true;

describe('10.2.6 the barrier between an opt-out and a message on its way', () => {
  it('lets nothing out from the moment the opt-out is read', async () => {
    const barrier = new OptOutBarrier();
    await barrier.block(['+1']);
    const send = vi.fn(async () => 'sent');
    expect(await barrier.send(['+2', '+1'], { send, isWanted })).toBeNull();
    expect(send).not.toHaveBeenCalled();
    expect(await barrier.send(['+2'], { send, isWanted })).toBe('sent');
  });

  it('is passed by the opt-out when what may leave is out', async () => {
    const barrier = new OptOutBarrier();
    const log: string[] = [];
    let leave = (): void => undefined;
    const out = new Promise<void>((done) => (leave = done));
    const sending = barrier.send(['+1'], {
      send: async (mayLeave) => {
        expect(await mayLeave()).toBe(true);
        await out;
        log.push('out');
      },
      isWanted,
    });
    await Promise.resolve();
    const stored = barrier.block(['+1']).then(() => log.push('stored'));
    leave();
    await Promise.all([sending, stored]);
    expect(log).toEqual(['out', 'stored']);
  });

  it('holds what is still being prepared, however long it takes; the opt-out does not wait for it', async () => {
    const barrier = new OptOutBarrier();
    let prepared = (): void => undefined;
    const preparing = new Promise<void>((done) => (prepared = done));
    const send = (key: string) =>
      barrier.send([key], { send: async (mayLeave) => (await preparing, mayLeave()), isWanted });
    const sends = [send('+1'), send('+2')];
    await barrier.block(['+1']);
    prepared();
    expect(await Promise.all(sends)).toEqual([false, true]);
  });

  it.each([
    ['+1', true, [true]],
    ['+1', false, [false]],
    ['+2', false, []],
  ])('asks whether a message is still wanted during which %s was heard', async (from, stillWanted, asked) => {
    const barrier = new OptOutBarrier();
    const answers: boolean[] = [];
    const mayLeave = await barrier.send(['+1'], {
      send: async (ask) => (barrier.heard([from]), ask()),
      isWanted: async () => (answers.push(stillWanted), stillWanted),
    });
    expect(answers).toEqual(asked);
    expect(mayLeave).toBe(asked[0] ?? true);
  });
});
