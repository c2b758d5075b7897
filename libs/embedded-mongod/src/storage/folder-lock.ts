import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The folder belongs to somebody else, or is not what it should be. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
}

const foreign = ['WiredTiger', 'WiredTiger.wt', 'storage.bson', 'journal'];

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** When a process started, in the kernel's ticks: tells a process from another one that got its number. */
const startedAt = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

/** A folder taken. `mayBeTorn`: its last owner did not close it and the machine was started anew since. */
export type FolderLock = { readonly release: () => void; readonly mayBeTorn: boolean };

/** The kernel's name for this start of the machine; empty where there is none. */
const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
};

/** Takes a folder for this process. @throws FolderError when a live process has it or another engine wrote it. */
export const lockFolder = (folder: string): FolderLock => {
  mkdirSync(folder, { recursive: true });
  const strange = foreign.find((name) => existsSync(join(folder, name)));
  if (strange !== undefined)
    throw new FolderError(`${folder} holds the data of another storage engine (${strange}); nothing was touched`);
  const path = join(folder, 'mongod.lock');
  let mayBeTorn = false;
  if (existsSync(path)) {
    const [pid = '', started = '', boot = ''] = readFileSync(path, 'utf8').trim().split(' ');
    if (pid !== '') {
      mayBeTorn = boot !== bootId();
      const number = Number(pid);
      if (number !== process.pid && isAlive(number) && startedAt(number) === started) {
        throw new FolderError(
          `DBPathInUse: Unable to lock the lock file: ${path} (process ${pid} is using it). Another mongod instance is already running on the ${folder} directory`,
        );
      }
    }
  }
  const file = openSync(path, 'w');
  writeSync(file, `${process.pid} ${startedAt(process.pid)} ${bootId()}\n`);
  fsyncSync(file);
  closeSync(file);
  return { release: () => rmSync(path, { force: true }), mayBeTorn };
};
