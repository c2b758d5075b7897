import { type CalendarDay } from '../contact/contact.ts';
import { addDays, localDay } from './local-day.ts';
import { type SendWindow, type Weekday } from '../settings/settings.ts';
import { clockChanges, firstInstantOf, instantsOf, wallTime } from './zone-clock.ts';

const HORIZON_DAYS = 8;
const DAY = 86_400_000;

/** Minutes since midnight of `HH:mm`. */
export function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

const dayBefore = (weekday: Weekday): Weekday => (weekday === 1 ? 7 : ((weekday - 1) as Weekday)); // 1 is taken care of

/** Whether the wall's time lies in a window: `from` is in, `to` is out; one that reaches into the next day belongs to its first. */
function covers(window: SendWindow, weekday: Weekday, minute: number): boolean {
  const [from, to] = [minuteOf(window.from), minuteOf(window.to)];
  if (from < to) return window.days.includes(weekday) && minute >= from && minute < to;
  return (window.days.includes(weekday) && minute >= from) || (window.days.includes(dayBefore(weekday)) && minute < to);
}

/** Whether messages may leave at this instant by the recipient's wall clock. */
export function isOpen(windows: readonly SendWindow[], zone: string, instant: Date): boolean {
  const { weekday, minute } = wallTime(instant, zone);
  return windows.some((window) => covers(window, weekday, minute));
}

/**
 * The first instant at or after `from` at which a window is open; null when no window ever opens. What opens a window is its
 * first minute on the wall, or a change of the clock that jumps into it.
 */
export function nextOpening(windows: readonly SendWindow[], zone: string, from: Date): Date | null {
  if (isOpen(windows, zone, from)) return from;
  const start = from.getTime();
  const today = localDay(from, zone);
  for (let ahead = -1; ahead <= HORIZON_DAYS; ahead += 1) {
    const candidates = openingsOn(windows, zone, addDays(today, ahead)).filter((at) => at >= start);
    const [first] = candidates;
    if (first !== undefined) return new Date(first);
  }
  return null;
}

/** The instants of a local day at which a window opens, ascending. */
function openingsOn(windows: readonly SendWindow[], zone: string, day: CalendarDay): number[] {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const starts = windows.flatMap((window) => instantsOf(day, minuteOf(window.from), zone));
  const changes = clockChanges(noon - DAY, noon + DAY, zone).filter((at) => localDay(new Date(at), zone) === day);
  return [...starts, ...changes].filter((at) => isOpen(windows, zone, new Date(at))).sort((a, b) => a - b);
}

/**
 * When the day after one that left at `leftAt` falls due: on the next local day, at the hour at which the target once joined.
 * An hour outside the windows moves to the next opening of that same local day, or else back to its last one, so that an
 * evening entry does not drift by a day each time; only a day on which no window opens is skipped. The hours after midnight of one
 * that opened the evening before are that evening's: used at an entry hour within them, moved to by no other.
 */
export function nextDayDue(
  entry: { readonly leftAt: Date; readonly enrolledAt: Date },
  windows: readonly SendWindow[],
  zone: string,
): Date {
  const day = addDays(localDay(entry.leftAt, zone), 1);
  const due = firstInstantOf(day, wallTime(entry.enrolledAt, zone).minute, zone);
  const opening = nextOpening(windows, zone, due);
  if (opening === null || localDay(opening, zone) <= localDay(due, zone)) return opening ?? due;
  const earlier = openingsOn(windows, zone, day).filter((at) => at < due.getTime());
  const last = earlier[earlier.length - 1];
  return last === undefined ? opening : new Date(last);
}
