import { type SendingEngine } from '@relance/campaigns-core';
import { ownerId, type OwnerId } from '@relance/kernel';
import { vi } from 'vitest';
import { type SendStep } from '../claiming/send-due-target.ts';
import { SendScheduler } from './send-scheduler.ts';

const now = new Date('2026-03-02T10:00:00Z');
const [first, second] = [ownerId('owner-a'), ownerId('owner-b')];
const campaign = (owner: OwnerId) => ({
  id: `campaign-${owner}`,
  ownerId: owner,
  type: 'default',
  status: 'active',
  rev: 1,
  epoch: 1,
  statsRev: 1,
  counts: { enrolled: 1, active: 1, sending: 0, unknown: 0 },
});

/** A scheduler of two ready owners; a test says what a step comes to, what fails, and changes what is stored. */
function aScheduler(
  step: SendStep | (() => SendStep),
  fails: { readonly reaper?: true; readonly owner?: OwnerId } = {},
  tickMs = 3_600_000,
) {
  const runs: OwnerId[] = [];
  const afresh: OwnerId[] = [];
  const expected: (readonly [OwnerId, Date])[] = [];
  const stored = [campaign(first), campaign(second)];
  let signals = nothingAttached;
  const holds = new Map<OwnerId, Promise<void>>();
  const settings = new Map([first, second].map((owner) => [owner, { sendWindows: [], timeZone: 'UTC' }]));
  const parts = [
    { activeOf: async () => stored.map((one) => ({ ...one })) },
    { readMany: async () => settings },
    { recallDeferred: async () => 0 },
    {
      noteRules: async (owner: OwnerId) => {
        if (owner === fails.owner) throw new Error('this owner only');
        return false;
      },
    },
    { completeIfDrained: async () => undefined },
    { senders: () => [first, second].map((owner) => ({ ownerId: owner, availability: 'ready' })) },
    { now: () => now },
    { roles: { worker: true } },
    { tickMs },
    { error: () => undefined },
    { realDelayMs: (until: Date) => Math.max(0, until.getTime() - now.getTime()) },
    {
      doubt: (owner: OwnerId) => void afresh.push(owner),
      expect: (owner: OwnerId, at: Date) => void expected.push([owner, at]),
    },
    {
      run: async (owner: OwnerId) => {
        runs.push(owner);
        return typeof step === 'function' ? step() : step;
      },
    },
    { run: (_owner: OwnerId, work: () => Promise<SendStep>) => work() },
    {},
    {
      run: async () => {
        if (fails.reaper) throw new Error('the reaper only');
      },
    },
    { attach: (engine: SendingEngine) => (signals = engine), released: (owner: OwnerId) => holds.get(owner) },
    { on: () => undefined },
  ];
  const scheduler = new SendScheduler(...(parts as unknown as ConstructorParameters<typeof SendScheduler>));
  return { scheduler, runs, afresh, expected, stored, holds, signals: () => signals };
}

const nothingAttached: SendingEngine = {
  wake: () => undefined,
  due: () => undefined,
  storeWaiting: () => Promise.resolve(),
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a poll', () => {
  const rest: SendStep = { kind: 'rest', until: null };

  it('looks at every owner though the reaper fails', async () => {
    const { scheduler, runs } = aScheduler(rest, { reaper: true });
    scheduler.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(1000);
    expect([...runs].sort()).toEqual([first, second]);
  });

  it('looks at the other owners though one fails', async () => {
    const { scheduler, runs } = aScheduler(rest, { owner: first });
    scheduler.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs).toEqual([second]);
  });
});

describe('a sender whose rest ends in the past', () => {
  it('is asked a few times and then left to the next poll', async () => {
    const { scheduler, runs } = aScheduler({ kind: 'rest', until: new Date(now.getTime() - 1) });
    scheduler.wake(first);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(runs).toHaveLength(5);
  });
});

describe('a sender that a change is about to stop', () => {
  it('begins no message before the change is stored, and others do', async () => {
    const { scheduler, runs, holds } = aScheduler({ kind: 'rest', until: null });
    let release = (): void => undefined;
    holds.set(first, new Promise<void>((resolve) => (release = resolve)));
    scheduler.wake(first);
    scheduler.wake(second);
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs).toEqual([second]);
    release();
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs).toEqual([second, first]);
  });
});

