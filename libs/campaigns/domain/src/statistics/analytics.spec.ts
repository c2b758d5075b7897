import { firstInstantOf } from '../sending/zone-clock.ts';
import { ChartBuckets } from './analytics.ts';

/** A day of a zone, and how many hours it has. */
const days = [
  ['Africa/Douala', '2026-05-01', 24],
  ['Europe/Paris', '2026-03-29', 23],
  ['Europe/Paris', '2026-10-25', 25],
  ['America/Santiago', '2026-09-06', 23],
  ['Africa/Cairo', '2026-04-24', 23],
  ['Asia/Beirut', '2026-03-29', 23],
  ['Australia/Lord_Howe', '2026-10-04', 23],
  ['Australia/Lord_Howe', '2026-04-05', 25],
  ['Asia/Kolkata', '2026-05-01', 24],
  ['Asia/Kathmandu', '2026-05-01', 24],
  ['Pacific/Kiritimati', '2026-05-01', 24],
] as const;

const HOUR_MS = 3_600_000;
const after = (day: string): string => new Date(Date.parse(day) + 24 * HOUR_MS).toISOString().slice(0, 10);

describe('points of a chart', () => {
  it.each(days)('%s, %s: %d hours, each of the same day in both intervals', (zone, day, hours) => {
    const range = { from: firstInstantOf(day, 0, zone), until: firstInstantOf(after(day), 0, zone) };
    const byHour = new ChartBuckets('hour', zone, range);
    const byDay = new ChartBuckets('day', zone, range);
    expect([byHour.starts.length, byDay.starts.length]).toEqual([hours, 1]);
    // What is stored in the range: whole hours of UTC from its begin on.
    const first = Math.ceil(range.from.getTime() / HOUR_MS) * HOUR_MS;
    const stored: Date[] = [];
    for (let at = first; at < range.until.getTime(); at += HOUR_MS) stored.push(new Date(at));
    expect(stored.map((hour) => byHour.indexOf(hour))).toEqual(stored.map((_, index) => index));
    expect(stored.every((hour) => byDay.indexOf(hour) === 0)).toBe(true);
    expect(stored).toHaveLength(byHour.starts.length);
  });
});
