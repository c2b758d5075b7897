import { type ObjectId, type Timestamp } from 'bson';
import { Int32 } from 'bson';
import { isNumber, long, safeInteger, wholeOf } from '../../bson/numeric.ts';
import { typeOf } from '../../bson/type-of.ts';
import { MongoError } from '../../errors.ts';
import { kindOf, namedOperands, operands } from '../expression-arguments.ts';
import { type Env, type Expr, type Operator, type OperatorTable } from '../expression-types.ts';
import { type Doc, nullish, type Value } from '../expression-values.ts';
import { dateOf, dayOfYear, formatWall, isoDay, isoWeek, sundayWeek, utcOf, utcOfIso } from './date-calendar.ts';
import { parseDateFormat, parseDateText } from './date-parse.ts';
import { fromWall, toWall, type Zone, zoneOf } from './zone.ts';

/** A value as an instant: dates, timestamps and ObjectIds. @throws MongoError 16006. */
export const instantOf = (value: Value, code = 16006, what = "can't convert from BSON type"): number => {
  if (value instanceof Date) return value.getTime();
  const type = typeOf(value);
  if (type === 17) return ((value as Timestamp).high >>> 0) * 1000;
  if (type === 7) return (value as ObjectId).getTimestamp().getTime();
  throw new MongoError(code, `${what} ${kindOf(value)} to Date`);
};

/** The zone of an operator's `timezone`; null when it is null. */
export const zoneIn = (timezone: Expr | undefined, env: Env): Zone | null => {
  if (timezone === undefined) return zoneOf('UTC');
  const name = timezone(env);
  if (nullish(name)) return null;
  if (typeof name !== 'string')
    throw new MongoError(40517, `timezone must evaluate to a string, found ${kindOf(name)}`);
  return zoneOf(name);
};

const part =
  (read: (wall: Date) => Value): Operator =>
  (argument, scope, name) => {
    let date: Expr;
    let timezone: Expr | undefined;
    if (argument instanceof Map && (argument.has('date') || argument.has('timezone'))) {
      const rules = { required: ['date'], optional: ['timezone'], notObject: 40539, unknown: 40535, missing: 40539 };
      const named = namedOperands(argument, scope, name, rules);
      date = named['date'] as Expr;
      timezone = named['timezone'];
    } else [date] = operands(argument, scope, name, 1) as [Expr];
    return (env) => {
      const value = date(env);
      const zone = zoneIn(timezone, env);
      return nullish(value) || zone === null ? null : read(toWall(instantOf(value), zone));
    };
  };

const whole = (read: (wall: Date) => number): Operator => part((wall) => new Int32(read(wall)));

const toText: Operator = (argument, scope, name) => {
  const rules = {
    required: ['date'],
    optional: ['format', 'timezone', 'onNull'],
    notObject: 18629,
    unknown: 18534,
    missing: 18628,
  };
  const { date, format, timezone, onNull } = namedOperands(argument, scope, name, rules);
  return (env) => {
    const value = (date as Expr)(env);
    const pattern = format === undefined ? undefined : format(env);
    const zone = zoneIn(timezone, env);
    if (nullish(value)) return onNull === undefined ? null : onNull(env);
    if (pattern === null || zone === null) return null;
    if (pattern !== undefined && typeof pattern !== 'string') {
      throw new MongoError(18533, `$dateToString requires that 'format' be a string, found: ${kindOf(pattern)}`);
    }
    const utc = instantOf(value);
    const utcZone = timezone === undefined || zone.offsetAt(utc) === 0;
    return formatWall(toWall(utc, zone), pattern ?? `%Y-%m-%dT%H:%M:%S.%L${utcZone ? 'Z' : ''}`, zone.offsetAt(utc));
  };
};

const fromText: Operator = (argument, scope, name) => {
  const rules = {
    required: ['dateString'],
    optional: ['format', 'timezone', 'onError', 'onNull'],
    notObject: 40540,
    unknown: 40541,
    missing: 40542,
  };
  const { dateString, format, timezone, onError, onNull } = namedOperands(argument, scope, name, rules);
  return (env) => {
    const text = (dateString as Expr)(env);
    const pattern = format?.(env);
    const zone = timezone === undefined ? 'UTC' : timezone(env);
    if (nullish(text)) return onNull === undefined ? null : onNull(env);
    if (nullish(zone) || pattern === null) return null;
    try {
      if (typeof text !== 'string') {
        throw new MongoError(
          'ConversionFailure',
          `$dateFromString requires that 'dateString' be a string, found: ${kindOf(text)} with value ${String(text)}`,
        );
      }
      return typeof pattern === 'string'
        ? parseDateFormat(text, pattern, String(zone))
        : parseDateText(text, String(zone));
    } catch (error) {
      if (onError !== undefined && error instanceof MongoError && error.code === 241) return onError(env);
      throw error;
    }
  };
};

