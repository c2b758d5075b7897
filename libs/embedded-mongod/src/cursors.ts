import { randomBytes } from 'node:crypto';
import { Long } from 'bson';
import { MongoError } from './errors.ts';

/** A batch pulled from a cursor. */
export type Batch = { readonly documents: readonly Buffer[]; readonly isDone: boolean };

/** What a cursor reads from; documents come as bytes. */
export interface Source {
  /** @param most documents (0: as many as fit); `waitMs` bounds how long an awaiting source may wait for a first one. */
  next(most: number, waitMs: number): Promise<Batch> | Batch;
  close(): void;
  /** A change stream's place, answered with every batch. */
  readonly token?: () => Buffer;
  /** Whether it reads from its collection as it goes, and from an index of that name. */
  readonly uses?: (index?: string) => boolean;
}

/** An open cursor. */
export type Cursor = {
  readonly id: Long;
  readonly namespace: string;
  readonly source: Source;
  readonly session: string | undefined;
  /** Number of the transaction it belongs to. */
  readonly transaction: bigint | undefined;
  readonly isAwaiting: boolean;
  /** Opened with `noCursorTimeout`: lives as long as its session. */
  readonly isTimeless: boolean;
  readonly originating: string;
  maxTimeMS: number | undefined;
  usedAt: number;
  isBusy: boolean;
  /** Why it can no longer be read from. */
  killed?: MongoError;
};

/** How long a cursor may be idle, and how often that is looked at, as MongoDB's defaults. */
export const CURSOR_IDLE_MS = 10 * 60_000;
export const CURSOR_ROUND_SECONDS = 4;

/** All open cursors; idle ones are closed. */
export class Cursors {
  /** `cursorTimeoutMillis` */
  idleMs = CURSOR_IDLE_MS;
  readonly #cursors = new Map<string, Cursor>();
  #timer = this.#every(CURSOR_ROUND_SECONDS);

  /** Registers a cursor. */
  open(parts: Omit<Cursor, 'id' | 'usedAt' | 'isBusy'>): Cursor {
    const bytes = randomBytes(8);
    const id = new Long(bytes.readInt32LE(0), bytes.readInt32LE(4) & 0x7fffffff);
    const cursor: Cursor = { ...parts, id, usedAt: Date.now(), isBusy: false };
    this.#cursors.set(id.toString(), cursor);
    return cursor;
  }

  /** A cursor by its id, or undefined. */
  find(id: Long): Cursor | undefined {
    return this.#cursors.get(id.toString());
  }

  /** @throws MongoError CursorNotFound */
  get(id: Long): Cursor {
    const cursor = this.#cursors.get(id.toString());
    if (cursor === undefined) throw new MongoError('CursorNotFound', `cursor id ${id.toString()} not found`);
    return cursor;
  }

  /** Closes one; false when there was none. */
  close(id: Long): boolean {
    const cursor = this.#cursors.get(id.toString());
    if (cursor === undefined) return false;
    this.#cursors.delete(id.toString());
    if (cursor.killed === undefined) cursor.source.close();
    return true;
  }

  /** Ends those that read a collection, or an index of it: their next `getMore` is refused with 175. */
  kill(namespace: string, why: string, index?: string): void {
    for (const cursor of this.#cursors.values()) {
      if (cursor.killed !== undefined || cursor.namespace !== namespace) continue;
      if (cursor.source.uses?.(index) !== true) continue;
      cursor.source.close();
      cursor.killed = new MongoError('QueryPlanKilled', why);
    }
  }

  /** Closes those that meet a condition. */
  closeWhere(test: (cursor: Cursor) => boolean): void {
    for (const cursor of [...this.#cursors.values()]) if (test(cursor)) this.close(cursor.id);
  }

  get size(): number {
    return this.#cursors.size;
  }

  closeAll(): void {
    clearInterval(this.#timer);
    this.closeWhere(() => true);
  }

  /** `clientCursorMonitorFrequencySecs` */
  sweepEvery(seconds: number): void {
    clearInterval(this.#timer);
    this.#timer = this.#every(seconds);
  }

  #every(seconds: number): NodeJS.Timeout {
    return setInterval(() => this.#sweep(), Math.max(0.05, seconds) * 1000).unref();
  }

  #sweep(): void {
    const oldest = Date.now() - this.idleMs;
    this.closeWhere((cursor) => !cursor.isBusy && !cursor.isTimeless && cursor.usedAt < oldest);
  }
}
