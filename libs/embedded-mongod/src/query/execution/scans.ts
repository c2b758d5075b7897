import { type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { isMultikey, keyPatternOf, type CollectionInfo } from '../../storage/collection.ts';
import { type Range } from '../../storage/environment.ts';
import { encodedPart, identStart, recordKey, ridAtEnd } from '../../storage/keys.ts';
import { type View } from '../../storage/view.ts';
import { type IndexScan } from '../planner/index-scan.ts';
import { counted, Row, type Stage } from './stage.ts';

/** Says a statement's time is up, or that its session or cursor was ended. */
export type Watch = () => void;

/** Whether a record belongs to the answer. */
export type Test = (row: Row) => boolean;

/** Every record, in the order of insertion. */
export class CollectionScan implements Stage {
  readonly name = 'COLLSCAN';
  readonly inputs = [];
  readonly counted = counted();

  constructor(
    private readonly view: View,
    private readonly collection: CollectionInfo,
    private readonly options: {
      readonly filter: Doc;
      readonly test: Test | undefined;
      readonly reverse: boolean;
      readonly watch: Watch;
    },
  ) {}

  *rows(): Generator<Row> {
    const { test, reverse, watch } = this.options;
    const range: Range = {
      from: identStart(this.collection.ident),
      to: identStart(this.collection.ident + 1),
      reverse,
    };
    for (const { key, value } of this.view.scan('docs', range)) {
      this.counted.works += 1;
      this.counted.docsExamined += 1;
      watch();
      const row = new Row(ridAtEnd(key), value);
      if (test !== undefined && !test(row)) continue;
      this.counted.advanced += 1;
      yield row;
    }
  }

  describe(): Iterable<readonly [string, Value]> {
    const filter: (readonly [string, Value])[] = this.options.filter.size > 0 ? [['filter', this.options.filter]] : [];
    return [...filter, ['direction', this.options.reverse ? 'backward' : 'forward']];
  }
}

/** The entries of some ranges of an index, each record once. */
export class IndexRanges implements Stage {
  readonly name: string = 'IXSCAN';
  readonly inputs = [];
  readonly counted = counted();

  constructor(
    protected readonly view: View,
    protected readonly scan: IndexScan,
    protected readonly ranges: readonly Range[],
    protected readonly watch: Watch,
    private readonly keyFrom = 0,
  ) {}

  *rows(): Generator<Row> {
    const { index, reverse } = this.scan;
    const seen = isMultikey(index) ? new Set<number>() : undefined;
    for (const rid of this.entries()) {
      if (seen !== undefined) {
        if (seen.has(rid.rid)) continue;
        seen.add(rid.rid);
      }
      this.counted.advanced += 1;
      yield new Row(rid.rid, undefined, rid.key);
    }
    void reverse;
  }

  describe(): Iterable<readonly [string, Value]> {
    const { index, intervals, reverse } = this.scan;
    const bounds: Doc = new Map(
      index.fields.map(({ path, direction }, at) => {
        const list = (intervals[at] ?? []).map(({ text }) => (direction === 1 ? text : turned(text)));
        return [path, reverse ? list.reverse().map(turned) : list];
      }),
    );
    return [
      ['keyPattern', keyPatternOf(index)],
      ['indexName', index.name],
      ...(index.collation === undefined ? [] : ([['collation', index.collation]] as const)),
      ['isMultiKey', isMultikey(index)],
      [
        'multiKeyPaths',
        new Map(index.fields.map(({ path }, at): [string, Value] => [path, index.multikey[at] ? [path] : []])),
      ],
      ['isUnique', index.unique && index.name !== '_id_'],
      ['isSparse', index.sparse],
      ['isPartial', index.filter !== undefined],
      ['indexVersion', 2 as unknown as Value],
      ['direction', reverse ? 'backward' : 'forward'],
      ['indexBounds', bounds],
    ].map(([name, value]) => [name as string, value as Value] as const);
  }

  protected *entries(): Generator<{ rid: number; key: Buffer }> {
    const { index, reverse } = this.scan;
    const ranges = reverse ? [...this.ranges].reverse() : this.ranges;
    for (const { from, to } of ranges) {
      const range = { from, to, reverse };
      if (index.unique) {
        for (const { key, value } of this.view.scan('keys', range)) {
          this.count();
          yield { rid: ridAtEnd(value), key: encodedPart(key, true).subarray(this.keyFrom) };
        }
      } else {
        for (const key of this.view.scanKeys('keys', range)) {
          this.count();
          yield { rid: ridAtEnd(key), key: encodedPart(key, false).subarray(this.keyFrom) };
        }
      }
    }
  }

  protected count(): void {
    this.counted.works += 1;
    this.counted.keysExamined += 1;
    this.watch();
  }
}

/** The one entry of a unique index under a whole key: asked for by its key, without a cursor. */
export class IndexPoint extends IndexRanges {
  protected override *entries(): Generator<{ rid: number; key: Buffer }> {
    for (const { from } of this.ranges) {
      const value = this.view.get('keys', from);
      if (value === undefined) continue;
      this.count();
      yield { rid: ridAtEnd(value), key: encodedPart(from, true) };
    }
  }
}

const turned = (text: string): string => {
  const comma = text.indexOf(', ');
  const open = text[0] === '[' ? ']' : ')';
  const close = text[text.length - 1] === ']' ? '[' : '(';
  return `${close}${text.slice(comma + 2, -1)}, ${text.slice(1, comma)}${open}`;
};

/** The records behind index entries, those that do not pass the filter left out. */
export class Fetch implements Stage {
  readonly name = 'FETCH';
  readonly inputs: readonly Stage[];
  readonly counted = counted();

  constructor(
    private readonly view: View,
    private readonly collection: CollectionInfo,
    private readonly input: Stage,
    private readonly options: { readonly filter: Doc; readonly test: Test | undefined },
  ) {
    this.inputs = [input];
  }

  *rows(): Generator<Row> {
    for (const { rid, key } of this.input.rows()) {
      this.counted.works += 1;
      const bytes = this.view.get('docs', recordKey(this.collection.ident, rid));
      if (bytes === undefined) continue;
      this.counted.docsExamined += 1;
      checkWhole(bytes);
      const row = new Row(rid, bytes, key);
      if (this.options.test !== undefined && !this.options.test(row)) continue;
      this.counted.advanced += 1;
      yield row;
    }
  }

  describe(): Iterable<readonly [string, Value]> {
    return this.options.test !== undefined && this.options.filter.size > 0 ? [['filter', this.options.filter]] : [];
  }
}

/** A record says its own length: what disagrees is damaged and must not be served. */
export const checkWhole = (bytes: Buffer): void => {
  if (bytes.length >= 5 && bytes.readInt32LE(0) === bytes.length && bytes[bytes.length - 1] === 0) return;
  throw new MongoError('InvalidBSON', 'a stored document is damaged');
};

/** Counts the entries of exact ranges without looking at records. */
export class CountScan extends IndexRanges {
  override readonly name = 'COUNT_SCAN';
}

/** Nothing at all. */
export class Eof implements Stage {
  readonly name = 'EOF';
  readonly inputs = [];
  readonly counted = counted();

  *rows(): Generator<Row> {
    yield* [];
  }

  describe(): Iterable<readonly [string, Value]> {
    return [['type', 'nonExistentNamespace']];
  }
}
