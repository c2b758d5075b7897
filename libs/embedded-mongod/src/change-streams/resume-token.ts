import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { type LogicalTime } from '../storage/clock.ts';

/** A place in the history: behind the change of this time and index. */
export type Place = {
  readonly time: LogicalTime;
  readonly index: number;
  /** The place of an `invalidate`, which a stream can only be started after, not resumed from. */
  readonly isInvalidate?: boolean;
  /** The place behind a part of a split event, from 0. */
  readonly fragment?: number;
};

const BYTES = 14;
const FRAGMENT_BYTES = 2;
const MARK = 0x82;

/** The token of a place: `{ _data: <hex> }`; its order is the order of places. */
export const tokenOf = ({ time, index, isInvalidate, fragment }: Place): Doc => {
  const bytes = Buffer.allocUnsafe(BYTES + (fragment === undefined ? 0 : FRAGMENT_BYTES));
  if (fragment !== undefined) bytes.writeUInt16BE(fragment, BYTES);
  bytes[0] = MARK;
  bytes.writeUInt32BE(time.seconds, 1);
  bytes.writeUInt32BE(time.increment, 5);
  bytes.writeUInt32BE(index, 9);
  bytes[13] = isInvalidate === true ? 1 : 0;
  return new Map([['_data', bytes.toString('hex').toUpperCase()]]);
};

/** The place just before a change. */
export const placeBefore = ({ time, index }: Place): Place => {
  if (index > 0) return { time, index: index - 1 };
  const { seconds, increment } = time;
  const before =
    increment > 0 ? { seconds, increment: increment - 1 } : { seconds: seconds - 1, increment: 0xffffffff };
  return { time: before, index: 0xffffffff };
};

/** Reads a token. @throws MongoError 260 InvalidResumeToken, 40649 for another shape. */
export const placeOf = (token: Value): Place => {
  const data = token instanceof Map ? token.get('_data') : undefined;
  if (typeof data !== 'string')
    throw new MongoError(40649, "$changeStream stage's resume token must be an object with a '_data' string");
  const bytes = Buffer.from(data, 'hex');
  const isPart = bytes.length === BYTES + FRAGMENT_BYTES;
  if ((bytes.length !== BYTES && !isPart) || bytes[0] !== MARK) {
    throw new MongoError('InvalidResumeToken', 'A resume token was not found in the change stream: bad format');
  }
  return {
    time: { seconds: bytes.readUInt32BE(1), increment: bytes.readUInt32BE(5) },
    index: bytes.readUInt32BE(9),
    ...(bytes[13] === 1 ? { isInvalidate: true } : {}),
    ...(isPart ? { fragment: bytes.readUInt16BE(BYTES) } : {}),
  };
};
