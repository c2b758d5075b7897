import { statfs } from 'node:fs/promises';
import { type MongoMemoryReplSet } from 'mongodb-memory-server';

/** Less than this is called full: no engine can write another block safely. */
const FULL_BELOW_BYTES = 1_000_000;

type Instance = {
  on(event: string, tell: (...facts: never[]) => void): unknown;
  once(event: string, tell: (...facts: never[]) => void): unknown;
};

/**
 * Resolves with a sentence when the engine ends while `isExpected` says that it should not: how it ended, its last
 * words, and whether the disk is full. What it had acknowledged is on disk.
 */
export function engineDeath(
  replicaSet: MongoMemoryReplSet,
  dbPath: string,
  isExpected: () => boolean,
): Promise<string> {
  // The library exports the names of its events nowhere.
  const instance = replicaSet.servers[0]?.instanceInfo?.instance as Instance | undefined;
  let lastWords = '';
  instance?.on('instanceSTDERR', (line: string) => {
    lastWords = line.split('\n')[0]?.slice(0, 300) ?? '';
  });
  return new Promise((resolve) => {
    instance?.once('instanceClosed', (code: number | null, signal: string | null) => {
      if (isExpected()) return;
      const how = `The database ended by itself with ${signal ?? `code ${code}`}`;
      void isFull(dbPath).then((full) => resolve(full ? `${how}: ${diskFull(dbPath)}` : `${how}. ${lastWords}`.trim()));
    });
  });
}

export const diskFull = (dbPath: string): string =>
  `the disk of ${dbPath} is full. Free some space and start again; what was saved is kept.`;

/** Whether the disk that holds a folder has no room left; false when that cannot be told. */
export async function isFull(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize < FULL_BELOW_BYTES;
  } catch {
    return false;
  }
}
