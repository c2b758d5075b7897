import { MongoError } from '../../errors.ts';

/** A time zone as the distance of its clocks from UTC, in ms, at an instant. */
export type Zone = { offsetAt(utc: number): number };

const fixed = (minutes: number): Zone => ({ offsetAt: () => minutes * 60_000 });

const named = new Map<string, Zone>([
  ['UTC', fixed(0)],
  ['GMT', fixed(0)],
  ['Z', fixed(0)],
]);

const olson = (name: string): Zone => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  });
  return {
    offsetAt: (utc) => {
      const parts: Record<string, string> = {};
      for (const { type, value } of format.formatToParts(utc)) parts[type] = value;
      const year = Number(parts['year']) * (parts['era'] === 'BC' ? -1 : 1) + (parts['era'] === 'BC' ? 1 : 0);
      const clock = new Date(0);
      clock.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
      clock.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
      return clock.getTime() - Math.floor(utc / 1000) * 1000;
    },
  };
};

/** A zone by Olson name or UTC offset (`+05:30`, `-08`). @throws MongoError 40485 for an unknown one. */
export const zoneOf = (name: string): Zone => {
  const known = named.get(name);
  if (known !== undefined) return known;
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(name);
  let zone: Zone;
  if (offset !== null) zone = fixed((Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * (offset[1] === '-' ? -1 : 1));
  else {
    try {
      zone = olson(name);
    } catch {
      throw new MongoError(40485, `unrecognized time zone identifier: "${name}"`);
    }
  }
  named.set(name, zone);
  return zone;
};

/** An instant's wall clock, as a Date whose UTC fields are the clock's. */
export const toWall = (utc: number, zone: Zone): Date => new Date(utc + zone.offsetAt(utc));

/** The instant of a wall clock; in a gap the clock goes on, in an overlap the first reading counts. */
export const fromWall = (wall: number, zone: Zone): number => {
  const early = wall - zone.offsetAt(wall - 86_400_000);
  const late = wall - zone.offsetAt(wall + 86_400_000);
  if (early + zone.offsetAt(early) === wall) return early;
  if (late + zone.offsetAt(late) === wall) return late;
  return early;
};
