import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseRefusal } from './engine-choice.ts';

/** Which of the two engines wrote a folder: their files cannot be read by the other. */
export type FolderKind = 'mongod' | 'embedded';

const MARKER = 'relance-engine.json';
const LOCK = 'relance-lock.json';
type Lock = { readonly starter: number; readonly engine: number | null };

/** A database folder that this process may use, until `release`. */
export type ClaimedFolder = {
  /** Names the engine's process too, so that a later start knows whether it still runs. */
  readonly engineStarted: (pid: number) => Promise<void>;
  readonly release: () => Promise<void>;
};

/** Refuses a folder that the other engine wrote; a new folder is marked as this engine's. Nothing else is touched. */
export async function assertFolderKind(folder: string, kind: FolderKind): Promise<void> {
  const writer = await writerOf(folder);
  if (writer === kind) return;
  if (writer !== null) {
    const names = { mongod: 'a real mongod', embedded: 'the embedded engine' };
    throw new DatabaseRefusal(
      `The folder ${folder} was written by ${names[writer]} and cannot be used by ${names[kind]}. ` +
        'Choose the same engine again (RELANCE_MONGO), or another RELANCE_DATA_DIR. Nothing was changed.',
    );
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, MARKER), `${JSON.stringify({ engine: kind })}\n`);
}

async function writerOf(folder: string): Promise<FolderKind | null> {
  const marker = await readJson<{ engine?: unknown }>(join(folder, MARKER));
  if (marker?.engine === 'mongod' || marker?.engine === 'embedded') return marker.engine;
  if (existsSync(join(folder, 'WiredTiger')) || existsSync(join(folder, 'storage.bson'))) return 'mongod';
  const files = await readdir(folder).catch(() => []);
  return files.some((name) => name.endsWith('.mdb')) ? 'embedded' : null;
}

/**
 * Claims the folder for this process; null while another living process (or the engine that it left behind) uses it.
 * The lock file is made with `wx`, so of two starts one wins; one left by dead processes is taken over.
 */
export async function claimFolder(folder: string): Promise<ClaimedFolder | null> {
  const file = join(folder, LOCK);
  const lock: Lock = { starter: process.pid, engine: null };
  await mkdir(folder, { recursive: true });
  if (!(await create(file, lock))) {
    if (await holderOf(folder)) return null;
    await rm(file, { force: true });
    if (!(await create(file, lock))) return null;
  }
  return {
    engineStarted: (engine) => replace(file, { ...lock, engine }),
    release: () => rm(file, { force: true }),
  };
}

/** The process id of whoever uses the folder; null when nobody living does. */
export async function holderOf(folder: string): Promise<number | null> {
  const lock = await readJson<Lock>(join(folder, LOCK));
  if (!lock) return null;
  if (lock.engine !== null && (await isAlive(lock.engine, folder))) return lock.engine;
  return lock.engine === null && (await isAlive(lock.starter, null)) ? lock.starter : null;
}

/** A process id may have been given to a stranger since: where the system tells, the engine must name our folder. */
async function isAlive(pid: number, folder: string | null): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (folder === null) return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null ? !existsSync('/proc/self') : command.split('\0').includes(folder);
}

async function create(file: string, lock: Lock): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(lock), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function replace(file: string, lock: Lock): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(lock));
  await rename(`${file}.new`, file);
}

async function readJson<T>(file: string): Promise<(Partial<T> & T) | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T & Partial<T>;
  } catch {
    return null;
  }
}
