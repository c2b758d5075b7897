import { Int32 } from 'bson';
import { isNumber, safeInteger, toNumber } from '../../bson/numeric.ts';
import { compareText } from '../../bson/text.ts';
import { typeOf } from '../../bson/type-of.ts';
import { show } from '../../bson/show.ts';
import { MongoError } from '../../errors.ts';
import { binary, kindOf, namedOperands, nary, unary } from '../expression-arguments.ts';
import { type Expr, type Operator, type OperatorTable } from '../expression-types.ts';
import { nullish, type Value } from '../expression-values.ts';
import { textOf } from './convert-text.ts';

const fail = (code: number, message: string): MongoError => new MongoError(code, message);

const concat = (values: readonly Value[]): Value => {
  let out = '';
  for (const value of values) {
    if (nullish(value)) return null;
    if (typeof value !== 'string') throw fail(16702, `$concat only supports strings, not ${kindOf(value)}`);
    out += value;
  }
  return out;
};

/** Text as `$toLower`, `$substr` and their kin take it: numbers and dates are written out, null is empty. */
const coerced = (value: Value, name: string): string => {
  if (nullish(value)) return '';
  if (typeof value === 'string') return value;
  if (isNumber(value) || value instanceof Date || typeOf(value) === 17 || typeOf(value) === 14 || typeOf(value) === 13)
    return textOf(value);
  throw fail(16007, `can't convert from BSON type ${kindOf(value)} to String in ${name}`);
};

const ascii = (text: string, pattern: RegExp, change: (letter: string) => string): string =>
  text.replace(pattern, change);

const number = (value: Value, name: string, what: string, code: number): number => {
  if (!isNumber(value)) throw fail(code, `${name}: ${what} must be a numeric type (is BSON type ${kindOf(value)})`);
  return Math.trunc(toNumber(value));
};

const continues = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

const substrBytes = ([text, start, count]: Value[], name: string): Value => {
  const bytes = Buffer.from(coerced(text, name));
  const from = number(start, name, 'starting index', 16034);
  const length = number(count, name, 'length', 16035);
  if (from < 0) throw fail(50752, `${name}: starting index must be non-negative (got: ${from})`);
  if (from >= bytes.length) return '';
  if (continues(bytes[from]))
    throw fail(28656, `${name}:  Invalid range, starting index is a UTF-8 continuation byte.`);
  const to = length < 0 ? bytes.length : Math.min(bytes.length, from + length);
  if (continues(bytes[to]))
    throw fail(28657, `${name}:  Invalid range, ending index is in the middle of a UTF-8 character.`);
  return bytes.toString('utf8', from, to);
};

const substrCP = ([text, start, count]: Value[], name: string): Value => {
  const points = [...coerced(text, name)];
  if (!isNumber(start))
    throw fail(34450, `${name}: starting index must be a numeric type (is BSON type ${kindOf(start)})`);
  const from = safeInteger(start);
  if (from === undefined)
    throw fail(34451, `${name}: starting index cannot be represented as a 32-bit integral value: ${show(start)}`);
  if (!isNumber(count)) throw fail(34452, `${name}: length must be a numeric type (is BSON type ${kindOf(count)})`);
  const length = safeInteger(count);
  if (length === undefined)
    throw fail(34453, `${name}: length cannot be represented as a 32-bit integral value: ${show(count)}`);
  if (from < 0) throw fail(34455, `${name}: the starting index must be nonnegative integer.`);
  if (length < 0) throw fail(34454, `${name}: length must be a nonnegative integer.`);
  return points.slice(from, from + length).join('');
};

const lengthOf = (code: number, measure: (text: string) => number): Operator =>
  unary((value, name) => {
    if (typeof value !== 'string') throw fail(code, `${name} requires a string argument, found: ${kindOf(value)}`);
    return new Int32(measure(value));
  });

const split = (text: Value, separator: Value): Value => {
  if (nullish(text) || nullish(separator)) return null;
  if (typeof text !== 'string')
    throw fail(
      40085,
      `$split requires an expression that evaluates to a string as a first argument, found: ${kindOf(text)}`,
    );
  if (typeof separator !== 'string')
    throw fail(
      40086,
      `$split requires an expression that evaluates to a string as a second argument, found: ${kindOf(separator)}`,
    );
  if (separator === '') throw fail(40087, '$split requires a non-empty separator');
  return text.split(separator);
};

