import { isDoc, type Doc } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type CommandEntry } from './context.ts';
import { commandFields } from './fields/index.ts';

/** The commands of API version 1. */
const stableCommands: ReadonlySet<string> = new Set([
  'abortTransaction',
  'aggregate',
  'authenticate',
  'bulkWrite',
  'collMod',
  'commitTransaction',
  'count',
  'create',
  'createIndexes',
  'delete',
  'drop',
  'dropDatabase',
  'dropIndexes',
  'endSessions',
  'explain',
  'find',
  'findAndModify',
  'findandmodify',
  'getMore',
  'hello',
  'insert',
  'killCursors',
  'listCollections',
  'listDatabases',
  'listIndexes',
  'ping',
  'refreshSessions',
  'saslContinue',
  'saslStart',
  'testDeprecation',
  'testVersions1And2',
  'update',
]);
const deprecatedCommands: ReadonlySet<string> = new Set(['testDeprecation']);
const unstableStages: ReadonlySet<string> = new Set([
  '$currentOp',
  '$indexStats',
  '$listCatalog',
  '$listLocalSessions',
  '$listSearchIndexes',
  '$listSessions',
  '$planCacheStats',
  '$queryStats',
  '$search',
  '$searchMeta',
  '$shardedDataDistribution',
  '$vectorSearch',
]);

const where = 'https://dochub.mongodb.org/core/manual-versioned-api';

const strictError = (message: string): MongoError => new MongoError('APIStrictError', message);

const checkStrict = (command: string, body: Doc): void => {
  if (!stableCommands.has(command)) {
    throw strictError(
      `Provided apiStrict:true, but the command ${command} is not in API Version 1. Information on supported commands and migrations in API Version 1 can be found at ${where}.`,
    );
  }
  const { path = command, unstable = [] } = commandFields[command] ?? {};
  for (const field of unstable)
    if (body.has(field)) throw strictError(`BSON field '${path}.${field}' is not allowed with apiStrict:true.`);
  const stages = body.get('pipeline');
  if (command !== 'aggregate' || !Array.isArray(stages)) return;
  for (const stage of stages) {
    const [name = ''] = isDoc(stage) ? stage.keys() : [];
    if (unstableStages.has(name))
      throw strictError(`stage ${name} is not allowed with 'apiStrict: true' in API Version 1`);
  }
};

/**
 * The declared API of a command: version 1 is the only one there is.
 * @throws MongoError 322 for another version, 323 for what a strict version 1 has not, 324 for what is deprecated in it.
 */
export const checkApi = (command: string, body: Doc): void => {
  const version = body.get('apiVersion');
  const isStrict = body.get('apiStrict') === true;
  const refusesDeprecated = body.get('apiDeprecationErrors') === true;
  for (const field of ['apiStrict', 'apiDeprecationErrors']) {
    const value = body.get(field);
    if (value !== undefined && typeof value !== 'boolean')
      throw new MongoError('TypeMismatch', `BSON field '${command}.${field}' is the wrong type, expected type 'bool'`);
  }
  if (version === undefined) {
    if (body.has('apiStrict') || body.has('apiDeprecationErrors'))
      throw new MongoError(4886600, 'Provided apiStrict and/or apiDeprecationErrors without passing apiVersion');
    return;
  }
  if (version !== '1') throw new MongoError('APIVersionError', 'API version must be "1"');
  if (isStrict) checkStrict(command, body);
  if (refusesDeprecated && deprecatedCommands.has(command)) {
    throw new MongoError(
      'APIDeprecationError',
      `Provided apiDeprecationErrors:true, but the command ${command} is deprecated in API Version 1. Information on supported commands and migrations in API Version 1 can be found at ${where}.`,
    );
  }
};

/** Commands that only exist for tests of declared APIs. */
export const apiTestCommands: Record<string, CommandEntry> = {
  testDeprecation: { run: () => new Map() },
  testVersions1And2: { run: () => new Map() },
  testVersion2: { run: () => new Map() },
};
