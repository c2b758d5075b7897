import { setTimeout as delay } from 'node:timers/promises';
import { Binary, Long } from 'bson';
import { double as doubleOf, int } from '../bson/numeric.ts';
import { typeName } from '../bson/type-of.ts';
import { isDoc, type Doc, type Value } from '../bson/value.ts';
import { type Engine } from '../engine.ts';
import { MongoError } from '../errors.ts';
import { type Failure } from '../fail-points.ts';
import { timestampOf } from '../storage/clock.ts';
import { numberOf } from '../storage/index-info.ts';
import { attachTransaction } from '../transactions/attach.ts';
import { type Session } from '../transactions/sessions.ts';
import { type Request } from '../wire/message.ts';
import { encodeReply, ReplyFields, type ReplyValue } from '../wire/reply.ts';
import { checkCommand, maxTimeOf } from './shared/check-fields.ts';
import { isNotPrimary, isShutdown, labelsFor } from './shared/error-labels.ts';
import { type Client, type CommandEntry, type Context, type Reply } from './shared/context.ts';
import { checkReadConcern } from './shared/read-concern.ts';
import { checkApi } from './shared/stable-api.ts';
import { commands } from './table.ts';
import { ConnectionEnded } from './crud/write-common.ts';
import { checkSupported } from './shared/unsupported-fields.ts';
import { awaitWriteConcern, checkWriteConcern } from './shared/write-concern.ts';

/** A reply, or the request to close the connection without one. */
export type Outcome = { readonly bytes: Buffer; readonly isRefusal: boolean } | 'close';

const longest = (command: string): boolean => command === 'getMore';

const contextOf = (engine: Engine, client: Client, request: Request): { context: Context; entry: CommandEntry } => {
  const { body } = request;
  const [name = ''] = request.documents.size > 0 && body.size === 0 ? request.documents.keys() : body.keys();
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) throw new MongoError('CommandNotFound', `no such command: '${name}'`);
  const db = request.kind === 'query' ? 'admin' : body.get('$db');
  if (typeof db !== 'string') throw new MongoError('IDLFailedToParse', 'OP_MSG requests require a $db argument');
  const adminOnly = entry.adminOnly === true && db !== 'admin';
  if (adminOnly) throw new MongoError('Unauthorized', `${name} may only be run against the admin database.`);
  checkApi(name, body);
  const { session, txnNumber } = sessionOf(engine, body);
  checkCommand(name, body, request.documents);
  checkSupported(engine, db, name, body);
  const maxTime = maxTimeOf(body, name);
  const deadline = maxTime === undefined || maxTime === 0 || longest(name) ? undefined : Date.now() + maxTime;
  const base = {
    engine,
    client,
    name,
    db,
    body,
    documents: request.documents,
    session,
    txnNumber,
    deadline,
    now: new Date(),
  };
  const transaction = attachTransaction(base, entry);
  const isRetryable = txnNumber !== undefined && body.get('autocommit') === undefined;
  return { context: { ...base, transaction, isRetryable }, entry };
};

const sessionOf = (engine: Engine, body: Doc): { session: Session | undefined; txnNumber: bigint | undefined } => {
  const lsid = body.get('lsid');
  const number = body.get('txnNumber');
  if (lsid === undefined) {
    if (number !== undefined)
      throw new MongoError('InvalidOptions', 'Transaction number requires a session ID to also be specified');
    return { session: undefined, txnNumber: undefined };
  }
  if (!isDoc(lsid) || !(lsid.get('id') instanceof Binary)) {
    throw new MongoError(
      'IDLFailedToParse',
      "BSON field 'OperationSessionInfo.lsid.id' is missing but a required field",
    );
  }
  if (number !== undefined && number !== null && !(number instanceof Long)) {
    throw new MongoError(
      'TypeMismatch',
      `BSON field 'OperationSessionInfo.txnNumber' is the wrong type '${typeName(number)}', expected type 'long'`,
    );
  }
  const txnNumber = number instanceof Long ? number.toBigInt() : undefined;
  if (txnNumber !== undefined && txnNumber < 0n)
    throw new MongoError('InvalidOptions', 'Transaction number cannot be negative');
  return { session: engine.sessions.of(lsid), txnNumber };
};

const asFields = (reply: Reply): (readonly [string, ReplyValue])[] =>
  reply instanceof ReplyFields ? [...reply.fields] : [...reply];

const errorFields = (error: MongoError, labels: readonly string[]): (readonly [string, ReplyValue])[] =>
  [
    ['ok', 0],
    ['errmsg', error.message],
    ['code', error.code],
    ['codeName', error.codeName],
    ...(error.errInfo === undefined ? [] : ([['errInfo', error.errInfo]] as const)),
    ...(error.extra ?? []),
    ...(labels.length === 0 ? [] : ([['errorLabels', [...labels]]] as const)),
  ].map(([name, value]) => [name as string, wrapped(value as ReplyValue)] as const);

const wrapped = (value: unknown): ReplyValue =>
  typeof value === 'number'
    ? Number.isInteger(value) && value !== 0
      ? int(value)
      : okValue(value)
    : (value as ReplyValue);

const okValue = (value: number): Value => doubleOf(value);

