import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog } from './catalog.ts';
import { namespaceOf, type CollectionInfo } from './collection.ts';
import { type Environment } from './environment.ts';
import { FolderError } from './folder-lock.ts';
import { identStart, recordKey, ridAtEnd } from './keys.ts';

/** LMDB's head pages: where in a page the head lies, and where in the head its fields. */
const PAGE_BYTES = 4096;
const HEAD_AT = 24;
const MAGIC = 0xbeefc0de;
const LAST_PAGE_AT = HEAD_AT + 120;
const TXN_AT = HEAD_AT + 128;
/** Pages at the end that a commit took and gave back are never written: a file may be so much shorter than it says. */
const PAGES_NEVER_WRITTEN = 64n;

const newestHead = (pages: Buffer): Buffer | undefined => {
  const heads = [0, PAGE_BYTES]
    .map((at) => pages.subarray(at, at + PAGE_BYTES))
    .filter((head) => head.length === PAGE_BYTES && head.readUInt32LE(HEAD_AT) === MAGIC);
  return heads.sort((a, b) => Number(b.readBigUInt64LE(TXN_AT) - a.readBigUInt64LE(TXN_AT)))[0];
};

/**
 * Looks at the data file before it is mapped: a file that is cut short would kill the process at the first read of
 * what is missing. @throws FolderError for a folder that must not be served.
 */
export const checkFolder = (folder: string): void => {
  const path = join(folder, 'data.lmdb');
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size === 0) return;
    const pages = Buffer.alloc(PAGE_BYTES * 2);
    const read = readSync(file, pages, 0, pages.length, 0);
    const head = newestHead(pages.subarray(0, read));
    if (head === undefined) throw new FolderError(`${path} is damaged (no valid head); it is not served`);
    const wanted = head.readBigUInt64LE(LAST_PAGE_AT) + 1n - PAGES_NEVER_WRITTEN;
    if (BigInt(size) < wanted * BigInt(PAGE_BYTES)) {
      throw new FolderError(
        `${path} is damaged (cut short: ${size} bytes, ${wanted * BigInt(PAGE_BYTES)} expected); it is not served`,
      );
    }
  } finally {
    closeSync(file);
  }
};

/**
 * Reads everything once: after a power loss, when the disk may hold a newer head than pages.
 * @throws FolderError when documents, counts and indexes do not fit together.
 */
export const verifyStores = (env: Environment, catalog: Catalog): void => {
  try {
    for (const collection of catalog.list()) verifyCollection(env, collection);
  } catch (error) {
    if (error instanceof FolderError) throw error;
    throw new FolderError(
      `the data is damaged (${error instanceof Error ? error.message : String(error)}); it is not served`,
    );
  }
};

const verifyCollection = (env: Environment, collection: CollectionInfo): void => {
  const damaged = (what: string): FolderError =>
    new FolderError(`${namespaceOf(collection)} is damaged (${what}); it is not served`);
  let count = 0;
  for (const { value } of env.scan('docs', {
    from: identStart(collection.ident),
    to: identStart(collection.ident + 1),
  })) {
    if (value.length < 5 || value.readInt32LE(0) !== value.length || value[value.length - 1] !== 0)
      throw damaged('a document is torn');
    count += 1;
  }
  if (count !== collection.count) throw damaged(`${count} documents, ${collection.count} expected`);
  for (const index of collection.indexes) {
    for (const { key, value } of env.scan('keys', { from: identStart(index.ident), to: identStart(index.ident + 1) })) {
      const rid = ridAtEnd(index.unique ? value : key);
      if (env.get('docs', recordKey(collection.ident, rid)) === undefined)
        throw damaged(`index ${index.name} points at nothing`);
    }
  }
};
