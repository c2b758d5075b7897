// Runs the console's standalone server and ends with the process that started it.
import { pathToFileURL } from 'node:url';

process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
await import(pathToFileURL(process.argv[2]).href);
