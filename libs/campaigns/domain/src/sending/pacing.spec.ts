import { seededRng, type Rng } from '@relance/kernel';
import {
  dailyCap,
  isFailingTooOften,
  pacingProfileData,
  positionAfterSend,
  type PacingPosition,
  type PacingProfile,
} from './pacing.ts';

const MINUTE = 60_000;
const level: Rng = { next: () => 0.5 };

/** Minutes between messages when every slot is used at once. */
function delays(profile: PacingProfile, count: number, rng: Rng = level): number[] {
  let position: PacingPosition | null = null;
  let now = new Date('2026-03-02T08:00:00Z');
  return Array.from({ length: count }, () => {
    position = positionAfterSend(profile, position, { now, day: '2026-03-02', rng });
    const delay = position.nextSlotAt.getTime() - now.getTime();
    now = position.nextSlotAt;
    return delay / MINUTE;
  });
}
const repeat = (value: number, times: number): number[] => Array.from({ length: times }, () => value);

describe('positionAfterSend', () => {
  it('paces the safe profile in five waves of ten with growing gaps and pauses', () => {
    expect(delays(pacingProfileData.safe, 52)).toEqual([
      ...repeat(3, 9),
      30,
      ...repeat(4, 9),
      60,
      ...repeat(5, 9),
      90,
      ...repeat(6, 9),
      120,
      ...repeat(7, 12),
    ]);
  });

  it('paces the fast profile with its own gaps and three pauses', () => {
    expect(delays(pacingProfileData.fast, 50)).toEqual([
      ...repeat(2.5, 9),
      5,
      ...repeat(3.5, 9),
      5,
      ...repeat(4, 9),
      15,
      ...repeat(2.5, 10),
      ...repeat(3, 10),
    ]);
  });

  it('jitters by at most half a minute either way, the same for the same seed', () => {
    const gaps = delays(
      { ...pacingProfileData.safe, waves: [{ size: 1000, gapMs: 3 * MINUTE, pauseAfterMs: null }] },
      500,
      seededRng('x'),
    );
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2.5);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(3.5);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeGreaterThan(0.8);
    expect(delays(pacingProfileData.safe, 20, seededRng('y'))).toEqual(
      delays(pacingProfileData.safe, 20, seededRng('y')),
    );
  });

  it('never goes below a second', () => {
    const profile = { waves: [{ size: 3, gapMs: 10, pauseAfterMs: null }], jitterMs: 30_000, floorMs: 1000 };
    expect(Math.min(...delays(profile, 200, seededRng(1)))).toBe(1 / 60);
  });

  it('begins anew on the next day', () => {
    const late: PacingPosition = { day: '2026-03-01', wave: 4, sentInWave: 9, nextSlotAt: new Date(0) };
    const now = new Date('2026-03-02T08:00:00Z');
    expect(positionAfterSend(pacingProfileData.safe, late, { now, day: '2026-03-02', rng: level })).toMatchObject({
      wave: 0,
      sentInWave: 1,
    });
  });
});

describe('dailyCap', () => {
  const settings = {
    maxMessagesPerDay: 80,
    warmUp: [20, 50, 100],
    linkedNumberSince: new Date('2026-03-01T00:00:00Z'),
  };

  it.each([
    ['in the first week', '2026-03-07T23:59:59Z', 20],
    ['in the second', '2026-03-08T00:00:00Z', 50],
    ['in the third the owner’s limit is lower', '2026-03-15T00:00:00Z', 80],
    ['and then for good', '2027-03-15T00:00:00Z', 80],
  ])('%s', (_name, now, cap) => {
    expect(dailyCap(settings, new Date(now))).toBe(cap);
  });

  it('takes a number of unknown age as new, and no warm-up as none', () => {
    expect(dailyCap({ ...settings, linkedNumberSince: null }, new Date())).toBe(20);
    expect(dailyCap({ ...settings, warmUp: [] }, new Date('2026-03-02T00:00:00Z'))).toBe(80);
  });
});

describe('isFailingTooOften', () => {
  const outcomes = (good: number, bad: number): boolean[] => [...repeat(0, good), ...repeat(1, bad)].map(Boolean);
  it.each([
    [18, 2, true],
    [19, 1, false],
    [9, 10, false],
    [45, 5, true],
    [46, 4, false],
  ])('%i good and %i bad: %s', (good, bad, expected) => {
    expect(isFailingTooOften(outcomes(good, bad))).toBe(expected);
  });
});
