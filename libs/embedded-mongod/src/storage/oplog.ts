import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { type Doc } from '../bson/value.ts';
import { compareTimes, type LogicalTime } from './clock.ts';
import { type Environment } from './environment.ts';
import { type View } from './view.ts';

/** A change as it is kept: a small head, and the whole document where the change has one. */
export type OplogEntry = {
  readonly time: LogicalTime;
  readonly index: number;
  readonly head: Doc;
  readonly document?: Buffer;
};

const KEY_BYTES = 12;
const bytesKey = Buffer.from('oplog-bytes');
/** At most so many old changes are dropped in one commit, so that no commit takes long. */
const MOST_DROPPED = 3000;
const trimmedKey = Buffer.from('oplog-trimmed');
const first = Buffer.alloc(KEY_BYTES, 0);
const beyond = Buffer.alloc(KEY_BYTES + 1, 255);

/** Key of a change: its time, then its place inside its transaction. */
export const oplogKey = ({ seconds, increment }: LogicalTime, index = 0): Buffer => {
  const key = Buffer.allocUnsafe(KEY_BYTES);
  key.writeUInt32BE(seconds, 0);
  key.writeUInt32BE(increment, 4);
  key.writeUInt32BE(index, 8);
  return key;
};

const entryOf = (key: Buffer, value: Buffer): OplogEntry => {
  const headBytes = value.readInt32LE(0);
  return {
    time: { seconds: key.readUInt32BE(0), increment: key.readUInt32BE(4) },
    index: key.readUInt32BE(8),
    head: decode(value),
    ...(value.length > headBytes ? { document: value.subarray(headBytes) } : {}),
  };
};

/** The history of changes, bounded by bytes: the oldest give way. */
export class Oplog {
  readonly #env: Environment;
  readonly #mostBytes: number;
  #bytes = 0;
  #savedBytes = 0;

  constructor(env: Environment, mostBytes: number) {
    this.#env = env;
    this.#mostBytes = mostBytes;
    this.#bytes = this.#savedBytes = env.get('meta', bytesKey)?.readDoubleBE(0) ?? 0;
  }

  /** Adds a change in the surrounding commit (or to a transaction's private writes). */
  append(view: View, entry: OplogEntry): void {
    const head = encode(entry.head);
    const value = entry.document === undefined ? head : Buffer.concat([head, entry.document]);
    view.put('oplog', oplogKey(entry.time, entry.index), value);
    this.#bytes += value.length;
  }

  /** Drops the oldest changes beyond the bound and saves the size. Call at the end of a commit. */
  trim(): void {
    if (this.#bytes > this.#mostBytes) this.#dropOldest();
    if (this.#bytes === this.#savedBytes) return;
    const value = Buffer.allocUnsafe(8);
    value.writeDoubleBE(this.#bytes);
    this.#env.put('meta', bytesKey, value);
    this.#savedBytes = this.#bytes;
  }

  #dropOldest(): void {
    this.#env.put('meta', trimmedKey, Buffer.of(1));
    let dropped = 0;
    for (const { key, value } of this.#env.scan('oplog', { from: first, to: beyond })) {
      this.#env.remove('oplog', key);
      this.#bytes -= value.length;
      if (this.#bytes <= this.#mostBytes || ++dropped >= MOST_DROPPED) return;
    }
  }

  /** Changes behind a position, oldest first. */
  *after(time: LogicalTime, index: number): Generator<OplogEntry> {
    const from = Buffer.concat([oplogKey(time, index), Buffer.of(0)]);
    for (const { key, value } of this.#env.scan('oplog', { from, to: beyond })) yield entryOf(key, value);
  }

  /** The oldest change still kept. */
  get oldest(): LogicalTime | undefined {
    for (const key of this.#env.scanKeys('oplog', { from: first, to: beyond })) {
      return { seconds: key.readUInt32BE(0), increment: key.readUInt32BE(4) };
    }
    return undefined;
  }

  /** The newest change, or undefined in an empty folder. */
  get newest(): LogicalTime | undefined {
    for (const key of this.#env.scanKeys('oplog', { from: first, to: beyond, reverse: true })) {
      return { seconds: key.readUInt32BE(0), increment: key.readUInt32BE(4) };
    }
    return undefined;
  }

  /** Whether it is certain that nothing changed behind one time, up to another. */
  isUnchanged(behind: LogicalTime, until: LogicalTime): boolean {
    if (!this.reaches(behind)) return false;
    for (const { time } of this.after(behind, 0xffffffff)) return compareTimes(time, until) > 0;
    return true;
  }

  /** Bytes of all changes kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether the history still reaches back to a time. */
  reaches(time: LogicalTime): boolean {
    const { oldest } = this;
    return oldest === undefined || compareTimes(oldest, time) <= 0 || this.#isWhole();
  }

  #isWhole(): boolean {
    return this.#env.get('meta', trimmedKey) === undefined;
  }
}
