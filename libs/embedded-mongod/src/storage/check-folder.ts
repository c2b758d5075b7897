import { existsSync } from 'node:fs';
import { type Catalog } from './catalog.ts';
import { isMultikey, namespaceOf, type CollectionInfo, type IndexInfo } from './collection.ts';
import { type Environment } from './environment.ts';
import { dataFileOf, FolderError } from './folder-lock.ts';
import { identStart, ridAtEnd } from './keys.ts';
import { openPages, type PageFile } from './lmdb-pages.ts';
import { checkPages } from './page-check.ts';

/** Pages at the end that a commit took and gave back are never written: a file may be so much shorter than it says. */
const PAGES_NEVER_WRITTEN = 64;

/**
 * Looks at the data file before it is mapped: what is missing or out of place in it would kill the process at its first
 * read. The head and the length always; every page when the file may be torn.
 * @throws FolderError for a folder that must not be served.
 */
export const checkFolder = (folder: string, mayBeTorn: boolean): void => {
  const path = dataFileOf(folder);
  if (!existsSync(path)) return;
  const file = openPages(path);
  try {
    if (file.bytes > 0) checkFile(path, file, mayBeTorn);
  } finally {
    file.close();
  }
};

const checkFile = (path: string, file: PageFile, mayBeTorn: boolean): void => {
  const damaged = (what: string): FolderError => new FolderError(`${path} is damaged (${what}); it is not served`);
  const { head, bytes } = file;
  if (head === undefined) throw damaged('no valid head');
  const wanted = (head.lastPage + 1 - PAGES_NEVER_WRITTEN) * head.pageBytes;
  if (bytes < wanted) throw damaged(`cut short: ${bytes} bytes, ${wanted} expected`);
  if (!mayBeTorn) return;
  try {
    checkPages(file, head);
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : String(error));
  }
};

/**
 * Reads all documents and index entries once, for a folder whose pages are whole but may be of different times.
 * @throws FolderError when documents, counts and indexes do not fit together; the environment is closed by then.
 */
export const verifyStores = (env: Environment, catalog: Catalog): void => {
  try {
    for (const collection of catalog.list()) verifyCollection(env, collection);
  } catch (error) {
    void env.close();
    if (error instanceof FolderError) throw error;
    throw new FolderError(
      `the data is damaged (${error instanceof Error ? error.message : String(error)}); it is not served`,
    );
  }
};

const verifyCollection = (env: Environment, collection: CollectionInfo): void => {
  const damaged = (what: string): FolderError =>
    new FolderError(`${namespaceOf(collection)} is damaged (${what}); it is not served`);
  const present = new Uint8Array(Math.floor(collection.nextRid / 8) + 1);
  let count = 0;
  const documents = { from: identStart(collection.ident), to: identStart(collection.ident + 1) };
  for (const { key, value } of env.scan('docs', documents)) {
    if (value.length < 5 || value.readInt32LE(0) !== value.length || value[value.length - 1] !== 0)
      throw damaged('a document is torn');
    const rid = ridAtEnd(key);
    present[Math.floor(rid / 8)] = (present[Math.floor(rid / 8)] as number) | (1 << (rid % 8));
    count += 1;
  }
  if (count !== collection.count) throw damaged(`${count} documents, ${collection.count} expected`);
  for (const index of collection.indexes) {
    let entries = 0;
    for (const { key, value } of env.scan('keys', { from: identStart(index.ident), to: identStart(index.ident + 1) })) {
      const rid = ridAtEnd(index.unique ? value : key);
      if (((present[Math.floor(rid / 8)] ?? 0) & (1 << (rid % 8))) === 0)
        throw damaged(`index ${index.name} points at nothing`);
      entries += 1;
    }
    if (hasOneEntryEach(index) && entries !== count)
      throw damaged(`index ${index.name} has ${entries} entries for ${count} documents`);
  }
};

const hasOneEntryEach = (index: IndexInfo): boolean =>
  !isMultikey(index) && !index.sparse && index.filter === undefined;
