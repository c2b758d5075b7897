import { type Binary, Double, Int32, UUID } from 'bson';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { isDoc, type Doc, type Value } from '../bson/value.ts';
import { queryOrder } from '../query/query-order.ts';
import { compileValidator } from '../query/validator.ts';
import { collationOf, namespaceOf, type CollectionInfo, type IndexInfo } from './collection.ts';
import { type Environment } from './environment.ts';
import { indexInfo, numberOf } from './index-info.ts';
import { afterPrefix, identStart, ridAtEnd } from './keys.ts';

const catalogPrefix = Buffer.from('c/');
const countPrefix = 'n/';
const identKey = Buffer.from('next-ident');

const catalogKey = (ident: number): Buffer => Buffer.from(`c/${ident}`);
const countKey = (ident: number): Buffer => Buffer.from(`${countPrefix}${ident}`);

/** What exists: collections and their indexes, in memory, saved with the commit that changes them. */
export class Catalog {
  readonly #env: Environment;
  readonly #collections = new Map<string, CollectionInfo>();
  readonly #dirty = new Set<CollectionInfo>();
  readonly #counted = new Set<CollectionInfo>();
  readonly #droppedIdents = new Set<number>();
  #nextIdent = 1;
  #savedIdent = 1;

  constructor(env: Environment) {
    this.#env = env;
    const next = env.get('meta', identKey);
    if (next !== undefined) this.#nextIdent = this.#savedIdent = next.readUInt32BE(0);
    for (const { value } of env.scan('meta', { from: catalogPrefix, to: afterPrefix(catalogPrefix) as Buffer })) {
      const collection = this.#read(decode(value));
      this.#collections.set(namespaceOf(collection), collection);
    }
  }

  /** A collection by namespace. */
  find(db: string, name: string): CollectionInfo | undefined {
    return this.#collections.get(`${db}.${name}`);
  }

