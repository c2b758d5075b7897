import { type CalendarDay } from '../contact/contact.ts';

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const MILLISECONDS_A_MINUTE = 60_000;
const MILLISECONDS_A_DAY = 86_400_000;

/** Whether the text is a day that exists (2027-02-29 does not). */
export function isCalendarDay(text: string): text is CalendarDay {
  const match = dayForm.exec(text);
  if (!match) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** Whether the name is an IANA time zone that this runtime knows. */
export function isTimeZone(name: string): boolean {
  // Offsets such as "+01:00" are accepted by Intl but are no zones: they know no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

function localParts(instant: Date, timeZone: string): Record<string, string> {
  return Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
}

/** The calendar day that the instant falls on in the zone. */
export function localDay(instant: Date, timeZone: string): CalendarDay {
  const { year, month, day } = localParts(instant, timeZone);
  return `${year}-${month}-${day}`;
}

/** How far the zone's wall clock is ahead of UTC at the instant, in milliseconds (to the second). */
function offsetAt(instant: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = localParts(instant, timeZone);
  const wall = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return wall - Math.floor(instant.getTime() / 1000) * 1000;
}

/**
 * The first instant of a calendar day in the zone. On a day whose midnight is skipped by summer time (Cairo, Beirut) it is
 * the first instant that exists.
 */
export function startOfLocalDay(day: CalendarDay, timeZone: string): Date {
  const midnightUtc = Date.parse(`${day}T00:00:00Z`);
  // The offset is at most 14 hours; both candidates around a change are tried and the earliest that falls on the day wins.
  const offsets = [-MILLISECONDS_A_DAY, 0, MILLISECONDS_A_DAY].map((shift) =>
    offsetAt(new Date(midnightUtc + shift), timeZone),
  );
  const candidates = [...new Set(offsets)].map((offset) => midnightUtc - offset).sort((a, b) => a - b);
  const onTheDay = candidates.filter((at) => localDay(new Date(at), timeZone) === day);
  const first = onTheDay[0] ?? candidates[candidates.length - 1] ?? midnightUtc;
  return new Date(stepBackWithinDay(first, day, timeZone));
}

/** Guards against a candidate that is on the day but an hour late: the minute before must be another day. */
function stepBackWithinDay(at: number, day: CalendarDay, timeZone: string): number {
  let start = at;
  for (let step = 0; step < 120; step += 1) {
    if (localDay(new Date(start - MILLISECONDS_A_MINUTE), timeZone) !== day) return start;
    start -= MILLISECONDS_A_MINUTE;
  }
  return start;
}

/** The calendar day a number of days later (or earlier). */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** The same month and day a number of years earlier, as text; 29 February stays as written and compares in order. */
export function yearsBefore(day: CalendarDay, years: number): CalendarDay {
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, '0');
  return `${year}${day.slice(4)}`;
}
