import { existsSync } from 'node:fs';
import { createLogger, findDatabase, loadConfig } from '@relance/platform';
import { endOnSignal } from './process-lifecycle.ts';
import { startRefusal } from './start-refusal.ts';

/**
 * Finds or starts the database and keeps it until SIGTERM, so that API and workers may come and go.
 * Prints what was taken, then `{"uri": "…"}`.
 */
try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = loadConfig(process.env);
  const database = await findDatabase({ config, tell: (line) => console.log(line) });
  // The engine is a child that lets this process end; something must keep it here until it is told to go.
  const keepAlive = setInterval(() => undefined, 60_000);
  endOnSignal(createLogger(config), async () => {
    clearInterval(keepAlive);
    await database.stop();
    return true;
  });
  void database.died.then((sentence) => {
    console.error(sentence);
    process.exit(1);
  });
  console.log(JSON.stringify({ uri: database.uri }));
} catch (error) {
  console.error(startRefusal(error, null) ?? error);
  process.exit(1);
}