const indexIn = (
  values: readonly Value[],
  name: string,
  codes: readonly [number, number],
  find: (text: string, part: string, start: number, end: number | undefined) => number,
): Value => {
  const [text, part, start, end] = values;
  if (nullish(text)) return null;
  if (typeof text !== 'string')
    throw fail(codes[0], `${name} requires a string as the first argument, found: ${kindOf(text)}`);
  if (typeof part !== 'string')
    throw fail(codes[1], `${name} requires a string as the second argument, found: ${kindOf(part)}`);
  return new Int32(find(text, part, bound(start, name, 'starting') ?? 0, bound(end, name, 'ending')));
};

const bound = (value: Value, name: string, which: string): number | undefined => {
  if (value === undefined) return undefined;
  const index = safeInteger(value);
  if (index === undefined)
    throw fail(40096, `${name} requires an integral ${which} index, found a value of type: ${kindOf(value)}`);
  if (index < 0) throw fail(40097, `${name} requires a nonnegative ${which} index, found: ${index}`);
  return index;
};

const indexOfCP: Operator = nary(2, 4, (values, name) =>
  indexIn(values, name, [40093, 40094], (text, part, start, end) => {
    const points = [...text];
    const wanted = [...part];
    const last = Math.min(end ?? points.length, points.length) - wanted.length;
    for (let at = start; at <= last; at++) if (wanted.every((point, index) => points[at + index] === point)) return at;
    return -1;
  }),
);

const indexOfBytes: Operator = nary(2, 4, (values, name) =>
  indexIn(values, name, [40091, 40092], (text, part, start, end) => {
    const bytes = Buffer.from(text).subarray(0, end);
    return start > bytes.length ? -1 : bytes.indexOf(part, start);
  }),
);

const blanks = '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

const trim =
  (left: boolean, right: boolean): Operator =>
  (argument, scope, name) => {
    const rules = { required: ['input'], optional: ['chars'], notObject: 50696, unknown: 50694, missing: 50695 };
    const { input, chars } = namedOperands(argument, scope, name, rules);
    return (env) => {
      const text = (input as Expr)(env);
      const set = chars === undefined ? blanks : chars(env);
      if (nullish(text) || nullish(set)) return null;
      if (typeof text !== 'string')
        throw fail(50699, `${name} requires its input to be a string, got ${kindOf(text)} instead.`);
      if (typeof set !== 'string')
        throw fail(50700, `${name} requires 'chars' to be a string, got ${kindOf(set)} instead.`);
      const points = [...text];
      const gone = new Set(set);
      let [from, to] = [0, points.length];
      while (left && from < to && gone.has(points[from] as string)) from++;
      while (right && to > from && gone.has(points[to - 1] as string)) to--;
      return points.slice(from, to).join('');
    };
  };

const replace =
  (all: boolean): Operator =>
  (argument, scope, name) => {
    const rules = { required: ['input', 'find', 'replacement'], notObject: 51751, unknown: 51750, missing: 51749 };
    const parts = namedOperands(argument, scope, name, rules) as Record<'input' | 'find' | 'replacement', Expr>;
    return (env) => {
      const found = (['input', 'find', 'replacement'] as const).map((field, index): Value => {
        const value = parts[field](env);
        if (!nullish(value) && typeof value !== 'string') {
          throw fail(51746 - index, `${name} requires that '${field}' be a string, found: ${kindOf(value)}`);
        }
        return value;
      });
      if (found.some(nullish)) return null;
      const [text, find, replacement] = found as [string, string, string];
      return all ? text.replaceAll(find, () => replacement) : text.replace(find, () => replacement);
    };
  };

const upper = (text: string): string => ascii(text, /[a-z]/g, (letter) => letter.toUpperCase());

/** Text: joining, cutting, searching, trimming, replacing. */
export const textOperators: OperatorTable = {
  $concat: nary(0, Infinity, concat),
  $toLower: unary((value, name) => ascii(coerced(value, name), /[A-Z]/g, (letter) => letter.toLowerCase())),
  $toUpper: unary((value, name) => upper(coerced(value, name))),
  $substr: nary(3, 3, substrBytes),
  $substrBytes: nary(3, 3, substrBytes),
  $substrCP: nary(3, 3, substrCP),
  $strLenBytes: lengthOf(34473, (text) => Buffer.byteLength(text)),
  $strLenCP: lengthOf(34471, (text) => [...text].length),
  $split: binary(split),
  $indexOfCP: indexOfCP,
  $indexOfBytes: indexOfBytes,
  $trim: trim(true, true),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $replaceOne: replace(false),
  $replaceAll: replace(true),
  $strcasecmp: binary(
    (a, b, name) => new Int32(Math.sign(compareText(upper(coerced(a, name)), upper(coerced(b, name))))),
  ),
};
