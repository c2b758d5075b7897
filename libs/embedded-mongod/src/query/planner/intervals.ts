import { BSONRegExp, Double, MaxKey, MinKey } from 'bson';
import { encodeKey } from '../../bson/keys.ts';
import { isNumber, toNumber } from '../../bson/numeric.ts';
import { show } from '../../bson/show.ts';
import { rankOf } from '../../bson/type-of.ts';
import { isDoc, type StringOrder, type Value } from '../../bson/value.ts';
import { afterPrefix } from '../../storage/keys.ts';
import { type Predicate } from './predicates.ts';

/** Encoded values from `low` (included) to `high` (excluded), ascending; `point` when it is one value. `text` is for explanations only. */
export type Interval = { readonly low: Buffer; readonly high: Buffer; readonly point?: true; readonly text: string };

/** Everything an index can hold. */
export const everything: Interval = { low: Buffer.alloc(0), high: Buffer.of(255), text: '[MinKey, MaxKey]' };

/** Whether an interval list restricts nothing. */
export const isEverything = (intervals: readonly Interval[]): boolean =>
  intervals.length === 1 && intervals[0] === everything;

const next = (bytes: Uint8Array): Buffer => afterPrefix(bytes) ?? Buffer.of(255);

const point = (value: Value, order?: StringOrder): Interval => {
  const low = encodeKey([value], [], order);
  return {
    low,
    high: next(low),
    point: true,
    get text() {
      const text = show(value);
      return `[${text}, ${text}]`;
    },
  };
};

const bracket = (rank: number, text: string): Interval => ({ low: Buffer.of(rank), high: Buffer.of(rank + 1), text });

const equal = (value: Value, order?: StringOrder): Interval[] => {
  if (value === undefined) return [point(undefined, order), point(null, order)];
  if (!Array.isArray(value)) return [point(value, order)];
  return union([point(value.length === 0 ? undefined : value[0], order), point(value, order)]);
};

const lowest = (value: Value, order?: StringOrder): Buffer =>
  isNumber(value) ? encodeKey([new Double(-Infinity)], [], order) : Buffer.of(rankOf(value));

const range = (operator: string, value: Value, order?: StringOrder): Interval[] | undefined => {
  if (Array.isArray(value)) return undefined;
  if (value === null || value === undefined) return operator === '$gte' || operator === '$lte' ? [point(null)] : [];
  if (value instanceof MinKey || value instanceof MaxKey) return undefined;
  if (isNumber(value) && Number.isNaN(toNumber(value))) return operator.endsWith('e') ? [point(value)] : [];
  const encoded = encodeKey([value], [], order);
  const bracketEnd = Buffer.of(rankOf(value) + 1);
  const between = (low: Buffer, high: Buffer): Interval[] => [
    {
      low,
      high,
      get text() {
        return rangeText(operator, value);
      },
    },
  ];
  switch (operator) {
    case '$gt':
      return between(next(encoded), bracketEnd);
    case '$gte':
      return between(encoded, bracketEnd);
    case '$lt':
      return between(lowest(value, order), encoded);
    default:
      return between(lowest(value, order), next(encoded));
  }
};

const rangeText = (operator: string, value: Value): string => {
  const text = show(value);
  if (operator.startsWith('$g')) return `${operator === '$gt' ? '(' : '['}${text}, ${highText(value)}`;
  return `${lowText(value)}, ${text}${operator === '$lt' ? ')' : ']'}`;
};

const highText = (value: Value): string => {
  if (isNumber(value)) return 'inf.0]';
  if (typeof value === 'string') return '{})';
  if (value instanceof Date) return 'new Date(9223372036854775807)]';
  return isDoc(value) ? '[])' : 'MaxKey)';
};

const lowText = (value: Value): string => {
  if (isNumber(value)) return '[-inf.0';
  if (typeof value === 'string') return '[""';
  if (value instanceof Date) return '[new Date(-9223372036854775808)';
  return isDoc(value) ? '[{}' : '(MinKey';
};

const special = /[.*+?^${}()|[\]\\]/;

