import { int, double, long } from '../../bson/numeric.ts';
import { isDoc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { timestampOf } from '../../storage/clock.ts';
import { fields, type CommandEntry, type Context, type Reply } from '../shared/context.ts';

/** What mongod prints when it accepts writes; test runners wait for it. */
const primaryLine = 'transition to primary complete; database writes are now permitted';

const requireMember = ({ engine }: Context): void => {
  if (!engine.replicaSet.isMember) throw new MongoError('NoReplicationEnabled', 'not running with --replSet');
};

const initiate = (context: Context): Reply => {
  requireMember(context);
  const { replicaSet } = context.engine;
  if (replicaSet.config !== undefined) throw new MongoError('AlreadyInitialized', 'already initialized');
  const given = context.body.get('replSetInitiate');
  const config =
    isDoc(given) && given.size > 0
      ? given
      : fields([
          ['_id', replicaSet.setName],
          ['version', int(1)],
          [
            'members',
            [
              fields([
                ['_id', int(0)],
                ['host', replicaSet.host],
              ]),
            ],
          ],
        ]);
  replicaSet.configure(config);
  if (context.engine.clock.now.seconds === 0) context.engine.clock.tick();
  context.engine.log(primaryLine);
  return new Map();
};

const getConfig = (context: Context): Reply => {
  requireMember(context);
  const { config } = context.engine.replicaSet;
  if (config === undefined) throw new MongoError('NotYetInitialized', 'no replset config has been received');
  return fields([['config', config]]);
};

const reconfigure = (context: Context): Reply => {
  requireMember(context);
  const given = context.body.get('replSetReconfig');
  if (!isDoc(given)) throw new MongoError('BadValue', 'no configuration specified');
  context.engine.replicaSet.configure(given);
  if (context.engine.replicaSet.isPrimary) context.engine.log(primaryLine);
  return new Map();
};

const status = (context: Context): Reply => {
  requireMember(context);
  const { replicaSet } = context.engine;
  if (replicaSet.config === undefined) throw new MongoError('NotYetInitialized', 'no replset config has been received');
  const time: Value = fields([
    ['ts', timestampOf(context.engine.time)],
    ['t', long(1n)],
  ]);
  const member = fields([
    ['_id', int(0)],
    ['name', replicaSet.host],
    ['health', double(1)],
    ['state', int(1)],
    ['stateStr', 'PRIMARY'],
    ['uptime', int(Math.floor((Date.now() - context.engine.startedAt.getTime()) / 1000))],
    ['optime', time],
    ['self', true],
  ]);
  return fields([
    ['set', replicaSet.setName],
    ['date', new Date()],
    ['myState', int(1)],
    ['term', long(1n)],
    ['majorityVoteCount', int(1)],
    ['writableVotingMembersCount', int(1)],
    [
      'optimes',
      fields([
        ['lastCommittedOpTime', time],
        ['appliedOpTime', time],
        ['durableOpTime', time],
      ]),
    ],
    ['members', [member]],
  ]);
};

/** The commands of a replica set of one. */
export const replicaSetCommands: Record<string, CommandEntry> = {
  replSetInitiate: { run: initiate, adminOnly: true },
  replSetGetConfig: { run: getConfig, adminOnly: true },
  replSetReconfig: { run: reconfigure, adminOnly: true },
  replSetGetStatus: { run: status, adminOnly: true },
  replSetStepDown: {
    run: () => {
      throw new MongoError('NotAReplicaSet', 'a set of one member cannot step down');
    },
    adminOnly: true,
  },
};
