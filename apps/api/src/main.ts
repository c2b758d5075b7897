import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { type Server } from 'node:http';
import { createServer } from 'node:net';
import {
  type FoundDatabase,
  METRICS,
  type RelanceConfig,
  Shutdown,
  createLogger,
  findDatabase,
  loadConfig,
} from '@relance/platform';
import { silenceLibsignal } from '@relance/whatsapp-session-baileys';
import { createApp, createDocument } from './create-app.ts';
import { boundHeapGrowth } from './heap-growth.ts';
import { endOnSignal, endServer, surviveRejections } from './process-lifecycle.ts';
import { startRefusal } from './start-refusal.ts';

/** Starts the API: configuration, database, application, port. Ends with a sentence and code 1 when it cannot. */
async function main(): Promise<void> {
  let database: FoundDatabase | null = null;
  boundHeapGrowth();
  silenceLibsignal();
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    const config = loadConfig(process.env);
    for (const { name, file } of config.developmentSecrets) console.log(`Development secret: ${name} from ${file}`);
    await assertPortIsFree(config);
    database = await findDatabase({ config, tell: (line) => console.log(line) });
    await run(config, database);
  } catch (error) {
    console.error(startRefusal(error, database?.uri ?? null) ?? error);
    await database?.stop();
    process.exit(1);
  }
}

async function run(config: RelanceConfig, database: FoundDatabase): Promise<void> {
  const logger = createLogger(config);
  const app = await createApp({ config, logger, mongoUri: database.uri, announce: (line) => console.log(line) });
  surviveRejections(logger, app.get(METRICS));
  const shutdown = app.get(Shutdown);
  endServer(app.getHttpServer() as Server, shutdown);
  endOnSignal(logger, async (reason) => {
    const isClean = await shutdown.begin(reason);
    await app.close();
    await database.stop();
    return isClean;
  });
  void database.died.then((sentence) => {
    logger.fatal({ event: 'database.died' }, sentence);
    process.exit(1);
  });
  await app.listen(config.port, config.host);
  const { port, host, roles } = config;
  logger.info({ event: 'process.listening', port, host, roles }, 'process is listening');
}

/** Asked before anything is started: a process that cannot listen must not take over sessions first. */
async function assertPortIsFree({ port, host }: RelanceConfig): Promise<void> {
  const probe = createServer().listen(port, host);
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}

/** `--openapi FILE` writes the contract and starts nothing. */
const [flag, file] = process.argv.slice(2);
if (flag === '--openapi' && file) {
  await writeFile(file, `${JSON.stringify(await createDocument(), null, 2)}\n`);
  process.exit(0);
}
await main();
