import { pino } from 'pino';
import { type Clock, ownerId } from '@relance/kernel';
import { type ConnectionLoss, type OutageRecords, type Session } from '@relance/whatsapp-session-domain';
import { REAL_TIMES } from '../session-times.ts';
import { OutageDetector } from './outage-detector.ts';

const FLEET = 1_000;
const OPENED = new Date('2026-01-01T00:00:00Z');
const LOST = new Date('2026-01-01T01:00:00Z');
const clock: Clock = { now: () => LOST };
const sessionOf = (n: number) =>
  ({ ownerId: ownerId(`owner-${n}`), generation: 1, lastConnectedAt: OPENED }) as Session;

/** Records that count what they are asked. `others`: sessions that stay open. */
function recordsWith(others: number) {
  const losses: ConnectionLoss[] = [];
  const asked = { noteLosses: 0, openSince: 0, lostWithin: 0 };
  let since: Date | null = null;
  const records: OutageRecords = {
    noteLosses: async (added) => {
      asked.noteLosses += 1;
      losses.push(
        ...added.map(({ ownerId: owner, cause, openedAt }) => ({ ownerId: owner, cause, openedAt, at: LOST })),
      );
      return [...losses];
    },
    openSince: async (times) => {
      asked.openSince += 1;
      return times.map(() => others);
    },
    lostWithin: async () => {
      asked.lostWithin += 1;
      return losses.map(({ ownerId: owner }) => owner);
    },
    struckSince: async () => [],
    openOutage: async (begun) => {
      since = begun;
      return true;
    },
    extendOutage: async () => since,
    outageSince: async () => since,
    extendWhileDown: async () => since,
    recovered: async () => undefined,
  };
  return { detector: new OutageDetector(records, REAL_TIMES, clock, pino({ level: 'silent' })), asked };
}

describe('a thousand connections that are lost in one moment', () => {
  it('are measured together: one of them begins the outage of all', async () => {
    const { detector, asked } = recordsWith(0);
    const findings = await Promise.all(
      Array.from({ length: FLEET }, (_, n) => detector.lost(sessionOf(n), 'transient')),
    );
    const begun = findings.flatMap(({ outage }) => outage ?? []);
    expect(begun.map(({ owners }) => owners.length)).toEqual([FLEET]);
    expect(findings.every(({ isSuspected }) => isSuspected)).toBe(true);
    expect(asked).toEqual({ noteLosses: 1, openSince: 1, lostWithin: 0 });
  });

  it('are no outage while more than as many stay open, and ask for it no more often', async () => {
    const { detector, asked } = recordsWith(FLEET + 1);
    const findings = await Promise.all(
      Array.from({ length: FLEET }, (_, n) => detector.lost(sessionOf(n), 'transient')),
    );
    expect(findings.every(({ outage, isSuspected }) => outage === null && isSuspected)).toBe(true);
    expect(asked).toEqual({ noteLosses: 1, openSince: 2, lostWithin: 0 });
    await Promise.all(Array.from({ length: FLEET }, () => detector.isSuspected()));
    expect(asked.lostWithin).toBe(1);
  });
});
