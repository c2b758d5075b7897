import { firstInstantOf, wallTime } from '@relance/campaigns-domain';
import { type ReportSchedule } from './report.ts';

const DAY_MS = 86_400_000;
/** A month and a day: between two occurrences of a schedule there is never more. */
const SEARCHED_DAYS = 63;

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const lastOfMonth = (day: string): number => {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
};

function isOccurrence(schedule: ReportSchedule, day: string): boolean {
  if (schedule.frequency === 'daily') return true;
  if (schedule.frequency === 'weekly') {
    return (new Date(`${day}T00:00:00Z`).getUTCDay() || 7) === (schedule.weekday ?? 1);
  }
  return Number(day.slice(8)) === Math.min(schedule.day ?? 1, lastOfMonth(day));
}

/** One sending of a schedule: when, and the local day at whose beginning its period ends. */
export type Occurrence = { readonly at: Date; readonly day: string };

const occurrenceOn = (schedule: ReportSchedule, day: string): Occurrence => ({
  at: firstInstantOf(day, schedule.hour * 60, schedule.timeZone),
  day,
});

/** The first sending after an instant. */
export function nextOccurrence(schedule: ReportSchedule, after: Date): Occurrence {
  const today = wallTime(after, schedule.timeZone).day;
  for (let days = -1; days <= SEARCHED_DAYS; days += 1) {
    const day = dayAfter(today, days);
    if (!isOccurrence(schedule, day)) continue;
    const found = occurrenceOn(schedule, day);
    if (found.at > after) return found;
  }
  throw new RangeError('a schedule has a sending in any two months');
}

/** The last sending at or before an instant. */
export function lastOccurrence(schedule: ReportSchedule, until: Date): Occurrence {
  const today = wallTime(until, schedule.timeZone).day;
  for (let days = 1; days >= -SEARCHED_DAYS; days -= 1) {
    const day = dayAfter(today, days);
    if (!isOccurrence(schedule, day)) continue;
    const found = occurrenceOn(schedule, day);
    if (found.at <= until) return found;
  }
  throw new RangeError('a schedule has a sending in any two months');
}

/** What a sending reports: the days since the sending before it, or since `coveredUntil` when sendings were missed. */
export function periodOf(
  schedule: ReportSchedule,
  occurrence: Occurrence,
  coveredUntil: Date | null,
): { readonly from: Date; readonly until: Date; readonly label: string } {
  const midnight = (day: string) => firstInstantOf(day, 0, schedule.timeZone);
  const until = midnight(occurrence.day);
  const before = lastOccurrence(schedule, new Date(occurrence.at.getTime() - 1));
  const usual = midnight(before.day);
  const from = coveredUntil && coveredUntil < usual ? coveredUntil : usual;
  const first = wallTime(from, schedule.timeZone).day;
  const last = dayAfter(occurrence.day, -1);
  return { from, until, label: first === last ? first : `${first}/${last}` };
}

/** The days of two periods that are reported together, the earlier one first: `2026-03-01` and `2026-03-02` are `2026-03-01/2026-03-02`. */
export const joinedPeriods = (earlier: string, later: string): string =>
  `${earlier.split('/')[0]}/${later.split('/').at(-1)}`;

/** Where the first sending after an instant begins to report: from there on nothing is left out, however late it is sent. */
export const firstReported = (schedule: ReportSchedule, after: Date): Date =>
  periodOf(schedule, nextOccurrence(schedule, after), null).from;

const MINUTE_MS = 60_000;
/** Waits after failed attempts; together 24 hours. */
const retriesMs: readonly number[] = [1, 5, 15, 60, 180, 360, 360, 459].map((minutes) => minutes * MINUTE_MS);

/** When a report is tried again after its n-th failed attempt (from 1); null: it is given up and shown as failed. */
export function reportRetryAt(attempts: number, now: Date): Date | null {
  const wait = retriesMs[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}
