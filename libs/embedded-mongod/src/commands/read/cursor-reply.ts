import { decode } from '../../bson/decode.ts';
import { Long } from 'bson';
import { whileDoing } from '../../errors.ts';
import { timestampOf } from '../../storage/clock.ts';
import { isTrue } from '../../storage/index-info.ts';
import { type Batch, type Source } from '../../cursors.ts';
import { RawArray, ReplyFields, type ReplyValue } from '../../wire/reply.ts';
import { sessionKey } from '../../transactions/sessions.ts';
import { type Context } from '../shared/context.ts';

/** The first answer of a cursor: its first batch, and the cursor kept open when there is more. */
export const firstBatch = async (
  context: Context,
  parts: {
    readonly namespace: string;
    readonly source: Source;
    readonly batchSize: number | undefined;
    readonly single?: boolean;
    readonly isAwaiting?: boolean;
    readonly more?: readonly (readonly [string, ReplyValue])[];
  },
): Promise<ReplyFields> => {
  const { source, namespace } = parts;
  const wanted = parts.batchSize ?? 101;
  const batch: Batch =
    wanted === 0 ? { documents: [], isDone: false } : await firstOf(context, parts.namespace, source, wanted);
  const isOver = batch.isDone || parts.single === true;
  if (isOver) source.close();
  const id = isOver
    ? Long.ZERO
    : context.engine.cursors.open({
        namespace,
        source,
        session: context.session === undefined ? undefined : sessionKey(context.session.id),
        transaction: context.transaction === undefined ? undefined : context.txnNumber,
        isAwaiting: parts.isAwaiting === true,
        isTimeless: isTrue(context.body.get('noCursorTimeout')),
        originating: context.name,
        maxTimeMS: undefined,
      }).id;
  return cursorReply('firstBatch', id, namespace, batch, source, parts.more);
};

const firstOf = async ({ name }: Context, namespace: string, source: Source, wanted: number): Promise<Batch> => {
  try {
    return await source.next(wanted, 0);
  } catch (error) {
    if (name === 'find') throw whileDoing(`Executor error during find command: ${namespace}`, error);
    if (name === 'aggregate')
      throw whileDoing(`Executor error during aggregate command on namespace: ${namespace}`, error);
    throw error;
  }
};

/** An answer with a batch in it. */
export const cursorReply = (
  batchName: 'firstBatch' | 'nextBatch',
  id: Long,
  namespace: string,
  batch: Batch,
  source: Source,
  more: readonly (readonly [string, ReplyValue])[] = [],
): ReplyFields => {
  const token = source.token?.();
  const cursor = new ReplyFields([
    [batchName, new RawArray(batch.documents)],
    ...(token === undefined ? [] : ([['postBatchResumeToken', rawDocument(token)]] as const)),
    ...more,
    ['id', id],
    ['ns', namespace],
  ]);
  return new ReplyFields([['cursor', cursor]]);
};

const rawDocument = (bytes: Buffer): ReplyValue => decode(bytes);

/** `atClusterTime` of a snapshot read. */
export const atClusterTime = (context: Context): readonly (readonly [string, ReplyValue])[] => [
  ['atClusterTime', timestampOf(context.engine.time)],
];
