import { Long, ObjectId } from 'bson';
import { int, long } from '../../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { timestampOf } from '../../storage/clock.ts';
import { numberOf } from '../../storage/index-info.ts';
import { checkItem } from '../shared/check-fields.ts';
import { fields, type CommandEntry, type Context, type Reply } from '../shared/context.ts';

const limits = (): (readonly [string, Value])[] => [
  ['maxBsonObjectSize', int(16 * 1024 * 1024)],
  ['maxMessageSizeBytes', int(48_000_000)],
  ['maxWriteBatchSize', int(100_000)],
  ['localTime', new Date()],
  ['logicalSessionTimeoutMinutes', int(30)],
  ['minWireVersion', int(0)],
  ['maxWireVersion', int(27)],
  ['readOnly', false],
];

const noteClient = ({ client, body }: Context): void => {
  const metadata = body.get('client');
  if (!isDoc(metadata)) return;
  client.metadata = metadata;
  const application = metadata.get('application');
  const name = isDoc(application) ? application.get('name') : undefined;
  if (typeof name === 'string') client.appName = name;
};

const lastWriteOf = ({ engine }: Context): Doc => {
  const opTime = fields([
    ['ts', timestampOf(engine.time)],
    ['t', long(1n)],
  ]);
  const date = new Date(engine.time.seconds * 1000);
  return fields([
    ['opTime', opTime],
    ['lastWriteDate', date],
    ['majorityOpTime', opTime],
    ['majorityWriteDate', date],
  ]);
};

const versionTable = { fields: { processId: 'any', counter: 'any' }, required: ['processId', 'counter'] } as const;

/** The version a client knows, and how long it waits for another. @throws MongoError for what cannot be meant. */
const knownVersion = ({ body, name }: Context): { known: Doc; waitMs: number } | undefined => {
  const known = body.get('topologyVersion') ?? undefined;
  const wait = body.get('maxAwaitTimeMS') ?? undefined;
  if (known === undefined && wait === undefined) return undefined;
  if (known === undefined)
    throw new MongoError(31368, "A request with 'maxAwaitTimeMS' must include a 'topologyVersion'");
  if (wait === undefined)
    throw new MongoError(31368, "A request with a 'topologyVersion' must include 'maxAwaitTimeMS'");
  const wrong = (field: string, wanted: string): MongoError =>
    new MongoError('TypeMismatch', `BSON field '${name}.${field}' is the wrong type, expected type '${wanted}'`);
  if (!isDoc(known)) throw wrong('topologyVersion', 'object');
  checkItem(known, `${name}.topologyVersion`, versionTable);
  const counter = known.get('counter');
  if (!(known.get('processId') instanceof ObjectId)) throw wrong('topologyVersion.processId', 'objectId');
  if (!(counter instanceof Long)) throw wrong('topologyVersion.counter', 'long');
  if (counter.isNegative()) throw new MongoError(31372, "'topologyVersion' must have a non-negative counter");
  const waitMs = numberOf(wait);
  if (waitMs === undefined) throw wrong('maxAwaitTimeMS', 'long');
  if (waitMs < 0) throw new MongoError(31373, "'maxAwaitTimeMS' must be a non-negative integer");
  return { known, waitMs };
};

/** Holds the answer while the client knows all there is to know. */
const awaitChange = async (context: Context): Promise<void> => {
  const asked = knownVersion(context);
  if (asked === undefined) return;
  const { topology } = context.engine.replicaSet;
  const counter = (asked.known.get('counter') as Long).toNumber();
  if (!topology.processId.equals(asked.known.get('processId') as ObjectId)) return;
  if (counter > topology.counter) {
    throw new MongoError(
      31382,
      `Received a topology version with counter: ${counter} which is greater than the server topology version counter: ${topology.counter}`,
    );
  }
  if (counter === topology.counter) await topology.nextChange(asked.waitMs);
};

const answer = (context: Context): Reply => {
  const { engine, client, name, body } = context;
  const { replicaSet } = engine;
  const tail: (readonly [string, Value])[] = [...limits(), ['connectionId', int(client.id)]];
  const head: (readonly [string, Value])[] = [
    ...(body.has('helloOk') || name === 'hello' ? ([['helloOk', true]] as const) : []),
    ['topologyVersion', replicaSet.topology.version],
    [name === 'hello' ? 'isWritablePrimary' : 'ismaster', replicaSet.isPrimary],
  ];
  if (!replicaSet.isMember) return fields([...head, ...tail]);
  if (!replicaSet.isPrimary) {
    return fields([
      ...head,
      ['secondary', false],
      ['isreplicaset', true],
      ['info', 'Does not have a valid replica set config'],
      ...tail,
    ]);
  }
  return fields([
    ...head,
    ['hosts', replicaSet.hosts],
    ['setName', replicaSet.setName],
    ['setVersion', replicaSet.config?.get('version') ?? int(1)],
    ['secondary', false],
    ['primary', replicaSet.host],
    ['me', replicaSet.host],
    ['electionId', replicaSet.electionId],
    ['lastWrite', lastWriteOf(context)],
    ...tail,
  ]);
};

const hello = async (context: Context): Promise<Reply> => {
  noteClient(context);
  await awaitChange(context);
  return answer(context);
};

/** `hello` under its names: answered at once, or when something has changed. */
export const helloCommands: Record<string, CommandEntry> = {
  hello: { run: hello },
  isMaster: { run: hello },
  ismaster: { run: hello },
};
