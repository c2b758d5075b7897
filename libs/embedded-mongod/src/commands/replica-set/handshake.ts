import { hostname, totalmem, cpus, arch, release } from 'node:os';
import { ObjectId } from 'bson';
import { double, int, long } from '../../bson/numeric.ts';
import { MongoError } from '../../errors.ts';
import { fields, type CommandEntry, type Context, type Reply } from '../shared/context.ts';
import { versionArray, versionText } from '../../version.ts';

const processId = new ObjectId();
const buildInfo = (): Reply =>
  fields([
    ['version', versionText],
    ['gitVersion', 'embedded'],
    ['modules', ['embedded-mongod']],
    ['embeddedEngine', true],
    ['allocator', 'system'],
    ['javascriptEngine', 'none'],
    ['sysInfo', 'deprecated'],
    ['versionArray', versionArray.map(int)],
    ['bits', int(64)],
    ['debug', false],
    ['maxBsonObjectSize', int(16 * 1024 * 1024)],
    ['storageEngines', ['lmdb']],
  ]);

const connectionStatus = (): Reply =>
  fields([
    [
      'authInfo',
      fields([
        ['authenticatedUsers', []],
        ['authenticatedUserRoles', []],
        ['authenticatedUserPrivileges', []],
      ]),
    ],
  ]);

const hostInfo = (): Reply => {
  const system = fields([
    ['currentTime', new Date()],
    ['hostname', hostname()],
    ['cpuAddrSize', int(64)],
    ['memSizeMB', int(Math.round(totalmem() / 2 ** 20))],
    ['numCores', int(cpus().length)],
    ['cpuArch', arch()],
    ['numaEnabled', false],
  ]);
  return fields([
    ['system', system],
    [
      'os',
      fields([
        ['type', 'Linux'],
        ['name', 'Node.js'],
        ['version', release()],
      ]),
    ],
    ['extra', new Map()],
  ]);
};

const serverStatus = ({ engine }: Context): Reply => {
  const memory = process.memoryUsage();
  const uptime = (Date.now() - engine.startedAt.getTime()) / 1000;
  const { replicaSet } = engine;
  return fields([
    ['host', hostname()],
    ['version', versionText],
    ['process', 'mongod'],
    ['pid', long(BigInt(process.pid))],
    ['uptime', double(Math.floor(uptime))],
    ['uptimeMillis', long(BigInt(Math.floor(uptime * 1000)))],
    ['localTime', new Date()],
    [
      'connections',
      fields([
        ['current', int(engine.connections)],
        ['available', int(1000 - engine.connections)],
        ['totalCreated', int(engine.connectionsMade)],
      ]),
    ],
    [
      'mem',
      fields([
        ['bits', int(64)],
        ['resident', int(Math.round(memory.rss / 2 ** 20))],
        ['heap', int(Math.round(memory.heapUsed / 2 ** 20))],
        ['supported', true],
      ]),
    ],
    ['network', fields([['numRequests', long(BigInt(engine.requests))]])],
    ['metrics', fields([['cursor', fields([['open', fields([['total', long(BigInt(engine.cursors.size))]])]])]])],
    ['opcounters', fields(Object.entries(engine.counts).map(([name, count]) => [name, long(BigInt(count))]))],
    ...(replicaSet.isMember
      ? ([
          [
            'repl',
            fields([
              ['setName', replicaSet.setName],
              ['hosts', replicaSet.hosts],
              ['me', replicaSet.host],
              ['isWritablePrimary', replicaSet.isPrimary],
            ]),
          ],
        ] as const)
      : []),
    [
      'storageEngine',
      fields([
        ['name', 'lmdb'],
        ['supportsCommittedReads', true],
        ['persistent', true],
        ['supportsSnapshotReadConcern', true],
      ]),
    ],
    ['processId', processId],
  ]);
};

const refuse = (code: number, message: string) => (): Reply => {
  throw new MongoError(code, message);
};

const noAuthentication = refuse(18, 'Authentication failed. This engine has no users.');

/** The commands of connecting and of looking at the server. */
export const handshakeCommands: Record<string, CommandEntry> = {
  ping: { run: () => new Map() },
  buildInfo: { run: buildInfo },
  buildinfo: { run: buildInfo },
  connectionStatus: { run: connectionStatus },
  hostInfo: { run: hostInfo, adminOnly: true },
  serverStatus: { run: serverStatus },
  whatsmyuri: { run: ({ client }) => fields([['you', client.remote]]) },
  getLog: {
    run: () =>
      fields([
        ['totalLinesWritten', int(0)],
        ['log', []],
      ]),
    adminOnly: true,
  },
  getCmdLineOpts: {
    run: () =>
      fields([
        ['argv', []],
        ['parsed', new Map()],
      ]),
    adminOnly: true,
  },
  logRotate: { run: () => new Map(), adminOnly: true },
  features: { run: () => new Map() },
  saslStart: { run: noAuthentication },
  saslContinue: { run: noAuthentication },
  authenticate: { run: noAuthentication },
  logout: { run: () => new Map() },
};
