import { vi } from 'vitest';
import { OptOutBarrier } from './opt-out-barrier.ts';

describe('10.2.6 the barrier between an opt-out and a message on its way', () => {
  it('lets nothing out from the moment the opt-out is read', async () => {
    const barrier = new OptOutBarrier();
    await barrier.block(['+1']);
    const send = vi.fn(async () => 'sent');
    expect(await barrier.send(['+2', '+1'], send)).toBeNull();
    expect(send).not.toHaveBeenCalled();
    expect(await barrier.send(['+2'], send)).toBe('sent');
  });

  it('is passed by the opt-out when what was handed over is out', async () => {
    const barrier = new OptOutBarrier();
    const log: string[] = [];
    let leave = (): void => undefined;
    const sending = barrier.send(['+1'], () => new Promise<void>((done) => (leave = done)).then(() => log.push('out')));
    const stored = barrier.block(['+1']).then(() => log.push('stored'));
    leave();
    await Promise.all([sending, stored]);
    expect(log).toEqual(['out', 'stored']);
  });
});