describe('a sender that has nothing to do', () => {
  const idle: SendStep = { kind: 'rest', until: null, isIdle: true };
  const anIdleOne = async () => {
    const made = aScheduler(idle, {}, 1000);
    made.scheduler.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(60_500);
    return made;
  };

  it('is looked at once in many polls, and again after some minutes', async () => {
    const { runs } = await anIdleOne();
    expect(runs).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(6 * 60_000);
    expect([...runs].sort()).toEqual([first, first, second, second]);
  });

  it('is looked at when a target of it has moved, or the campaign itself', async () => {
    const { runs, stored } = await anIdleOne();
    for (const [field, value] of [['statsRev', 2] as const, ['rev', 2] as const, ['epoch', 2] as const]) {
      runs.length = 0;
      Object.assign(stored[0] ?? {}, { [field]: value });
      await vi.advanceTimersByTimeAsync(3000);
      expect(runs).toEqual([first]);
    }
  });

  it('is looked at when a result brings it work, at its time', async () => {
    const { runs, signals } = await anIdleOne();
    runs.length = 0;
    signals().due(first, new Date(now.getTime() + 5000));
    await vi.advanceTimersByTimeAsync(4000);
    expect(runs).toEqual([]);
    await vi.advanceTimersByTimeAsync(1500);
    expect(runs).toEqual([first]);
  });

  it.each([null, new Date(now.getTime() + 3_600_000)])(
    'is looked at in time when a result came while it was at work and rested until %p',
    async (until) => {
      const made = aScheduler(() => {
        // Of a message that left in this step; what the sender read of its targets is older.
        if (made.runs.length === 1) made.signals().due(first, new Date(now.getTime() + 5000));
        return { kind: 'rest', until, isIdle: true };
      });
      made.scheduler.onApplicationBootstrap();
      made.scheduler.wake(first);
      await vi.advanceTimersByTimeAsync(4000);
      const before = made.runs.filter((owner) => owner === first).length;
      await vi.advanceTimersByTimeAsync(1500);
      expect(made.runs.filter((owner) => owner === first)).toHaveLength(before + 1);
    },
  );

  it('is looked at in every poll while it is not known what it waits for', async () => {
    const { scheduler, runs } = aScheduler({ kind: 'rest', until: null }, {}, 1000);
    scheduler.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(10_500);
    expect(runs.length).toBeGreaterThanOrEqual(18);
  });
});

describe('a result that brings work', () => {
  it('brings a rest forward, and never puts it off', async () => {
    const until = new Date(now.getTime() + 60_000);
    const { scheduler, runs, signals } = aScheduler({ kind: 'rest', until, isIdle: true }, {}, 1000);
    scheduler.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(2000);
    runs.length = 0;
    signals().due(first, new Date(now.getTime() + 3_600_000));
    signals().due(second, now);
    await vi.advanceTimersByTimeAsync(2000);
    expect(runs).toEqual([second]);
    await vi.advanceTimersByTimeAsync(62_000);
    expect(runs).toContain(first);
  });
});

describe('targets that were looked up ahead', () => {
  it('are asked for anew after a change of a campaign and after a wake, also while the sender is at work', async () => {
    const made = aScheduler(
      () => {
        if (made.runs.length === 1) made.signals().wake(first);
        return { kind: 'rest', until: new Date(now.getTime() + 3_600_000), isIdle: true };
      },
      {},
      1000,
    );
    made.scheduler.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(500);
    expect(made.afresh).toContain(first);
    made.afresh.length = 0;
    Object.assign(made.stored[1] ?? {}, { rev: 2 });
    await vi.advanceTimersByTimeAsync(2000);
    expect(made.afresh).toEqual([second]);
  });

  it('are completed by what a result brings, also while the sender is at work', async () => {
    const at = new Date(now.getTime() + 5000);
    const made = aScheduler(() => {
      if (made.runs.length === 1) made.signals().due(first, at);
      return { kind: 'rest', until: null, isIdle: true };
    });
    made.scheduler.onApplicationBootstrap();
    made.scheduler.wake(first);
    await vi.advanceTimersByTimeAsync(100);
    expect(made.expected).toEqual([[first, at]]);
  });
});
