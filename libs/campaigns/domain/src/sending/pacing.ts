import { type Rng } from '@relance/kernel';
import { type CalendarDay } from '../contact/contact.ts';
import { localDay } from './local-day.ts';
import { type PacingProfileName, type Settings } from '../settings/settings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = 7 * 24 * HOUR;

/** So many messages with this gap, then a pause (null: straight on). */
export type Wave = { readonly size: number; readonly gapMs: number; readonly pauseAfterMs: number | null };

/** How fast a sender may send. After the last wave its gap goes on until the owner's day ends. */
export type PacingProfile = { readonly waves: readonly Wave[]; readonly jitterMs: number; readonly floorMs: number };
export type PacingProfiles = Readonly<Record<PacingProfileName, PacingProfile>>;

const waves = (gapsInMinutes: readonly number[], pausesInMinutes: readonly (number | null)[]): readonly Wave[] =>
  gapsInMinutes.map((gap, index) => {
    const pause = pausesInMinutes[index] ?? null;
    return { size: 10, gapMs: gap * MINUTE, pauseAfterMs: pause === null ? null : pause * MINUTE };
  });

export const pacingProfileData: PacingProfiles = {
  safe: { waves: waves([3, 4, 5, 6, 7], [30, 60, 90, 120, null]), jitterMs: 30_000, floorMs: 1000 },
  fast: { waves: waves([2.5, 3.5, 4, 2.5, 3], [5, 5, 15, null, null]), jitterMs: 30_000, floorMs: 1000 },
  test: { waves: [{ size: 10, gapMs: 2000, pauseAfterMs: null }], jitterMs: 500, floorMs: 1000 },
};

/** Where a sender stands in its waves; begins anew on each local day of the owner. */
export type PacingPosition = {
  readonly day: CalendarDay;
  /** Index into the profile's waves. */
  readonly wave: number;
  readonly sentInWave: number;
  readonly nextSlotAt: Date;
};

/** The position after a message leaves at `now`. Waves beyond the profile's stay at its last one. */
export function positionAfterSend(
  profile: PacingProfile,
  before: PacingPosition | null,
  at: { readonly now: Date; readonly day: CalendarDay; readonly rng: Rng },
): PacingPosition {
  const last = profile.waves.length - 1;
  const isSameDay = before?.day === at.day;
  const wave = Math.min(isSameDay ? before.wave : 0, last);
  const sentInWave = (isSameDay ? before.sentInWave : 0) + 1;
  const current = profile.waves[wave] ?? { size: 1, gapMs: profile.floorMs, pauseAfterMs: null };
  const isOver = sentInWave >= current.size;
  const delay = isOver ? (current.pauseAfterMs ?? current.gapMs) : current.gapMs;
  const jitter = (at.rng.next() * 2 - 1) * profile.jitterMs;
  return {
    day: at.day,
    wave: isOver ? Math.min(wave + 1, last) : wave,
    sentInWave: isOver ? 0 : sentInWave,
    nextSlotAt: new Date(at.now.getTime() + Math.max(profile.floorMs, Math.round(delay + jitter))),
  };
}

/**
 * How many messages may leave on the owner's local day: the owner's limit, lowered by the warm-up while the number is young
 * (`warmUp[n]` in its n-th week here; afterwards only the limit holds). A number whose age nobody knows counts as new.
 */
export function dailyCap(
  settings: Pick<Settings, 'maxMessagesPerDay' | 'warmUp' | 'linkedNumberSince'>,
  now: Date,
): number {
  const age = settings.linkedNumberSince ? now.getTime() - settings.linkedNumberSince.getTime() : 0;
  const weeks = Math.max(0, Math.floor(age / WEEK));
  return Math.min(settings.maxMessagesPerDay, settings.warmUp[weeks] ?? settings.maxMessagesPerDay);
}

/** The owner's local day that a message at this instant is counted on. */
export const senderDay = (now: Date, timeZone: string): CalendarDay => localDay(now, timeZone);

/** Of the last outcomes, so many are needed before the share says anything. */
export const FAILURE_SAMPLE_MIN = 20;
/** How many of the last outcomes are looked at. */
export const FAILURE_SAMPLE_MAX = 50;
export const FAILURE_SHARE_LIMIT = 0.1;

/** Whether sending must pause: at least a tenth of the last twenty or more messages refused or failed. */
export function isFailingTooOften(recent: readonly boolean[]): boolean {
  const sample = recent.slice(-FAILURE_SAMPLE_MAX);
  const failures = sample.filter((isFailure) => isFailure).length;
  return sample.length >= FAILURE_SAMPLE_MIN && failures / sample.length >= FAILURE_SHARE_LIMIT;
}