  /** Collections of one database, or all, by name. */
  list(db?: string): CollectionInfo[] {
    const all = [...this.#collections.values()].filter((one) => db === undefined || one.db === db);
    return all.sort((a, b) => (namespaceOf(a) < namespaceOf(b) ? -1 : 1));
  }

  /** Names of databases that hold a collection. */
  databases(): string[] {
    return [...new Set(this.list().map(({ db }) => db))].sort();
  }

  /** Makes a collection with its `_id` index, not yet in the catalog (a transaction keeps it to itself). */
  make(db: string, name: string, options: Doc, uuid: Binary = new UUID()): CollectionInfo {
    const collation = collationOf(options);
    const spec: Doc = new Map<string, Value>([
      ['v', new Int32(2)],
      ['key', new Map([['_id', new Int32(1)]])],
      ['name', '_id_'],
    ]);
    if (collation !== undefined) spec.set('collation', collation);
    return {
      db,
      name,
      ident: this.takeIdent(),
      uuid,
      options,
      indexes: [indexInfo(this.takeIdent(), spec)],
      order: collation === undefined ? undefined : queryOrder(collation),
      validate: compileValidator(options),
      count: 0,
      bytes: 0,
      nextRid: 1,
    };
  }

  /** A number never used before, for a collection or an index. */
  takeIdent(): number {
    return this.#nextIdent++;
  }

  /** Puts a made collection into the catalog; call inside a commit. */
  add(collection: CollectionInfo): void {
    this.#collections.set(namespaceOf(collection), collection);
    this.#dirty.add(collection);
    this.#counted.add(collection);
  }

  /** Takes a collection out; its records are swept later. Call inside a commit. */
  remove(collection: CollectionInfo): void {
    this.#collections.delete(namespaceOf(collection));
    this.#dirty.delete(collection);
    this.#counted.delete(collection);
    this.#env.remove('meta', catalogKey(collection.ident));
    this.#env.remove('meta', countKey(collection.ident));
    this.markDropped(collection.ident);
    for (const { ident } of collection.indexes) this.markDropped(ident);
  }

  /** Gives a collection another name; call inside a commit. */
  rename(collection: CollectionInfo, db: string, name: string): void {
    this.#collections.delete(namespaceOf(collection));
    collection.db = db;
    collection.name = name;
    this.add(collection);
  }

  /** Marks the records of an ident for sweeping; call inside a commit. */
  markDropped(ident: number): void {
    this.#droppedIdents.add(ident);
    this.#env.put('meta', Buffer.from(`x/${ident}`), Buffer.of(1));
  }

  /** The catalog entry changed: saved by {@link save}. */
  changed(collection: CollectionInfo): void {
    if (this.#collections.get(namespaceOf(collection)) === collection) this.#dirty.add(collection);
  }

  /** Counts moved: saved by {@link save}. */
  counted(collection: CollectionInfo, documents: number, bytes: number): void {
    collection.count += documents;
    collection.bytes += bytes;
    if (this.#collections.get(namespaceOf(collection)) === collection) this.#counted.add(collection);
  }

  /** Writes what changed since the last call; call at the end of a commit. */
  save(): void {
    for (const collection of this.#dirty)
      this.#env.put('meta', catalogKey(collection.ident), encode(this.#write(collection)));
    for (const { ident, count, bytes } of this.#counted) {
      const value = Buffer.allocUnsafe(16);
      value.writeDoubleBE(count, 0);
      value.writeDoubleBE(bytes, 8);
      this.#env.put('meta', countKey(ident), value);
    }
    if (this.#nextIdent !== this.#savedIdent) {
      const value = Buffer.allocUnsafe(4);
      value.writeUInt32BE(this.#nextIdent, 0);
      this.#env.put('meta', identKey, value);
      this.#savedIdent = this.#nextIdent;
    }
    this.#dirty.clear();
    this.#counted.clear();
  }

  /** Idents whose records wait for sweeping, also from before a restart. */
  get droppedIdents(): number[] {
    const prefix = Buffer.from('x/');
    for (const key of this.#env.scanKeys('meta', { from: prefix, to: afterPrefix(prefix) as Buffer })) {
      this.#droppedIdents.add(Number(key.subarray(2).toString()));
    }
    return [...this.#droppedIdents];
  }

  /** Removes up to `most` entries of a dropped ident; call inside a commit. @returns whether nothing is left. */
  sweep(ident: number, most: number): boolean {
    const range = { from: identStart(ident), to: identStart(ident + 1) };
    for (const store of ['docs', 'keys'] as const) {
      let removed = 0;
      for (const key of this.#env.scanKeys(store, range)) {
        if (removed++ >= most) return false;
        this.#env.remove(store, key);
      }
    }
    this.#droppedIdents.delete(ident);
    this.#env.remove('meta', Buffer.from(`x/${ident}`));
    return true;
  }

  #write(collection: CollectionInfo): Doc {
    const indexes = collection.indexes.map(
      (index: IndexInfo): Doc =>
        new Map<string, Value>([
          ['ident', new Int32(index.ident)],
          ['spec', index.spec],
          ['multikey', [...index.multikey]],
          ['shortened', index.shortened],
        ]),
    );
    return new Map<string, Value>([
      ['db', collection.db],
      ['name', collection.name],
      ['ident', new Int32(collection.ident)],
      ['uuid', collection.uuid],
      ['options', collection.options],
      ['indexes', indexes],
    ]);
  }

  #read(saved: Doc): CollectionInfo {
    const ident = numberOf(saved.get('ident')) ?? 0;
    const options = saved.get('options') as Doc;
    const collation = collationOf(options);
    const counts = this.#env.get('meta', countKey(ident));
    return {
      db: saved.get('db') as string,
      name: saved.get('name') as string,
      ident,
      uuid: saved.get('uuid') as Binary,
      options,
      indexes: (saved.get('indexes') as Value[]).filter(isDoc).map((one) =>
        indexInfo(numberOf(one.get('ident')) ?? 0, one.get('spec') as Doc, {
          multikey: one.get('multikey') as boolean[],
          shortened: one.get('shortened') === true,
        }),
      ),
      order: collation === undefined ? undefined : queryOrder(collation),
      validate: compileValidator(options),
      count: counts?.readDoubleBE(0) ?? 0,
      bytes: counts?.readDoubleBE(8) ?? 0,
      nextRid: this.#lastRid(ident) + 1,
    };
  }

  #lastRid(ident: number): number {
    for (const key of this.#env.scanKeys('docs', {
      from: identStart(ident),
      to: identStart(ident + 1),
      reverse: true,
    })) {
      return ridAtEnd(key);
    }
    return 0;
  }
}

/** A double for counts in replies that may exceed an int. */
export const countValue = (count: number): Int32 | Double =>
  count <= 0x7fffffff ? new Int32(count) : new Double(count);
