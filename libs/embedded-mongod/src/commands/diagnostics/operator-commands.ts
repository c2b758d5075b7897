import { int } from '../../bson/numeric.ts';
import { isDoc, type Value } from '../../bson/value.ts';
import { CURSOR_IDLE_MS, CURSOR_ROUND_SECONDS } from '../../cursors.ts';
import { MongoError } from '../../errors.ts';
import { numberOf } from '../../storage/index-info.ts';
import { docField, fields, type CommandEntry, type Context, type Reply } from '../shared/context.ts';

const known = new Map<string, Value>([
  ['featureCompatibilityVersion', fields([['version', '8.2']])],
  ['enableTestCommands', true],
  ['ttlMonitorEnabled', true],
  ['ttlMonitorSleepSecs', int(60)],
  ['transactionLifetimeLimitSeconds', int(60)],
  ['cursorTimeoutMillis', int(CURSOR_IDLE_MS)],
  ['clientCursorMonitorFrequencySecs', int(CURSOR_ROUND_SECONDS)],
  ['notablescan', false],
  ['logLevel', int(0)],
  ['requireApiVersion', false],
  ['authenticationMechanisms', []],
  ['maxTransactionLockRequestTimeoutMillis', int(5)],
]);

const getParameter = ({ engine, body }: Context): Reply => {
  const wanted = body.get('getParameter');
  const values = new Map([...known, ...engine.parameters]);
  if (wanted === '*' || (isDoc(wanted) && wanted.get('allParameters') === true)) return values;
  const reply = new Map([...values].filter(([name]) => body.has(name)));
  if (reply.size === 0) throw new MongoError('InvalidOptions', 'no option found to get');
  return reply;
};

const setParameter = ({ engine, body }: Context): Reply => {
  let was: Value;
  let found = false;
  for (const [name, value] of body) {
    if (!known.has(name)) continue;
    found = true;
    was = engine.parameters.get(name) ?? known.get(name);
    engine.parameters.set(name, value);
    if (name === 'ttlMonitorSleepSecs') engine.onTtlSetting(numberOf(value) ?? 60);
    if (name === 'cursorTimeoutMillis') engine.cursors.idleMs = numberOf(value) ?? CURSOR_IDLE_MS;
    if (name === 'clientCursorMonitorFrequencySecs') engine.cursors.sweepEvery(numberOf(value) ?? CURSOR_ROUND_SECONDS);
  }
  if (!found) throw new MongoError('InvalidOptions', 'no option found to set, use help:true to see options ');
  return fields([['was', was]]);
};

const configureFailPoint = (context: Context): Reply => {
  const name = context.body.get('configureFailPoint');
  if (typeof name !== 'string')
    throw new MongoError('TypeMismatch', "BSON field 'configureFailPoint' is the wrong type, expected type 'string'");
  context.engine.failPoints.configure(name, context.body.get('mode'), docField(context, 'data') ?? new Map());
  return fields([['count', int(0)]]);
};

const shutdown = ({ engine }: Context): Reply => {
  setImmediate(() => engine.onShutdown());
  return new Map();
};

const refused = (code: number, message: string): CommandEntry => ({
  run: () => {
    throw new MongoError(code, message);
  },
});

const searchMessage =
  'Using Atlas Search Database Commands and the $listSearchIndexes aggregation stage requires additional configuration. Please connect to Atlas or an AtlasCLI local deployment to enable. For more information on how to connect, see https://dochub.mongodb.org/core/atlas-cli-deploy-local-reqs.';
const noSharding = 'this engine has no sharding';

/** The commands for whoever operates or tests the server, and clear refusals of what it does not have. */
export const operatorCommands: Record<string, CommandEntry> = {
  getParameter: { run: getParameter, adminOnly: true },
  setParameter: { run: setParameter, adminOnly: true },
  configureFailPoint: { run: configureFailPoint, adminOnly: true },
  shutdown: { run: shutdown, adminOnly: true },
  fsync: {
    run: async ({ engine }) => {
      await engine.env.flush();
      return fields([['numFiles', int(1)]]);
    },
    adminOnly: true,
  },
  currentOp: { run: () => fields([['inprog', []]]), adminOnly: true },
  killOp: { run: () => fields([['info', 'attempting to kill op']]), adminOnly: true },
  top: { run: () => fields([['totals', new Map()]]), adminOnly: true },
  profile: {
    run: () =>
      fields([
        ['was', int(0)],
        ['slowms', int(100)],
        ['sampleRate', int(1)],
      ]),
  },
  listCommands: { run: () => fields([['commands', new Map()]]) },
  getDefaultRWConcern: {
    run: () =>
      fields([
        ['defaultReadConcern', fields([['level', 'local']])],
        [
          'defaultWriteConcern',
          fields([
            ['w', 'majority'],
            ['wtimeout', int(0)],
          ]),
        ],
        ['defaultWriteConcernSource', 'implicit'],
        ['defaultReadConcernSource', 'implicit'],
      ]),
    adminOnly: true,
  },
  createUser: refused(13, 'this engine has no users'),
  dropUser: refused(11, 'this engine has no users'),
  usersInfo: { run: () => fields([['users', []]]) },
  createSearchIndexes: refused(31082, searchMessage),
  updateSearchIndex: refused(31082, searchMessage),
  dropSearchIndex: refused(31082, searchMessage),
  listSearchIndexes: refused(31082, searchMessage),
  mapReduce: refused(115, 'mapReduce is not supported by this engine'),
  enableSharding: refused(59, noSharding),
  shardCollection: refused(59, noSharding),
  listShards: refused(59, noSharding),
  convertToCapped: refused(115, 'Capped collections are not supported by this engine'),
};