/** The text every match of an anchored pattern begins with; undefined when there is none. */
const prefixOf = ({ pattern, options }: BSONRegExp): string | undefined => {
  if (/[^s]/.test(options) || !(pattern.startsWith('^') || pattern.startsWith('\\A'))) return undefined;
  if (pattern.includes('|')) return undefined;
  let text = '';
  let rest = pattern.slice(pattern.startsWith('^') ? 1 : 2);
  while (rest !== '') {
    const escaped = rest[0] === '\\' && rest.length > 1 && /[^a-zA-Z0-9]/.test(rest[1] as string);
    const [char] = escaped ? (rest.slice(1) as Iterable<string>) : rest;
    if (char === undefined || (!escaped && special.test(char))) {
      return (/^[*?{]/.test(rest) ? [...text].slice(0, -1).join('') : text) || undefined;
    }
    text += char;
    rest = rest.slice(char.length + (escaped ? 1 : 0));
  }
  return text || undefined;
};

const regex = (value: BSONRegExp, order?: StringOrder): Interval[] => {
  const own = point(value);
  const prefix = order === undefined ? prefixOf(value) : undefined;
  const pattern = `/${value.pattern}/${value.options}`;
  if (prefix === undefined) return [{ ...bracket(15, `["", {})`) }, { ...own, text: `[${pattern}, ${pattern}]` }];
  const low = Buffer.concat([Buffer.of(15), Buffer.from(prefix)]);
  const last = [...prefix].at(-1) as string;
  const end = prefix.slice(0, -last.length) + String.fromCodePoint((last.codePointAt(0) as number) + 1);
  return [
    { low, high: next(low), text: `["${prefix}", "${end}")` },
    { ...own, text: `[${pattern}, ${pattern}]` },
  ];
};

/** Intervals in order, overlapping ones joined. */
export const union = (intervals: readonly Interval[]): Interval[] => {
  const sorted = [...intervals].sort((a, b) => Buffer.compare(a.low, b.low));
  const out: Interval[] = [];
  for (const one of sorted) {
    const last = out[out.length - 1];
    if (
      last === undefined ||
      Buffer.compare(last.high, one.low) < 0 ||
      (last.point && one.point && !last.low.equals(one.low))
    )
      out.push(one);
    else if (Buffer.compare(one.high, last.high) > 0)
      out[out.length - 1] = {
        low: last.low,
        high: one.high,
        get text() {
          return `${last.text} ∪ ${one.text}`;
        },
      };
  }
  return out;
};

/** What lies in both lists. */
export const intersection = (a: readonly Interval[], b: readonly Interval[]): Interval[] => {
  if (a.length === 1 && a[0] === everything) return [...b];
  if (b.length === 1 && b[0] === everything) return [...a];
  const out: Interval[] = [];
  for (const one of a) {
    for (const two of b) {
      const low = Buffer.compare(one.low, two.low) >= 0 ? one : two;
      const high = Buffer.compare(one.high, two.high) <= 0 ? one : two;
      if (Buffer.compare(low.low, high.high) >= 0) continue;
      if (one.point || two.point) out.push(one.point ? one : two);
      else
        out.push({
          low: low.low,
          high: high.high,
          get text() {
            return `${low.text.split(', ')[0]}, ${high.text.split(', ').slice(1).join(', ')}`;
          },
        });
    }
  }
  return union(out);
};

const complement = (intervals: readonly Interval[]): Interval[] => {
  const out: Interval[] = [];
  let low = everything.low;
  let from = '[MinKey';
  for (const one of union(intervals)) {
    const value = one.text.slice(1).split(', ')[0] as string;
    out.push({ low, high: one.low, text: `${from}, ${value})` });
    low = one.high;
    from = `(${value}`;
  }
  out.push({ low, high: everything.high, text: `${from}, MaxKey]` });
  return out;
};

/** What was answered of a condition: every index that begins with its path asks again. */
const answered = new WeakMap<Predicate, readonly Interval[] | null>();

/**
 * The intervals of an index field that hold every match of a condition; undefined when an index cannot help.
 * They may hold more than the matches: the filter is checked afterwards.
 */
export const intervalsOf = (predicate: Predicate, order?: StringOrder): readonly Interval[] | undefined => {
  if (order !== undefined) return boundsOf(predicate, order);
  let intervals = answered.get(predicate);
  if (intervals === undefined) {
    intervals = boundsOf(predicate) ?? null;
    answered.set(predicate, intervals);
  }
  return intervals ?? undefined;
};

const boundsOf = ({ operator, operand }: Predicate, order?: StringOrder): readonly Interval[] | undefined => {
  switch (operator) {
    case '$eq':
      return equal(operand, order);
    case '$in':
      if (!Array.isArray(operand)) return undefined;
      return union(operand.flatMap((item) => (item instanceof BSONRegExp ? regex(item, order) : equal(item, order))));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(operator, operand, order);
    case '$regex':
      return operand instanceof BSONRegExp ? regex(operand, order) : undefined;
    case '$exists':
      return operand === false || (isNumber(operand) && toNumber(operand) === 0) ? [point(null)] : [everything];
    case '$ne':
      return Array.isArray(operand) || operand instanceof BSONRegExp ? undefined : complement(equal(operand, order));
    case '$nin':
      if (!Array.isArray(operand) || operand.some((item) => Array.isArray(item) || item instanceof BSONRegExp))
        return undefined;
      return complement(operand.flatMap((item) => equal(item, order)));
    default:
      return undefined;
  }
};
