import { type Engine } from './engine.ts';
import { logDelete } from './commands/shared/changes.ts';
import { valuesAt } from './query/sort.ts';
import { decode } from './bson/decode.ts';
import { encodeKey } from './bson/keys.ts';
import { type CollectionInfo, type IndexInfo } from './storage/collection.ts';
import { removeRecord } from './storage/records.ts';
import { entryKey, recordKey, ridAtEnd } from './storage/keys.ts';
import { LockedByTransaction } from './transactions/write-locks.ts';

const MOST_AT_ONCE = 500;

/** Deletes what has expired, once a minute, in slices that share commits with other writers. */
export class TtlMonitor {
  #timer: NodeJS.Timeout;
  readonly #engine: Engine;
  #isRunning = false;
  #isStopped = false;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#timer = this.#every(60);
    engine.onTtlSetting = (seconds) => {
      clearInterval(this.#timer);
      this.#timer = this.#every(seconds);
    };
  }

  /** Ends the rounds. */
  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#timer);
  }

  /** One round over all TTL indexes. */
  async round(): Promise<void> {
    if (this.#isRunning || this.#isStopped) return;
    if (this.#engine.parameters.get('ttlMonitorEnabled') === false) return;
    this.#isRunning = true;
    try {
      for (const collection of this.#engine.catalog.list()) {
        for (const index of collection.indexes) {
          if (index.expireAfterSeconds !== undefined) await this.#expire(collection, index, index.expireAfterSeconds);
        }
      }
    } catch (error) {
      if (!this.#isStopped) this.#engine.log(`TTL round failed: ${String(error)}`);
    } finally {
      this.#isRunning = false;
    }
  }

  async #expire(collection: CollectionInfo, index: IndexInfo, seconds: number): Promise<void> {
    const limit = new Date(Date.now() - seconds * 1000);
    while (!this.#isStopped) {
      if ((await this.#slice(collection, index, limit)) < MOST_AT_ONCE) return;
    }
  }

  #slice(collection: CollectionInfo, index: IndexInfo, limit: Date): Promise<number> {
    return this.#engine.write((scope) => {
      if (scope.find(collection.db, collection.name) !== collection) return 0;
      let removed = 0;
      for (const rid of this.#expired(index, limit)) {
        const bytes = scope.view.get('docs', recordKey(collection.ident, rid));
        if (bytes === undefined) continue;
        const doc = decode(bytes);
        const path = index.fields[0]?.path ?? '';
        const dates = valuesAt(doc, path.split('.')).filter((value) => value instanceof Date);
        if (!dates.some((date) => date <= limit)) continue;
        try {
          removeRecord({ view: scope.view, catalogChanges: scope.catalogChanges }, collection, {
            rid,
            doc,
            bytes: bytes.length,
          });
        } catch (error) {
          // A running transaction holds it: the next round comes back to it.
          if (error instanceof LockedByTransaction) continue;
          throw error;
        }
        logDelete(scope, collection, doc);
        removed += 1;
      }
      return removed;
    });
  }

  #expired(index: IndexInfo, limit: Date): number[] {
    const directions = index.fields.map(({ direction }) => direction);
    const ends = [encodeKey([new Date(-8.64e15)], directions), encodeKey([limit], directions)].sort(Buffer.compare);
    const from = entryKey(index.ident, ends[0] as Buffer);
    const to = Buffer.concat([entryKey(index.ident, ends[1] as Buffer), Buffer.alloc(8, 255)]);
    const rids: number[] = [];
    for (const { key, value } of this.#engine.env.scan('keys', { from, to })) {
      rids.push(ridAtEnd(index.unique ? value : key));
      if (rids.length >= MOST_AT_ONCE * 2) break;
    }
    return rids;
  }

  #every(seconds: number): NodeJS.Timeout {
    return setInterval(() => void this.round(), Math.max(0.05, seconds) * 1000).unref();
  }
}
