import { type Entry, type Environment, type Range, type Snapshot, type StoreName } from './environment.ts';
import { SnapshotView } from './view.ts';

/** `fresh`: keys written since `sorted` was made, each once. */
type Pending = { readonly values: Map<string, Buffer | null>; sorted: string[] | undefined; fresh: string[] };

/** Of more new keys than these all are sorted anew. */
const FRESH_KEYS = 256;

const pending = (): Pending => ({ values: new Map(), sorted: undefined, fresh: [] });

/** Keys as latin1 strings: their code-unit order is the bytes' order. */
const textOf = (key: Buffer): string => key.toString('latin1');

/** First index whose element is not below `text`. */
const lowerBound = (sorted: readonly string[], text: string): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Read view of a transaction: its snapshot overlaid with its own uncommitted writes. */
export class OverlayView extends SnapshotView {
  readonly #pending: Record<StoreName, Pending> = {
    docs: pending(),
    keys: pending(),
    oplog: pending(),
    meta: pending(),
  };
  readonly #onClaim: (store: StoreName, key: Buffer) => void;

  constructor(env: Environment, snapshot: Snapshot, horizon: number, onClaim: (store: StoreName, key: Buffer) => void) {
    super(env, snapshot, horizon);
    this.#onClaim = onClaim;
  }

  override get(store: StoreName, key: Buffer): Buffer | undefined {
    const own = this.#pending[store].values.get(textOf(key));
    if (own !== undefined) return own ?? undefined;
    return super.get(store, key);
  }

  override put(store: StoreName, key: Buffer, value: Buffer): void {
    this.#set(store, textOf(key), Buffer.from(value));
  }

  override remove(store: StoreName, key: Buffer): void {
    this.#set(store, textOf(key), null);
  }

  override claim(store: StoreName, key: Buffer): void {
    this.#onClaim(store, key);
  }

  override *scan(store: StoreName, range: Range): Generator<Entry> {
    const own = this.#ownKeys(store, range);
    const { values } = this.#pending[store];
    const ahead = (a: string, b: string): boolean => (range.reverse ? a > b : a < b);
    let at = 0;
    for (const entry of super.scan(store, range)) {
      const text = textOf(entry.key);
      while (at < own.length && ahead(own[at] as string, text)) yield* this.#own(values, own[at++] as string);
      if (own[at] === text) {
        yield* this.#own(values, own[at++] as string);
        continue;
      }
      yield entry;
    }
    while (at < own.length) yield* this.#own(values, own[at++] as string);
  }

  override *scanKeys(store: StoreName, range: Range): Generator<Buffer> {
    for (const entry of this.scan(store, range)) yield entry.key;
  }

  /** Own writes that add or remove a key of the snapshot change the number. */
  override count(store: StoreName, range: Range): number {
    const { values } = this.#pending[store];
    let change = 0;
    for (const text of this.#ownKeys(store, range)) {
      const isThere = super.get(store, Buffer.from(text, 'latin1')) !== undefined;
      change += Number(values.get(text) !== null) - Number(isThere);
    }
    return super.count(store, range) + change;
  }

  /** Everything written, for the commit. */
  *writes(): Generator<{ store: StoreName; key: Buffer; value: Buffer | null }> {
    for (const store of ['docs', 'keys', 'meta', 'oplog'] as const) {
      for (const [text, value] of this.#pending[store].values) yield { store, key: Buffer.from(text, 'latin1'), value };
    }
  }

  *#own(values: Map<string, Buffer | null>, text: string): Generator<Entry> {
    const value = values.get(text);
    if (value) yield { key: Buffer.from(text, 'latin1'), value };
  }

  #ownKeys(store: StoreName, { from, to, reverse }: Range): string[] {
    const own = this.#pending[store];
    if (own.sorted === undefined) own.sorted = [...own.values.keys()].sort();
    // Writes and scans take turns where many rows are updated: a few new keys are put where they belong, not all sorted anew.
    else for (const text of own.fresh) own.sorted.splice(lowerBound(own.sorted, text), 0, text);
    own.fresh = [];
    const slice = own.sorted.slice(lowerBound(own.sorted, textOf(from)), lowerBound(own.sorted, textOf(to)));
    return reverse ? slice.reverse() : slice;
  }

  #set(store: StoreName, text: string, value: Buffer | null): void {
    const own = this.#pending[store];
    if (own.sorted !== undefined && !own.values.has(text)) own.fresh.push(text);
    if (own.fresh.length > FRESH_KEYS) [own.sorted, own.fresh] = [undefined, []];
    own.values.set(text, value);
  }
}
