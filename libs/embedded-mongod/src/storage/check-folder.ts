import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { FolderError } from './folder-lock.ts';

const META_BYTES = 4096;
const MAGIC = 0xbeefc0de;

/**
 * Looks at the data file before it is mapped: a file that is cut short would kill the process at the first read of
 * what is missing. @throws FolderError for a folder that must not be served.
 */
export const checkFolder = (folder: string, _wasUnclean: boolean): void => {
  const path = join(folder, 'data.lmdb');
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size === 0) return;
    const head = Buffer.alloc(META_BYTES * 2);
    readSync(file, head, 0, head.length, 0);
    const metas = [0, META_BYTES]
      .map((at) => head.subarray(at, at + META_BYTES))
      .filter((meta) => meta.readUInt32LE(16) === MAGIC || meta.readUInt32LE(24) === MAGIC);
    if (size < META_BYTES * 2 || metas.length === 0)
      throw new FolderError(`${path} is damaged (no valid head); it is not served`);
  } finally {
    closeSync(file);
  }
};
