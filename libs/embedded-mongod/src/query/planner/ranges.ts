import { type IndexInfo } from '../../storage/collection.ts';
import { type Range } from '../../storage/environment.ts';
import { afterPrefix, entryKey, identStart } from '../../storage/keys.ts';
import { type Interval } from './intervals.ts';

/** More ranges than this are not merged for a sort, as MongoDB's limit for exploding scans. */
const MOST_MERGED = 200;
const MOST_PREFIXES = 2000;
/** Longer keys are kept shortened, so bounds must be as well. */
const longest = 1900;

const inverted = (bytes: Buffer): Buffer => {
  const out = Buffer.from(bytes);
  for (let at = 0; at < out.length; at++) out[at] = ~(out[at] as number);
  return out;
};

/** An interval as byte bounds of the field's place in the key. */
const bytesOf = ({ low, high }: Interval, direction: 1 | -1): { low: Buffer; high: Buffer | undefined } => {
  if (direction === 1) return { low, high };
  const start = afterPrefix(inverted(high)) ?? Buffer.of(255, 255);
  return {
    low: high.length === 1 && high[0] === 255 ? Buffer.alloc(0) : start,
    high: low.length === 0 ? Buffer.of(255) : afterPrefix(inverted(low)),
  };
};

const cut = (bytes: Buffer): Buffer => (bytes.length > longest ? bytes.subarray(0, longest) : bytes);

const rangeOf = (index: IndexInfo, prefix: Buffer, interval: Interval | undefined, direction: 1 | -1): Range => {
  const bounds = interval === undefined ? { low: Buffer.alloc(0), high: undefined } : bytesOf(interval, direction);
  const low = Buffer.concat([prefix, bounds.low]);
  const high = bounds.high === undefined ? undefined : Buffer.concat([prefix, bounds.high]);
  const from = entryKey(index.ident, cut(low));
  const top = high === undefined ? afterPrefix(cut(prefix)) : high.length > longest ? afterPrefix(cut(high)) : high;
  const to = top === undefined ? identStart(index.ident + 1) : entryKey(index.ident, top);
  return { from, to };
};

const pointBytes = (interval: Interval, direction: 1 | -1): Buffer =>
  direction === 1 ? interval.low : inverted(interval.low);

/** The ranges of keys that hold all values of the intervals; in groups to be merged when the sort begins behind several prefixes. */
export const rangesOf = (
  index: IndexInfo,
  intervals: readonly (readonly Interval[])[],
  sortFrom: number | undefined,
): { groups: Range[][]; depth: number; merged: boolean } => {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let field = 0;
  let mergeAt: Buffer[] | undefined = sortFrom === 0 ? prefixes : undefined;
  for (; field < index.fields.length; field++) {
    if (field === sortFrom) mergeAt = prefixes;
    const list = intervals[field] as readonly Interval[];
    if (!list.every((one) => one.point) || prefixes.length * list.length > MOST_PREFIXES) break;
    const { direction } = index.fields[field] as { direction: 1 | -1 };
    const points = list.map((one) => pointBytes(one, direction));
    prefixes = prefixes.flatMap((prefix) => points.map((bytes) => Buffer.concat([prefix, bytes])));
  }
  if (sortFrom !== undefined && sortFrom >= field) mergeAt ??= prefixes;
  const ranges: { prefix: Buffer; range: Range }[] = [];
  for (const prefix of prefixes) {
    if (field === index.fields.length) {
      ranges.push({ prefix, range: rangeOf(index, prefix, undefined, 1) });
      continue;
    }
    const { direction } = index.fields[field] as { direction: 1 | -1 };
    for (const interval of intervals[field] as readonly Interval[])
      ranges.push({ prefix, range: rangeOf(index, prefix, interval, direction) });
  }
  ranges.sort((a, b) => Buffer.compare(a.range.from, b.range.from));
  const depth = Math.min(field + 1, index.fields.length);
  if (mergeAt === undefined || mergeAt.length <= 1)
    return { groups: [ranges.map(({ range }) => range)], depth, merged: true };
  if (mergeAt.length > MOST_MERGED) return { groups: [ranges.map(({ range }) => range)], depth, merged: false };
  const groups = mergeAt.map((head) =>
    ranges.filter(({ prefix }) => prefix.subarray(0, head.length).equals(head)).map(({ range }) => range),
  );
  return { groups: groups.filter((group) => group.length > 0), depth, merged: true };
};
