import { int } from '../../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { Binary, UUID } from 'bson';
import { MongoError } from '../../errors.ts';
import { sessionKey, type Session } from '../../transactions/sessions.ts';
import { fields, type CommandEntry, type Context, type Reply } from '../shared/context.ts';

const commit = async ({ engine, session, transaction }: Context): Promise<Reply> => {
  if (session === undefined || transaction === undefined)
    throw new MongoError('InvalidOptions', 'commitTransaction must be run within a transaction');
  if (transaction.state === 'aborted') {
    throw new MongoError(
      'NoSuchTransaction',
      `Transaction with { txnNumber: ${transaction.number} } has been aborted.`,
    );
  }
  if (transaction.state === 'running') await engine.commit(session, transaction);
  await engine.env.flush();
  return new Map();
};

const abort = ({ transaction }: Context): Reply => {
  if (transaction === undefined)
    throw new MongoError('InvalidOptions', 'abortTransaction must be run within a transaction');
  if (transaction.state === 'committed') {
    throw new MongoError(
      'TransactionCommitted',
      `Transaction with { txnNumber: ${transaction.number} } has been committed.`,
    );
  }
  if (transaction.state === 'aborted') {
    throw new MongoError(
      'NoSuchTransaction',
      `Transaction with { txnNumber: ${transaction.number} } has been aborted.`,
    );
  }
  transaction.finish('aborted');
  return new Map();
};

const end = ({ engine }: Context, session: Session): void => {
  session.transaction?.finish('aborted');
  engine.cursors.closeWhere((cursor) => cursor.session === session.key);
};

const named = (value: Value): string[] => (Array.isArray(value) ? value.filter(isDoc).map(sessionKey) : []);

const endSessions = (context: Context): Reply => {
  const keys = new Set(named(context.body.get('endSessions')));
  const ended = context.engine.sessions.all.filter(({ key }) => keys.has(key));
  for (const session of ended) end(context, session);
  if (ended.length > 0) void context.engine.forget(ended);
  return new Map();
};

const killSessions = (context: Context): Reply => {
  const keys = new Set(named(context.body.get('killSessions')));
  for (const session of context.engine.sessions.all)
    if (keys.size === 0 || keys.has(session.key)) end(context, session);
  return new Map();
};

const killAll = (context: Context): Reply => {
  for (const session of context.engine.sessions.all) end(context, session);
  return new Map();
};

const start = (context: Context): Reply => {
  const id: Doc = new Map<string, Value>([['id', new Binary(new UUID().buffer, 4)]]);
  context.engine.sessions.of(id);
  return fields([
    ['id', id],
    ['timeoutMinutes', int(30)],
  ]);
};

/** The commands of sessions and transactions. */
export const sessionCommands: Record<string, CommandEntry> = {
  commitTransaction: { run: commit, inTransaction: true, adminOnly: true, writes: true },
  abortTransaction: { run: abort, inTransaction: true, adminOnly: true, writes: true },
  startSession: { run: start },
  endSessions: { run: endSessions },
  killSessions: { run: killSessions },
  killAllSessions: { run: killAll },
  killAllSessionsByPattern: { run: killAll },
  refreshSessions: { run: () => new Map() },
};
