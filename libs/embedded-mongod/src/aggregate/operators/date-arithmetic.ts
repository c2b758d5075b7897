import { long } from '../../bson/numeric.ts';
import { safeInteger } from '../../bson/numeric.ts';
import { show } from '../../bson/show.ts';
import { MongoError } from '../../errors.ts';
import { kindOf, namedOperands } from '../expression-arguments.ts';
import { type Env, type Expr, type Operator, type OperatorTable } from '../expression-types.ts';
import { nullish, type Value } from '../expression-values.ts';
import { addMonths, dateOf, utcOf } from './date-calendar.ts';
import { amountOf, instantOf, zoneIn } from './date.ts';
import { fromWall, toWall, type Zone } from './zone.ts';

const day = 86_400_000;
const fixedUnits: Readonly<Record<string, number>> = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000 };
const calendarUnits = new Set(['day', 'week', 'month', 'quarter', 'year']);
const weekDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const unitOf = (value: Value, name: string): string => {
  if (typeof value !== 'string')
    throw new MongoError(5439013, `${name} requires 'unit' to be a string, but got ${kindOf(value)}`);
  if (fixedUnits[value] === undefined && !calendarUnits.has(value)) {
    throw new MongoError(
      'FailedToParse',
      `${name} parameter 'unit' value cannot be recognized as a time unit: ${value}`,
    );
  }
  return value;
};

/** Moves an instant by a number of units, along the wall clock of a zone for days and longer. */
export const shiftDate = (utc: number, unit: string, amount: number, zone: Zone): number => {
  const size = fixedUnits[unit];
  if (size !== undefined) return utc + amount * size;
  const wall = toWall(utc, zone);
  if (unit === 'day' || unit === 'week')
    return fromWall(wall.getTime() + amount * day * (unit === 'week' ? 7 : 1), zone);
  return fromWall(addMonths(wall, amount * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1)), zone);
};

const add =
  (sign: 1 | -1): Operator =>
  (argument, scope, name) => {
    const rules = {
      required: ['startDate', 'unit', 'amount'],
      optional: ['timezone'],
      notObject: 5166400,
      unknown: 5166401,
      missing: 5166402,
    };
    const { startDate, unit, amount, timezone } = namedOperands(argument, scope, name, rules);
    return (env) => {
      const start = (startDate as Expr)(env);
      const by = (amount as Expr)(env);
      const size = (unit as Expr)(env);
      const zone = zoneIn(timezone, env);
      if (nullish(start) || nullish(by) || nullish(size) || zone === null) return null;
      const utc = instantOf(start, 5166403, `${name} requires startDate to be convertible to a date:`);
      const moved = new Date(shiftDate(utc, unitOf(size, name), amountOf(by, name) * sign, zone));
      if (Number.isNaN(moved.getTime())) throw new MongoError(5166406, `${name} overflowed`);
      return moved;
    };
  };

const weekStart = (expr: Expr | undefined, env: Env, name: string): number => {
  if (expr === undefined) return 0;
  const value = expr(env);
  const index = typeof value === 'string' ? weekDays.indexOf(value.slice(0, 3).toLowerCase()) : -1;
  if (index < 0)
    throw new MongoError(
      'FailedToParse',
      `${name} parameter 'startOfWeek' value cannot be recognized as a day of a week: ${String(value)}`,
    );
  return index;
};

/** Which unit, counted from a fixed point, a wall clock lies in. */
const unitIndex = (wall: Date, unit: string, startOfWeek: number): number => {
  const months = wall.getUTCFullYear() * 12 + wall.getUTCMonth();
  if (unit === 'year') return wall.getUTCFullYear();
  if (unit === 'quarter') return Math.floor(months / 3);
  if (unit === 'month') return months;
  const days = Math.floor(wall.getTime() / day);
  return unit === 'week' ? Math.floor((days + 4 - startOfWeek) / 7) : days;
};

const diff: Operator = (argument, scope, name) => {
  const rules = {
    required: ['startDate', 'endDate', 'unit'],
    optional: ['timezone', 'startOfWeek'],
    notObject: 5166301,
    unknown: 5166302,
    missing: 5166303,
  };
  const { startDate, endDate, unit, timezone, startOfWeek } = namedOperands(argument, scope, name, rules);
  return (env) => {
    const [from, to, size] = [startDate, endDate, unit].map((expr) => (expr as Expr)(env));
    const zone = zoneIn(timezone, env);
    if (nullish(from) || nullish(to) || nullish(size) || zone === null) return null;
    const [a, b] = [from, to].map((value) =>
      instantOf(value, 5166307, `${name} requires dates, can't convert from`),
    ) as [number, number];
    const known = unitOf(size, name);
    const fixed = fixedUnits[known];
    if (fixed !== undefined) return long(BigInt(Math.floor(b / fixed) - Math.floor(a / fixed)));
    const first = weekStart(startOfWeek, env, name);
    return long(BigInt(unitIndex(toWall(b, zone), known, first) - unitIndex(toWall(a, zone), known, first)));
  };
};

/** The start of the bin an instant lies in; bins are counted from the beginning of the year 2000. */
export const truncateDate = (utc: number, unit: string, bin: number, zone: Zone, startOfWeek = 0): number => {
  const size = fixedUnits[unit];
  const origin = utcOf(2000);
  const wall = toWall(utc, zone);
  if (size !== undefined) {
    const start = fromWall(origin, zone);
    return start + Math.floor((utc - start) / (size * bin)) * size * bin;
  }
  if (unit === 'day') {
    const days = Math.floor((wall.getTime() - origin) / day);
    return fromWall(origin + Math.floor(days / bin) * bin * day, zone);
  }
  if (unit === 'week') {
    const reference = origin + ((startOfWeek - 6 + 7) % 7) * day;
    const weeks = Math.floor((wall.getTime() - reference) / (7 * day));
    return fromWall(reference + Math.floor(weeks / bin) * bin * 7 * day, zone);
  }
  const length = (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1) * bin;
  const months = (wall.getUTCFullYear() - 2000) * 12 + wall.getUTCMonth();
  return fromWall(utcOf(2000, 1 + Math.floor(months / length) * length), zone);
};

const trunc: Operator = (argument, scope, name) => {
  const rules = {
    required: ['date', 'unit'],
    optional: ['binSize', 'timezone', 'startOfWeek'],
    notObject: 5439007,
    unknown: 5439008,
    missing: 5439009,
  };
  const { date, unit, binSize, timezone, startOfWeek } = namedOperands(argument, scope, name, rules);
  return (env) => {
    const value = (date as Expr)(env);
    const size = (unit as Expr)(env);
    const bins = binSize === undefined ? undefined : binSize(env);
    const zone = zoneIn(timezone, env);
    if (nullish(value) || nullish(size) || bins === null || zone === null) return null;
    const bin = bins === undefined ? 1 : safeInteger(bins);
    if (bin === undefined)
      throw new MongoError(
        5439017,
        `${name} requires 'binSize' to be a 64-bit integer, but got value '${show(bins)}' of type ${kindOf(bins)}`,
      );
    if (bin < 1) throw new MongoError(5439018, `${name} requires 'binSize' to be greater than 0, but got value ${bin}`);
    const utc = instantOf(value, 5439012, `${name} requires 'date' to be a date, but got`);
    return dateOf(truncateDate(utc, unitOf(size, name), bin, zone, weekStart(startOfWeek, env, name)));
  };
};

/** Dates moved, measured and cut. */
export const dateArithmeticOperators: OperatorTable = {
  $dateAdd: add(1),
  $dateSubtract: add(-1),
  $dateDiff: diff,
  $dateTrunc: trunc,
};
