import { type SendingStore } from '@relance/campaigns-domain';
import { type Messenger } from '@relance/messaging';
import { type SendingPolicy } from '../shared/sending.policy.ts';
import { type DeliveryResultBuffer } from './delivery-result-buffer.ts';
import { type NextDayScheduler } from './next-day-scheduler.ts';
import { StaleLeaseReaper } from './stale-lease-reaper.ts';

const GRACE_MS = 600_000;
const start = new Date('2026-01-01T12:00:00Z').getTime();

/** The moments at which it was asked whose grace is over, of the moments (ms after the start) at which it looked. */
async function askedAt(looks: readonly number[], found: (at: number) => number = () => 0): Promise<number[]> {
  const asked: number[] = [];
  let at = 0;
  const store = {
    abandoned: async () => [],
    unknownSince: async () => {
      asked.push(at);
      return Array.from({ length: found(at) }, () => ({ status: 'completed' }));
    },
    apply: async () => ({ missedTargets: [], missedDeliveries: [] }),
  } as unknown as SendingStore;
  const reaper = new StaleLeaseReaper(
    store,
    { senders: () => [] } as unknown as Messenger,
    { now: () => new Date(start + at) },
    { leaseMs: 60_000, unknownGraceMs: GRACE_MS, unknownPolicy: 'hold' } as SendingPolicy,
    { of: async () => () => new Date(start) } as unknown as NextDayScheduler,
    {} as DeliveryResultBuffer,
  );
  for (at of looks) await reaper.run();
  return asked;
}

describe('messages whose grace may be over', () => {
  it('are asked about twenty times in a grace, however often it is looked', async () => {
    const everySecond = Array.from({ length: GRACE_MS / 1000 }, (_, second) => second * 1000);
    expect(await askedAt(everySecond)).toEqual(Array.from({ length: 20 }, (_, look) => look * 30_000));
  });

  it('are asked about at once while there may be more than one question finds, and by a clock that was set back', async () => {
    expect(await askedAt([0, 1000, 2000, 3000], (at) => (at < 2000 ? 200 : 3))).toEqual([0, 1000, 2000]);
    expect(await askedAt([50_000, 20_000, 21_000])).toEqual([50_000, 20_000]);
  });
});
