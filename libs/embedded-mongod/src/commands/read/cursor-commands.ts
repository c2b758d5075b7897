import { Long } from 'bson';
import { type Value } from '../../bson/value.ts';
import { MongoError, whileDoing } from '../../errors.ts';
import { numberOf } from '../../storage/index-info.ts';
import { sessionKey } from '../../transactions/sessions.ts';
import { type CommandEntry, countField, type Context, type Reply, arrayField } from '../shared/context.ts';
import { cursorReply } from './cursor-reply.ts';

const asLong = (value: Value): Long => {
  if (value instanceof Long) return value;
  const number = numberOf(value);
  if (number === undefined)
    throw new MongoError('TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  return Long.fromNumber(number);
};

const AWAIT_MS = 1000;

const getMore = async (context: Context): Promise<Reply> => {
  const { engine, body, db } = context;
  const id = asLong(body.get('getMore'));
  const cursor = engine.cursors.get(id);
  if (cursor.namespace !== `${db}.${String(body.get('collection'))}`) {
    throw new MongoError(
      'Unauthorized',
      `Requested getMore on namespace '${db}.${String(body.get('collection'))}', but cursor belongs to a different namespace ${cursor.namespace}`,
    );
  }
  const own = context.session === undefined ? undefined : sessionKey(context.session.id);
  if (cursor.session !== own) {
    throw new MongoError(
      50738,
      `Cannot run getMore on cursor ${id.toString()}, which was not created in the session of this getMore`,
    );
  }
  const batchSize = countField(context, 'batchSize') ?? 0;
  if (cursor.isBusy) throw new MongoError(12051, `cursor ${id.toString()} is already in use`);
  if (cursor.killed !== undefined) {
    engine.cursors.close(id);
    throw cursor.killed;
  }
  const waitMs = countField(context, 'maxTimeMS') ?? AWAIT_MS;
  const failed = engine.failPoints.triggered('failGetMoreAfterCursorCheckout');
  if (failed !== undefined) {
    throw new MongoError(numberOf(failed.get('errorCode')) ?? 1, "Hit the 'failGetMoreAfterCursorCheckout' fail point");
  }
  cursor.isBusy = true;
  try {
    const batch = await cursor.source.next(batchSize, cursor.isAwaiting ? waitMs : 0);
    if (cursor.isAwaiting && engine.cursors.find(id) === undefined)
      throw new MongoError('CursorKilled', `cursor ${id.toString()} was killed while it waited`);
    cursor.usedAt = Date.now();
    if (batch.isDone) engine.cursors.close(id);
    return cursorReply('nextBatch', batch.isDone ? Long.ZERO : id, cursor.namespace, batch, cursor.source);
  } catch (error) {
    engine.cursors.close(id);
    throw whileDoing('Executor error during getMore', error);
  } finally {
    cursor.isBusy = false;
  }
};

const killCursors = (context: Context): Reply => {
  const killed: Value[] = [];
  const notFound: Value[] = [];
  for (const value of arrayField(context, 'cursors')) {
    const id = asLong(value);
    (context.engine.cursors.close(id) ? killed : notFound).push(id);
  }
  return new Map<string, Value>([
    ['cursorsKilled', killed],
    ['cursorsNotFound', notFound],
    ['cursorsAlive', []],
    ['cursorsUnknown', []],
  ]);
};

/** `getMore` */
export const getMoreCommand: CommandEntry = { run: getMore, inTransaction: true, counts: 'getmore' };
/** `killCursors` */
export const killCursorsCommand: CommandEntry = { run: killCursors, inTransaction: true };
