import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DryMongoBinary, MongoBinary } from 'mongodb-memory-server';
import { type RelanceConfig } from '../../config/relance-config.ts';

const run = promisify(execFile);

/** What mongodb-memory-server fetches when it is told to. */
const DOWNLOAD_VERSION = '8.2.6';
const ENGINE = join('dist', 'libs', 'embedded-mongod', 'main.js');

/** A program that speaks MongoDB: where it is, of which kind, and the version that it says it has. */
export type Engine = {
  readonly taken: 'system' | 'downloaded' | 'embedded';
  readonly binary: string;
  /** `8.2.6`, without a suffix: what mongodb-memory-server is told. */
  readonly version: string;
};

type Env = Readonly<Record<string, string | undefined>>;

/** A sentence for people about the database; the program ends with it. */
export class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal';
}

/** `auto`: a mongod of this machine, one downloaded earlier, the embedded engine. The others: that one or a refusal. */
export async function chooseEngine(mode: RelanceConfig['mongo'], env: Env): Promise<Engine> {
  switch (mode) {
    case 'system':
      return required(await systemEngine(env), noSystemEngine);
    case 'embedded':
      return required(await embeddedEngine(), noEmbeddedEngine);
    case 'download':
      return downloadEngine();
    case 'auto':
      return required(
        (await systemEngine(env)) ?? (await downloadedEngine()) ?? (await embeddedEngine()),
        noEmbeddedEngine,
      );
  }
}

const noSystemEngine =
  'RELANCE_MONGO=system, but there is no mongod: none is on the PATH and MONGOMS_SYSTEM_BINARY names none.';
const noEmbeddedEngine = `The embedded database is not built: ${ENGINE} was not found. Build it with "npm run build".`;

function required(engine: Engine | null, otherwise: string): Engine {
  if (engine) return engine;
  throw new DatabaseRefusal(otherwise);
}

async function systemEngine(env: Env): Promise<Engine | null> {
  const named = env['MONGOMS_SYSTEM_BINARY']?.trim();
  if (named) {
    const binary = resolve(named);
    if (!(await isProgram(binary))) {
      throw new DatabaseRefusal(`MONGOMS_SYSTEM_BINARY names ${binary}, which is not a program that can be run.`);
    }
    return { taken: 'system', binary, version: await versionOf(binary) };
  }
  for (const folder of (env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    const binary = join(folder, 'mongod');
    if (await isProgram(binary)) return { taken: 'system', binary, version: await versionOf(binary) };
  }
  return null;
}

async function downloadedEngine(): Promise<Engine | null> {
  // A look only: it downloads nothing. Systems that it does not know have no download either.
  const binary = await DryMongoBinary.locateBinary({ version: DOWNLOAD_VERSION }).catch(() => undefined);
  return binary ? { taken: 'downloaded', binary, version: DOWNLOAD_VERSION } : null;
}

async function downloadEngine(): Promise<Engine> {
  try {
    const binary = await MongoBinary.getPath({ version: DOWNLOAD_VERSION });
    return { taken: 'downloaded', binary, version: DOWNLOAD_VERSION };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new DatabaseRefusal(`RELANCE_MONGO=download, but MongoDB ${DOWNLOAD_VERSION} could not be fetched: ${why}`, {
      cause,
    });
  }
}

/** Found by walking up from this program and from the working folder to the one that holds the build. */
async function embeddedEngine(): Promise<Engine | null> {
  for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      const binary = join(folder, ENGINE);
      if (await isProgram(binary)) return { taken: 'embedded', binary, version: await versionOf(binary) };
      if (dirname(folder) === folder) break;
    }
  }
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function versionOf(binary: string): Promise<string> {
  const { stdout } = await run(binary, ['--version'], { timeout: 20_000 }).catch((cause: Error) => {
    throw new DatabaseRefusal(`${binary} does not run: ${cause.message.split('\n')[0]}`, { cause });
  });
  const version = /db version v?(\d+\.\d+\.\d+)/i.exec(stdout)?.[1];
  if (version) return version;
  throw new DatabaseRefusal(`${binary} --version names no MongoDB version.`);
}
