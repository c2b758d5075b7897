import { Int32 } from 'bson';
import { type Db } from 'mongodb';
import { encode } from '../bson/encode.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { type Engine } from '../engine.ts';
import { insertRecord } from '../storage/records.ts';
import { type HotCollection, hotDocument, hotIndexes } from './hot-collections.ts';
import { type Thing } from './test-server.ts';

/** Records of one commit. */
const BATCH = 10_000;

/** The collections of the hot queries. */
export const hotCollections = Object.keys(hotIndexes) as HotCollection[];

/** Makes the indexes of a hot collection. */
export const indexHot = (db: Db, collection: HotCollection): Promise<string[]> =>
  db.collection(collection).createIndexes(hotIndexes[collection].map((index) => ({ ...index })));

const docOf = (thing: Thing): Doc =>
  new Map(
    Object.entries(thing).map(([name, value]) => [
      name,
      typeof value === 'number' ? new Int32(value) : (value as Value),
    ]),
  );

/** What to write where. */
export type HotLoad = { readonly db: string; readonly collection: HotCollection; readonly size: number };

/**
 * Writes documents into an indexed collection through the storage alone: the same records and index entries as inserts
 * make, without wire, history and disk flushes between.
 */
export const storeHot = async (engine: Engine, { db, collection: name, size }: HotLoad): Promise<void> => {
  for (let from = 0; from < size; from += BATCH) {
    await engine.write((scope) => {
      const collection = scope.find(db, name);
      if (collection === undefined) throw new Error(`${db}.${name} has no indexes yet`);
      for (let n = from; n < Math.min(size, from + BATCH); n++) {
        const doc = docOf(hotDocument(name, n));
        insertRecord({ view: scope.view, catalogChanges: scope.catalogChanges }, collection, doc, encode(doc));
      }
    });
  }
};