const toParts: Operator = (argument, scope, name) => {
  const rules = {
    required: ['date'],
    optional: ['timezone', 'iso8601'],
    notObject: 40524,
    unknown: 40520,
    missing: 40522,
  };
  const { date, timezone, iso8601 } = namedOperands(argument, scope, name, rules);
  return (env) => {
    const value = (date as Expr)(env);
    const zone = zoneIn(timezone, env);
    if (nullish(value) || zone === null) return null;
    const wall = toWall(instantOf(value), zone);
    const time: [string, number][] = [
      ['hour', wall.getUTCHours()],
      ['minute', wall.getUTCMinutes()],
      ['second', wall.getUTCSeconds()],
      ['millisecond', wall.getUTCMilliseconds()],
    ];
    const { week, year } = isoWeek(wall);
    const days: [string, number][] =
      iso8601?.(env) === true
        ? [
            ['isoWeekYear', year],
            ['isoWeek', week],
            ['isoDayOfWeek', isoDay(wall)],
          ]
        : [
            ['year', wall.getUTCFullYear()],
            ['month', wall.getUTCMonth() + 1],
            ['day', wall.getUTCDate()],
          ];
    return new Map([...days, ...time].map(([field, number]): [string, Value] => [field, new Int32(number)]));
  };
};

const dateFields = [
  'year',
  'month',
  'day',
  'isoWeekYear',
  'isoWeek',
  'isoDayOfWeek',
  'hour',
  'minute',
  'second',
  'millisecond',
];

const fromParts: Operator = (argument, scope, name) => {
  const rules = {
    required: [],
    optional: [...dateFields, 'timezone'],
    notObject: 40519,
    unknown: 40518,
    missing: 40516,
  };
  const parts = namedOperands(argument, scope, name, rules);
  const iso = (argument as Doc).has('isoWeekYear');
  if (!iso && !(argument as Doc).has('year'))
    throw new MongoError(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  return (env) => {
    const zone = zoneIn(parts['timezone'], env);
    const numbers: Record<string, number> = {};
    for (const field of dateFields) {
      const expr = parts[field];
      if (expr === undefined) continue;
      const value = expr(env);
      if (nullish(value)) return null;
      const number = safeInteger(value);
      if (number === undefined)
        throw new MongoError(
          40515,
          `'${field}' must evaluate to an integer, found ${kindOf(value)} with value ${String(value)}`,
        );
      numbers[field] = number;
    }
    if (zone === null) return null;
    const { hour = 0, minute = 0, second = 0, millisecond = 0 } = numbers;
    const date = iso
      ? utcOfIso(numbers['isoWeekYear'] as number, numbers['isoWeek'] ?? 1, numbers['isoDayOfWeek'] ?? 1)
      : utcOf(numbers['year'] as number, numbers['month'] ?? 1, numbers['day'] ?? 1);
    return dateOf(fromWall(date + hour * 3_600_000 + minute * 60_000 + second * 1000 + millisecond, zone));
  };
};

/** A whole amount of `$dateAdd`. */
export const amountOf = (value: Value, name: string): number => {
  const amount = isNumber(value) ? wholeOf(value) : undefined;
  if (amount === undefined) throw new MongoError(5166405, `${name} expects integer amount of time units`);
  return Number(amount);
};

/** Dates: their parts, and to and from text. */
export const dateOperators: OperatorTable = {
  $year: whole((wall) => wall.getUTCFullYear()),
  $month: whole((wall) => wall.getUTCMonth() + 1),
  $dayOfMonth: whole((wall) => wall.getUTCDate()),
  $hour: whole((wall) => wall.getUTCHours()),
  $minute: whole((wall) => wall.getUTCMinutes()),
  $second: whole((wall) => wall.getUTCSeconds()),
  $millisecond: whole((wall) => wall.getUTCMilliseconds()),
  $dayOfYear: whole(dayOfYear),
  $dayOfWeek: whole((wall) => wall.getUTCDay() + 1),
  $week: whole(sundayWeek),
  $isoWeek: whole((wall) => isoWeek(wall).week),
  $isoDayOfWeek: whole(isoDay),
  $isoWeekYear: part((wall) => long(BigInt(isoWeek(wall).year))),
  $dateToString: toText,
  $dateFromString: fromText,
  $dateToParts: toParts,
  $dateFromParts: fromParts,
};