const withTimes = (engine: Engine, list: (readonly [string, ReplyValue])[]): Buffer => {
  if (!engine.replicaSet.isMember || engine.replicaSet.config === undefined) return encodeReply(new ReplyFields(list));
  const time = timestampOf(engine.time);
  const signature: Doc = new Map<string, Value>([
    ['hash', new Binary(Buffer.alloc(20))],
    ['keyId', Long.fromNumber(0)],
  ]);
  const cluster: Doc = new Map<string, Value>([
    ['clusterTime', time],
    ['signature', signature],
  ]);
  return encodeReply(new ReplyFields([...list, ['$clusterTime', cluster], ['operationTime', time]]));
};

/** What an error that speaks of a change of the set carries: MongoDB gives the version when it is no longer primary. */
const changeFields = ({ replicaSet }: Engine, code: number): (readonly [string, ReplyValue])[] => {
  if (isShutdown(code)) replicaSet.topology.announceAgain();
  return replicaSet.isMember && isNotPrimary(code) ? [['topologyVersion', replicaSet.topology.version]] : [];
};

const triggerFailPoint = (
  engine: Engine,
  client: Client,
  request: Request,
): { failure: Failure; name: string } | undefined => {
  const [name = ''] = request.body.keys();
  if (name === 'configureFailPoint') return undefined;
  const failure = engine.failPoints.trigger(name, client.appName);
  return failure === undefined ? undefined : { failure, name };
};

const isInTransaction = (body: Doc): boolean => body.get('autocommit') === false;

/** Whether a command opens or reads a change stream. */
const isStream = (engine: Engine, body: Doc): boolean => {
  const id = body.get('getMore');
  if (id instanceof Long) return engine.cursors.find(id)?.isAwaiting === true;
  const stages = body.get('pipeline');
  const [first] = Array.isArray(stages) ? stages : [];
  return isDoc(first) && first.has('$changeStream');
};

/** Runs one request from end to end. Never throws. */
export const dispatch = async (engine: Engine, client: Client, request: Request): Promise<Outcome> => {
  const { body } = request;
  const [name = ''] = body.keys();
  const triggered = triggerFailPoint(engine, client, request);
  const streams = isStream(engine, body);
  let context: Context | undefined;
  try {
    if (triggered !== undefined && triggered.failure.blockMs > 0) await delay(triggered.failure.blockMs);
    if (triggered?.failure.closeConnection === true) return 'close';
    if (triggered?.failure.errorCode !== undefined) throw failedCommand(triggered.failure);
    const made = contextOf(engine, client, request);
    context = made.context;
    const bytes = await runCommand(made.context, made.entry, triggered?.failure);
    return { bytes, isRefusal: false };
  } catch (error) {
    if (error instanceof ConnectionEnded) return 'close';
    const failure = asMongoError(error);
    if (context?.transaction !== undefined && name !== 'commitTransaction') context.transaction.finish('aborted');
    const explicit = triggered?.failure.errorCode !== undefined ? triggered.failure.errorLabels : undefined;
    const labels = explicit ?? [
      ...(failure.errorLabels ?? []),
      ...labelsFor(failure.code, {
        name,
        inTransaction: isInTransaction(body),
        hasNumber: body.has('txnNumber'),
        // a fail point strikes before the cursor is known, so the server cannot tell that it is a stream's
        isStream: streams && !(name === 'getMore' && triggered?.failure.errorCode !== undefined),
      }),
    ];
    const list = [...errorFields(failure, [...new Set(labels)]), ...changeFields(engine, failure.code)];
    return { bytes: withTimes(engine, list), isRefusal: true };
  }
};

const failedCommand = ({ errorCode, errorExtraInfo }: Failure): MongoError =>
  new MongoError(
    errorCode as number,
    "Failing command via 'failCommand' failpoint",
    errorExtraInfo === undefined ? {} : { extra: errorExtraInfo },
  );

const runCommand = async (context: Context, entry: CommandEntry, failure: Failure | undefined): Promise<Buffer> => {
  const { engine, name, body } = context;
  engine.requests += 1;
  engine.counts[entry.counts ?? 'command'] += 1;
  const writes = entry.writes === true || entry.writesWhen?.(body) === true;
  if (writes && !engine.replicaSet.isPrimary) throw new MongoError('NotWritablePrimary', 'not primary');
  checkReadConcern(context, entry);
  const concern = checkWriteConcern(context, entry);
  const reply = asFields(await entry.run(context));
  const list = reply.some(([field]) => field === 'ok') ? reply : [...reply, ['ok', doubleOf(1)] as const];
  const isEnd = name === 'commitTransaction' || name === 'abortTransaction';
  const isAcknowledged = context.transaction === undefined || isEnd;
  if (writes && (isAcknowledged || failure?.writeConcernError !== undefined)) {
    const refusal = failure?.writeConcernError ?? (await awaitWriteConcern(engine, concern));
    if (refusal !== undefined && !list.some(([field]) => field === 'writeConcernError'))
      list.push(['writeConcernError', refusal]);
    const code = refusal === undefined ? undefined : numberOf(refusal.get('code'));
    const labels =
      failure?.errorLabels ??
      (code === undefined
        ? []
        : labelsFor(code, {
            name,
            inTransaction: isInTransaction(body) && name !== 'commitTransaction',
            hasNumber: body.has('txnNumber'),
            isWriteConcern: true,
          }));
    if (refusal !== undefined && labels.length > 0) list.push(['errorLabels', labels]);
    if (code !== undefined) list.push(...changeFields(engine, code));
  }
  return withTimes(engine, list);
};

/** Anything thrown, as an error that can be answered. */
const asMongoError = (error: unknown): MongoError => {
  if (error instanceof MongoError) return error;
  return new MongoError('InternalError', error instanceof Error ? `${error.message}` : String(error));
};
