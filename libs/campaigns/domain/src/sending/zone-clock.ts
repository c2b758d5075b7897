import { type CalendarDay } from '../contact/contact.ts';
import { type Weekday } from '../settings/settings.ts';

/** What a clock on the wall says. */
export type WallTime = {
  readonly day: CalendarDay;
  readonly weekday: Weekday;
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number;
};

const MINUTE = 60_000;
const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** How far a zone's clock is ahead of UTC, in milliseconds. */
export function zoneOffset(instant: number, zone: string): number {
  const parts = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/.exec(formatOf(zone).format(instant));
  if (!parts) throw new RangeError(`no clock for the zone ${zone}`);
  const [month, day, year, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number, // six groups of digits matched
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** The wall time of an instant. */
export function wallTime(instant: Date, zone: string): WallTime {
  const local = new Date(instant.getTime() + zoneOffset(instant.getTime(), zone));
  return {
    day: local.toISOString().slice(0, 10),
    weekday: (local.getUTCDay() || 7) as Weekday, // getUTCDay is 0 to 6, Sunday first
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
}

/** The instants at which the wall shows this time: none in a gap, two where the hour is repeated. Ascending. */
export function instantsOf(day: CalendarDay, minute: number, zone: string): number[] {
  const naive = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE;
  const offsets = new Set([zoneOffset(naive - DAY, zone), zoneOffset(naive, zone), zoneOffset(naive + DAY, zone)]);
  return [...offsets]
    .map((offset) => ({ at: naive - offset, offset }))
    .filter(({ at, offset }) => zoneOffset(at, zone) === offset)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
}

/** When the wall shows this time first; in a gap the first instant after it. */
export function firstInstantOf(day: CalendarDay, minute: number, zone: string): Date {
  const [first] = instantsOf(day, minute, zone);
  if (first !== undefined) return new Date(first);
  const naive = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE;
  const [change] = clockChanges(naive - DAY, naive + DAY, zone);
  return new Date(change ?? naive);
}

/** The instants in (from, until] at which the zone's offset changes, to the minute. At most one per 12 hours is seen. */
export function clockChanges(from: number, until: number, zone: string): number[] {
  const step = DAY / 2;
  const changes: number[] = [];
  for (let low = from; low < until; low += step) {
    const high = Math.min(low + step, until);
    if (zoneOffset(low, zone) !== zoneOffset(high, zone)) changes.push(changeBetween(low, high, zone));
  }
  return changes;
}

function changeBetween(from: number, until: number, zone: string): number {
  const before = zoneOffset(from, zone);
  let [low, high] = [Math.floor(from / MINUTE), Math.ceil(until / MINUTE)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffset(middle * MINUTE, zone) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}
