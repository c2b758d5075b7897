import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertFolderKind, claimFolder, holderOf } from './database-folder.ts';

/** A process id beyond what a system hands out. */
const NOBODY = 2 ** 30;

describe('the database folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'relance-folder-')), 'mongodb');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  it('remembers which engine wrote it and refuses the other one', async () => {
    await assertFolderKind(folder, 'embedded');
    await assertFolderKind(folder, 'embedded');
    const before = readFileSync(join(folder, 'relance-engine.json'), 'utf8');
    await expect(assertFolderKind(folder, 'mongod')).rejects.toThrow(
      /written by the embedded engine and cannot be used by a real mongod.*Nothing was changed/,
    );
    expect(readFileSync(join(folder, 'relance-engine.json'), 'utf8')).toBe(before);
  });

  it('knows a mongod’s folder that nobody marked', async () => {
    await assertFolderKind(folder, 'mongod');
    rmSync(join(folder, 'relance-engine.json'));
    writeFileSync(join(folder, 'WiredTiger'), '');
    await expect(assertFolderKind(folder, 'embedded')).rejects.toThrow('written by a real mongod');
    expect(existsSync(join(folder, 'relance-engine.json'))).toBe(false);
  });

  it('belongs to one process at a time', async () => {
    const mine = await claimFolder(folder);
    expect(mine).not.toBeNull();
    expect(await claimFolder(folder)).toBeNull();
    expect(await holderOf(folder)).toBe(process.pid);
    await mine?.release();
    expect(await claimFolder(folder)).not.toBeNull();
  });

  it('is taken over from processes that are dead', async () => {
    const mine = await claimFolder(folder);
    await mine?.engineStarted(NOBODY);
    expect(await holderOf(folder)).toBeNull();
    expect(await claimFolder(folder)).not.toBeNull();
  });

  it('is not taken for used because a stranger got the old engine’s process id', async () => {
    const mine = await claimFolder(folder);
    // This process lives, but no word of its command line is the folder.
    await mine?.engineStarted(process.pid);
    expect(await holderOf(folder)).toBeNull();
  });

  it('survives a lock file that was cut short', async () => {
    await claimFolder(folder);
    writeFileSync(join(folder, 'relance-lock.json'), '{"sta');
    expect(await claimFolder(folder)).not.toBeNull();
  });
});
