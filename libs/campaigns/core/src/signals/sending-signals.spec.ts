import { ownerId } from '@relance/kernel';
import { SendingSignals } from './sending-signals.ts';
import { vi } from 'vitest';

const owner = ownerId('owner-held');

/** A change that ends when it is told to. */
function aChange() {
  let end = (_error?: Error): void => undefined;
  const stored = new Promise<string>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve('stored'));
  });
  return { work: () => stored, end };
}

describe('a change that stops an owner’s messages', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('holds the sender of this owner until the last of several is over, however they end', async () => {
    const signals = new SendingSignals();
    const [first, second] = [aChange(), aChange()];
    const answers = [signals.whileHeld(owner, first.work), signals.whileHeld(owner, second.work)];
    let isReleased = false;
    const waiting = signals.released(owner).then(() => (isReleased = true));
    await signals.released(ownerId('owner-other'));
    first.end();
    await expect(answers[0]).resolves.toBe('stored');
    expect(isReleased).toBe(false);
    second.end(new Error('refused'));
    await expect(answers[1]).rejects.toThrow('refused');
    await waiting;
    await signals.released(owner);
  });

  it('holds it for two seconds at most', async () => {
    const signals = new SendingSignals();
    void signals.whileHeld(owner, () => new Promise(() => undefined));
    let isReleased = false;
    void signals.released(owner).then(() => (isReleased = true));
    await vi.advanceTimersByTimeAsync(1_900);
    expect(isReleased).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(isReleased).toBe(true);
  });
});
