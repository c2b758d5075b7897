import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { METRICS, createLogger, findDatabase, loadConfig } from '@relance/platform';
import { createApp, createDocument } from './create-app.ts';
import { endOnSignal, surviveRejections } from './life.ts';
import { startRefusal } from './start-refusal.ts';

/** Starts the API: configuration, database, application, port. Ends with a sentence and code 1 when it cannot. */
async function main(): Promise<void> {
  let mongoUri: string | null = null;
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    const config = loadConfig(process.env);
    for (const { name, file } of config.developmentSecrets) console.log(`Development secret: ${name} from ${file}`);
    const logger = createLogger(config);
    const database = await findDatabase({ config, tell: (line) => console.log(line) });
    mongoUri = database.uri;
    const app = await createApp({ config, logger, mongoUri, announce: (line) => console.log(line) });
    surviveRejections(logger, app.get(METRICS));
    endOnSignal(logger, async () => {
      await app.close();
      await database.stop();
    });
    await app.listen(config.port, config.host);
    logger.info({ port: config.port, host: config.host, roles: config.roles }, 'the API listens');
  } catch (error) {
    console.error(startRefusal(error, mongoUri) ?? error);
    process.exit(1);
  }
}

/** `--openapi FILE` writes the contract and starts nothing. */
const [flag, file] = process.argv.slice(2);
if (flag === '--openapi' && file) {
  await writeFile(file, `${JSON.stringify(await createDocument(), null, 2)}\n`);
  process.exit(0);
}
await main();
