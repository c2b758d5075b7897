import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoMemoryReplSet } from 'mongodb-memory-server';
import { type RelanceConfig } from '../../config/relance-config.ts';
import { type ClaimedFolder, assertFolderKind, claimFolder, holderOf } from './database-folder.ts';
import { DatabaseRefusal, type Engine, chooseEngine } from './engine-choice.ts';
import { diskFull, engineDeath, isFull } from './engine-death.ts';

/** The database that was found or started. `stop` ends what was started here; a server named by URI is left alone. */
export type FoundDatabase = {
  readonly uri: string;
  readonly taken: 'uri' | Engine['taken'];
  readonly version: string | null;
  readonly port: number | null;
  readonly dbPath: string | null;
  /** Process of an engine that was started here. */
  readonly pid: number | null;
  readonly stop: () => Promise<void>;
  /** Resolves with a sentence when an engine that was started here ends by itself; never for a server named by URI. */
  readonly died: Promise<string>;
};

export type FindDatabaseOptions = {
  readonly config: Pick<RelanceConfig, 'mongodbUri' | 'mongo' | 'mongoPort' | 'dataDir'>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Gets the one line that says what was taken. */
  readonly tell?: (line: string) => void;
  /** The folder of the data; `<dataDir>/mongodb` otherwise. */
  readonly dbPath?: string;
  /** How long an engine of the same folder that is still going down is waited for. */
  readonly patienceMs?: number;
  readonly databaseName?: string;
};

const HOST = '127.0.0.1';
/** Recovery after a crash may take longer than mongodb-memory-server's 10 s. */
const LAUNCH_TIMEOUT_MS = 60_000;
/** mongodb-memory-server ends an orphaned engine 2 s after its parent; a clean shutdown gets 10 s. */
const PATIENCE_MS = 12_000;

/**
 * MONGODB_URI if set → a mongod of this machine → one downloaded earlier → the embedded engine; started as a replica set
 * of one on a fixed port. Throws DatabaseRefusal on a busy port, a folder in use or one of the other engine.
 */
export async function findDatabase(options: FindDatabaseOptions): Promise<FoundDatabase> {
  const { config, env = process.env, tell = () => undefined, patienceMs = PATIENCE_MS } = options;
  if (config.mongodbUri) {
    tell(`Database: ${withoutCredentials(config.mongodbUri)} (MONGODB_URI)`);
    const nothing = { version: null, port: null, dbPath: null, pid: null, stop: async () => undefined, died: never };
    return { uri: config.mongodbUri, taken: 'uri', ...nothing };
  }
  const engine = await chooseEngine(config.mongo, env);
  const dbPath = options.dbPath ?? join(config.dataDir, 'mongodb');
  await assertFolderKind(dbPath, engine.taken === 'embedded' ? 'embedded' : 'mongod');
  const folder = await claimInTime(dbPath, patienceMs);
  try {
    await assertPortIsFree(config.mongoPort);
    const replicaSet = await launch(engine, dbPath, config.mongoPort);
    const pid = enginePid(replicaSet) ?? null;
    await folder.engineStarted(pid ?? process.pid);
    tell(`Database: ${describe[engine.taken]} ${engine.version} on port ${config.mongoPort}, folder ${dbPath}`);
    const uri = replicaSet.getUri(options.databaseName ?? 'relance');
    const { taken, version } = engine;
    return { uri, taken, version, port: config.mongoPort, dbPath, pid, ...lifeOf(replicaSet, dbPath, folder) };
  } catch (error) {
    await folder.release();
    throw error;
  }
}

function lifeOf(
  replicaSet: MongoMemoryReplSet,
  dbPath: string,
  folder: ClaimedFolder,
): Pick<FoundDatabase, 'stop' | 'died'> {
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    await replicaSet.stop({ doCleanup: false });
    await folder.release();
  };
  return { stop, died: engineDeath(replicaSet, dbPath, () => isStopping) };
}

const never = new Promise<string>(() => undefined);

const describe: Record<Engine['taken'], string> = {
  system: 'MongoDB of this machine, version',
  downloaded: 'downloaded MongoDB, version',
  embedded: 'embedded engine, version',
};

async function claimInTime(dbPath: string, patienceMs: number): Promise<ClaimedFolder> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const claimed = await claimFolder(dbPath);
    if (claimed) return claimed;
    if (Date.now() >= deadline) {
      const holder = await holderOf(dbPath);
      throw new DatabaseRefusal(
        `The database folder ${dbPath} is in use by process ${holder ?? 'unknown'}. ` +
          'Stop that one first, or choose another RELANCE_DATA_DIR. Nothing was changed.',
      );
    }
    await pause(200);
  }
}

/** mongodb-memory-server would silently take another port, on which a stored replica set never gets its primary. */
async function assertPortIsFree(port: number): Promise<void> {
  const probe = createServer();
  try {
    // On every address, as the library looks for it.
    probe.listen(port);
    await once(probe, 'listening');
  } catch (cause) {
    throw new DatabaseRefusal(
      `Port ${port} is taken by another program, so the database cannot start. ` +
        'Stop that program or choose another RELANCE_MONGO_PORT. Nothing was changed.',
      { cause },
    );
  } finally {
    if (probe.listening) {
      probe.close();
      await once(probe, 'close');
    }
  }
}

async function launch(engine: Engine, dbPath: string, port: number): Promise<MongoMemoryReplSet> {
  // The environment beats options inside mongodb-memory-server: it must name the engine that was chosen.
  const named = process.env['MONGOMS_SYSTEM_BINARY'];
  process.env['MONGOMS_SYSTEM_BINARY'] = engine.binary;
  try {
    const replicaSet = await MongoMemoryReplSet.create({
      binary: { version: engine.version, systemBinary: engine.binary },
      instanceOpts: [{ port, dbPath, storageEngine: 'wiredTiger', launchTimeout: LAUNCH_TIMEOUT_MS }],
      replSet: { name: 'rs0', count: 1, ip: HOST, storageEngine: 'wiredTiger' },
    });
    if (replicaSet.servers[0]?.instanceInfo?.port === port) return replicaSet;
    await replicaSet.stop({ doCleanup: false });
    throw new DatabaseRefusal(`Port ${port} was taken while the database started. Start again. Nothing was changed.`);
  } catch (cause) {
    if (cause instanceof DatabaseRefusal) throw cause;
    if (await isFull(dbPath)) throw new DatabaseRefusal(`The database did not start: ${diskFull(dbPath)}`, { cause });
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new DatabaseRefusal(`The database (${engine.binary}) did not start in ${dbPath}: ${why}`, { cause });
  } finally {
    if (named === undefined) delete process.env['MONGOMS_SYSTEM_BINARY'];
    else process.env['MONGOMS_SYSTEM_BINARY'] = named;
  }
}

const enginePid = (replicaSet: MongoMemoryReplSet): number | undefined =>
  replicaSet.servers[0]?.instanceInfo?.instance.mongodProcess?.pid;

/** A connection string that may be printed. */
export const withoutCredentials = (uri: string): string => uri.replace(/\/\/[^/]*@/, '//…@').replace(/\?.*$/, '');
