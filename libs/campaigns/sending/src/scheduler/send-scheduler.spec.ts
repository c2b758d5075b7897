import { ownerId, type OwnerId } from '@relance/kernel';
import { jest } from '@jest/globals';
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
  counts: { enrolled: 1, active: 1, sending: 0, unknown: 0 },
});

/** A scheduler of two ready owners; a test says what a step comes to and what fails. */
function aScheduler(step: SendStep, fails: { readonly reaper?: true; readonly owner?: OwnerId } = {}) {
  const runs: OwnerId[] = [];
  const settings = new Map([first, second].map((owner) => [owner, { sendWindows: [], timeZone: 'UTC' }]));
  const parts = [
    { activeOf: async () => [campaign(first), campaign(second)] },
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
    { tickMs: 3_600_000 },
    { error: () => undefined },
    { realDelayMs: () => 0 },
    {
      run: async (owner: OwnerId) => {
        runs.push(owner);
        return step;
      },
    },
    { run: (_owner: OwnerId, work: () => Promise<SendStep>) => work() },
    {},
    {
      run: async () => {
        if (fails.reaper) throw new Error('the reaper only');
      },
    },
    { attach: () => undefined },
    { on: () => undefined },
  ];
  const scheduler = new SendScheduler(...(parts as unknown as ConstructorParameters<typeof SendScheduler>));
  return { scheduler, runs };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a poll', () => {
  const rest: SendStep = { kind: 'rest', until: null };

  it('looks at every owner though the reaper fails', async () => {
    const { scheduler, runs } = aScheduler(rest, { reaper: true });
    scheduler.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(1000);
    expect([...runs].sort()).toEqual([first, second]);
  });

  it('looks at the other owners though one fails', async () => {
    const { scheduler, runs } = aScheduler(rest, { owner: first });
    scheduler.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(1000);
    expect(runs).toEqual([second]);
  });
});

describe('a sender whose rest ends in the past', () => {
  it('is asked a few times and then left to the next poll', async () => {
    const { scheduler, runs } = aScheduler({ kind: 'rest', until: new Date(now.getTime() - 1) });
    scheduler.wake(first);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(runs).toHaveLength(5);
  });
});
