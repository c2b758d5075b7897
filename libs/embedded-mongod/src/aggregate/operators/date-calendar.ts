import { MongoError } from '../../errors.ts';

const day = 86_400_000;

/** A date that this engine can hold: 271,821 years either side of 1970. @throws MongoError 15 beyond. */
export const dateOf = (ms: number): Date => {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) throw new MongoError('Overflow', 'date is out of the range this server can hold');
  return date;
};

/** Milliseconds of a UTC calendar date; months and days may run over. */
export const utcOf = (year: number, month = 1, date = 1, hour = 0, minute = 0, second = 0, ms = 0): number => {
  const clock = new Date(0);
  clock.setUTCFullYear(year, month - 1, date);
  clock.setUTCHours(hour, minute, second, ms);
  return clock.getTime();
};

/** Day of the year from 1. */
export const dayOfYear = (wall: Date): number => Math.floor((wall.getTime() - utcOf(wall.getUTCFullYear())) / day) + 1;

/** ISO weekday: Monday 1 … Sunday 7. */
export const isoDay = (wall: Date): number => ((wall.getUTCDay() + 6) % 7) + 1;

/** ISO week and the year it belongs to. */
export const isoWeek = (wall: Date): { readonly week: number; readonly year: number } => {
  const thursday = new Date(wall.getTime() + (4 - isoDay(wall)) * day);
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - utcOf(year)) / (7 * day)) + 1 };
};

/** Week of the year, 0–53, weeks beginning on Sunday. */
export const sundayWeek = (wall: Date): number => Math.floor((dayOfYear(wall) + 6 - wall.getUTCDay()) / 7);

/** The instant of an ISO week date. */
export const utcOfIso = (year: number, week = 1, isoWeekday = 1): number => {
  const fourth = new Date(utcOf(year, 1, 4));
  return fourth.getTime() + ((week - 1) * 7 + (isoWeekday - isoDay(fourth))) * day;
};

/** Days in a month. */
export const daysIn = (year: number, month: number): number => new Date(utcOf(year, month + 1, 0)).getUTCDate();

/** Adds months, staying in the month reached: 31 January and one month is the last of February. */
export const addMonths = (wall: Date, months: number): number => {
  const index = wall.getUTCFullYear() * 12 + wall.getUTCMonth() + months;
  const [year, month] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  const date = Math.min(wall.getUTCDate(), daysIn(year, month));
  return utcOf(
    year,
    month,
    date,
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
    wall.getUTCMilliseconds(),
  );
};

const pad = (value: number, width: number): string => String(Math.abs(value)).padStart(width, '0');

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Writes a wall clock by a format of `$dateToString`; undefined for an unknown `%x`. */
export const formatWall = (wall: Date, format: string, offset: number): string =>
  format.replace(/%(.)/g, (_whole, letter: string) => {
    const minutes = Math.round(offset / 60_000);
    const signed = minutes < 0 ? '-' : '+';
    const codes: Record<string, () => string> = {
      Y: () => pad(wall.getUTCFullYear(), 4),
      m: () => pad(wall.getUTCMonth() + 1, 2),
      d: () => pad(wall.getUTCDate(), 2),
      H: () => pad(wall.getUTCHours(), 2),
      M: () => pad(wall.getUTCMinutes(), 2),
      S: () => pad(wall.getUTCSeconds(), 2),
      L: () => pad(wall.getUTCMilliseconds(), 3),
      j: () => pad(dayOfYear(wall), 3),
      w: () => String(wall.getUTCDay() + 1),
      u: () => String(isoDay(wall)),
      U: () => pad(sundayWeek(wall), 2),
      V: () => pad(isoWeek(wall).week, 2),
      G: () => pad(isoWeek(wall).year, 4),
      b: () => (months[wall.getUTCMonth()] as string).slice(0, 3),
      B: () => months[wall.getUTCMonth()] as string,
      z: () => `${signed}${pad(Math.trunc(minutes / 60), 2)}${pad(minutes % 60, 2)}`,
      Z: () => String(minutes),
      '%': () => '%',
    };
    const code = Object.hasOwn(codes, letter) ? codes[letter] : undefined;
    if (code === undefined) throw new MongoError(18536, `Invalid format character '%${letter}' in format string`);
    return code();
  });
