// Runs the console's standalone server and ends with the process that started it.
import { pathToFileURL } from 'node:url';

process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
// As long as the API's: a proxy in front closes idle connections first.
process.env.KEEP_ALIVE_TIMEOUT ??= '125000';
await import(pathToFileURL(process.argv[2]).href);
