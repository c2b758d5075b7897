import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** The folder belongs to somebody else, or is not what it should be. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
}

/** The one file that holds all data of a folder. */
export const dataFileOf = (folder: string): string => join(folder, 'data.lmdb');

const foreign = ['WiredTiger', 'WiredTiger.wt', 'storage.bson', 'journal'];
const CLOSED = 'closed';

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

/** A folder taken. */
export type FolderLock = {
  /** Nobody can vouch for the data file: it was not closed before the machine stopped, or was touched since, or its lock file is gone. */
  readonly mayBeTorn: boolean;
  /** Gives the folder back as it was found. */
  release(): void;
  /** Gives the folder back behind an orderly close: notes what the data file looks like. */
  seal(): void;
};

/** The kernel's name for this start of the machine; empty where there is none. */
const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
};

/** Length and time of the last change: whoever writes to the file changes it. Empty when there is no file. */
const looksOf = (path: string): string => {
  if (!existsSync(path)) return '';
  const { size, mtimeNs } = statSync(path, { bigint: true });
  return `${size}:${mtimeNs}`;
};

const write = (path: string, text: string): void => {
  const file = openSync(path, 'w');
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
};

const isInUse = (pid: string, started: string): boolean => {
  const number = Number(pid);
  return number !== process.pid && isAlive(number) && startedAt(number) === started;
};

/** Takes a folder for this process. @throws FolderError when a live process has it or another engine wrote it. */
export const lockFolder = (folder: string): FolderLock => {
  mkdirSync(folder, { recursive: true });
  const strange = foreign.find((name) => existsSync(join(folder, name)));
  if (strange !== undefined)
    throw new FolderError(`${folder} holds the data of another storage engine (${strange}); nothing was touched`);
  const path = join(folder, 'mongod.lock');
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const [first = '', second = '', boot = ''] = before.trim().split(' ');
  const isClosed = first === CLOSED;
  if (first !== '' && !isClosed && isInUse(first, second)) {
    throw new FolderError(
      `DBPathInUse: Unable to lock the lock file: ${path} (process ${first} is using it). Another mongod instance is already running on the ${folder} directory`,
    );
  }
  const looks = looksOf(dataFileOf(folder));
  const isVouchedFor = isClosed ? second === looks : first !== '' && boot === bootId();
  write(path, `${process.pid} ${startedAt(process.pid)} ${bootId()}\n`);
  return {
    mayBeTorn: looks !== '' && !isVouchedFor,
    release: () => (before === '' ? rmSync(path, { force: true }) : writeFileSync(path, before)),
    seal: () => write(path, `${CLOSED} ${looksOf(dataFileOf(folder))}\n`),
  };
};
