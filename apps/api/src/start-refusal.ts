import { withoutCredentials } from '@relance/platform';

/** Errors that are sentences for the operator already: configuration, database, master keys. */
const refusals = new Set(['ConfigurationError', 'DatabaseRefusal', 'MasterKeyRefusal']);

/** What a person needs to know when the product cannot start; null for a surprise, which keeps its stack. */
export function startRefusal(error: unknown, mongoUri: string | null): string | null {
  if (!(error instanceof Error)) return null;
  if (refusals.has(error.name)) return error.message;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return busyPort(error);
  if (code === 'EACCES' && 'port' in error)
    return `Port ${String(error.port)} may not be used by this user. Choose another PORT.`;
  if (code === 'EADDRNOTAVAIL') return 'HOST is not an address of this machine.';
  if (code === 'ENOSPC') return 'The disk is full. Free some space and start again. Nothing was lost.';
  if (/^Mongo(ose)?(ServerSelection|Network|Parse|API)?/.test(error.name)) return databaseAway(error, mongoUri);
  return null;
}

const busyPort = (error: Error): string =>
  `Port ${'port' in error ? String(error.port) : ''} is taken by another program. Stop it or choose another PORT.`;

function databaseAway(error: Error, mongoUri: string | null): string {
  const where = mongoUri ? ` at ${withoutCredentials(mongoUri)}` : '';
  if (/auth/i.test(error.message)) return `The database${where} refuses the user or password of MONGODB_URI.`;
  return `The database${where} does not answer (${error.message.split('\n')[0]}). Is it running, and is MONGODB_URI right?`;
}
