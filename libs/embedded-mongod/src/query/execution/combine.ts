import { type Doc, type Value } from '../../bson/value.ts';
import { int } from '../../bson/numeric.ts';
import { MongoError } from '../../errors.ts';
import { type Sorter } from '../sort.ts';
import { counted, type Row, type Stage } from './stage.ts';

type Kept = { readonly row: Row; readonly at: number; readonly key: Value[] };
type Head = { readonly rows: Generator<Row>; row: Row; key: Value[] };

const sortBytesMost = 100 * 1024 * 1024;

/** Sorts everything below it; keeps only the best rows when there is a limit. */
export class Sort implements Stage {
  readonly name = 'SORT';
  readonly inputs: readonly Stage[];
  readonly counted = counted();
  #bytes = 0;

  constructor(
    private readonly input: Stage,
    private readonly options: {
      readonly pattern: Doc;
      readonly sorter: Sorter;
      readonly limit: number;
      readonly mayUseDisk: boolean;
    },
  ) {
    this.inputs = [input];
  }

  *rows(): Generator<Row> {
    const { sorter, limit } = this.options;
    let kept: Kept[] = [];
    let at = 0;
    const order = (a: Kept, b: Kept): number => sorter.compareKeys(a.key, b.key) || a.at - b.at;
    for (const row of this.input.rows()) {
      kept.push({ row, at: at++, key: sorter.keyOf(row.doc) });
      this.#bytes += row.bytes?.length ?? 0;
      if (limit > 0 && kept.length >= limit * 2 + 1000) kept = kept.sort(order).slice(0, limit);
      if (limit === 0 && !this.options.mayUseDisk && this.#bytes > sortBytesMost) throw tooMuch();
    }
    kept.sort(order);
    for (const { row } of limit > 0 ? kept.slice(0, limit) : kept) {
      this.counted.advanced += 1;
      yield row;
    }
  }

  describe(): Iterable<readonly [string, Value]> {
    const { pattern, limit } = this.options;
    return [
      ['sortPattern', pattern],
      ['memLimit', int(sortBytesMost)],
      ...(limit > 0 ? ([['limitAmount', int(limit)]] as const) : []),
      ['type', 'simple'],
    ];
  }

  told(): Iterable<readonly [string, Value]> {
    return [
      ['totalDataSizeSorted', int(this.#bytes)],
      ['usedDisk', false],
    ];
  }
}

const tooMuch = (): MongoError =>
  new MongoError(
    'QueryExceededMemoryLimitNoDiskUseAllowed',
    `Executor error during find command :: caused by :: Sort exceeded memory limit of ${sortBytesMost} bytes, but did not opt in to external sorting.`,
  );

/** Merges ordered inputs into one order, each record once. */
export class SortMerge implements Stage {
  readonly name = 'SORT_MERGE';
  readonly counted = counted();

  constructor(
    readonly inputs: readonly Stage[],
    private readonly pattern: Doc,
    private readonly sorter: Sorter,
  ) {}

  *rows(): Generator<Row> {
    let live: Head[] = [];
    for (const input of this.inputs) {
      const rows = input.rows();
      const first = rows.next();
      if (first.done !== true) live.push({ rows, row: first.value, key: this.sorter.keyOf(first.value.doc) });
    }
    const seen = new Set<number>();
    while (live.length > 0) {
      let best = live[0] as Head;
      for (const head of live) if (this.sorter.compareKeys(head.key, best.key) < 0) best = head;
      const { row } = best;
      if (!seen.has(row.rid)) {
        seen.add(row.rid);
        this.counted.advanced += 1;
        yield row;
      }
      const next = best.rows.next();
      if (next.done === true) live = live.filter((head) => head !== best);
      else {
        best.row = next.value;
        best.key = this.sorter.keyOf(next.value.doc);
      }
    }
  }

  describe(): Iterable<readonly [string, Value]> {
    return [['sortPattern', this.pattern]];
  }
}

/** The rows of several plans, each record once. */
export class Or implements Stage {
  readonly name = 'OR';
  readonly counted = counted();

  constructor(readonly inputs: readonly Stage[]) {}

  *rows(): Generator<Row> {
    const seen = new Set<number>();
    for (const input of this.inputs) {
      for (const row of input.rows()) {
        if (seen.has(row.rid)) continue;
        seen.add(row.rid);
        this.counted.advanced += 1;
        yield row;
      }
    }
  }

  describe(): Iterable<readonly [string, Value]> {
    return [];
  }
}

/** Leaves out the first rows. */
export class Skip implements Stage {
  readonly name = 'SKIP';
  readonly inputs: readonly Stage[];
  readonly counted = counted();

  constructor(
    private readonly input: Stage,
    private readonly amount: number,
  ) {
    this.inputs = [input];
  }

  *rows(): Generator<Row> {
    let left = this.amount;
    for (const row of this.input.rows()) {
      if (left-- > 0) continue;
      this.counted.advanced += 1;
      yield row;
    }
  }

  describe(): Iterable<readonly [string, Value]> {
    return [['skipAmount', int(this.amount)]];
  }
}

/** Ends after some rows. */
export class Limit implements Stage {
  readonly name = 'LIMIT';
  readonly inputs: readonly Stage[];
  readonly counted = counted();

  constructor(
    private readonly input: Stage,
    private readonly amount: number,
  ) {
    this.inputs = [input];
  }

  *rows(): Generator<Row> {
    let left = this.amount;
    for (const row of this.input.rows()) {
      this.counted.advanced += 1;
      yield row;
      if (--left <= 0) return;
    }
  }

  describe(): Iterable<readonly [string, Value]> {
    return [['limitAmount', int(this.amount)]];
  }
}
