import { MongoError } from '../errors.ts';
import { type Doc } from '../bson/value.ts';
import { encode } from '../bson/encode.ts';
import { readBody } from './raw-elements.ts';

/** The largest message, as MongoDB's. */
export const MOST_MESSAGE_BYTES = 48_000_000;
const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 0x10000;
const REQUIRED_BITS = 0xffff;

/** One command as it came over the wire. */
export type Request = {
  readonly id: number;
  readonly kind: 'msg' | 'query';
  readonly body: Doc;
  /** Documents left as bytes: sections of kind 1, and the documents of an insert. */
  readonly documents: ReadonlyMap<string, Buffer[]>;
  readonly wantsAnswer: boolean;
  /** The client takes further answers without asking again. */
  readonly takesMore: boolean;
  readonly bytes: number;
};

/** A frame that breaks the protocol: its connection is closed, nothing else happens. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

const readMsg = (frame: Buffer, id: number): Request => {
  const flags = frame.readUInt32LE(HEADER_BYTES);
  if ((flags & REQUIRED_BITS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0)
    throw new ProtocolError('unknown required flag');
  const stop = frame.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let at = HEADER_BYTES + 4;
  let body: Buffer | undefined;
  const documents = new Map<string, Buffer[]>();
  while (at < stop) {
    const kind = frame[at++];
    if (at + 4 > stop) throw new ProtocolError('section cut short');
    const length = frame.readInt32LE(at);
    if (length < 5 || at + length > stop) throw new ProtocolError('section length out of bounds');
    const section = frame.subarray(at, at + length);
    at += length;
    if (kind === 0 && body === undefined) body = section;
    else if (kind === 1) readSequence(section, documents);
    else throw new ProtocolError('unknown section kind');
  }
  if (body === undefined) throw new ProtocolError('no body section');
  const { doc, raw } = readBody(body);
  for (const [name, list] of raw) documents.set(name, list);
  return {
    id,
    kind: 'msg',
    body: doc,
    documents,
    wantsAnswer: (flags & MORE_TO_COME) === 0,
    takesMore: (flags & EXHAUST_ALLOWED) !== 0,
    bytes: frame.length,
  };
};

const readSequence = (section: Buffer, documents: Map<string, Buffer[]>): void => {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new ProtocolError('sequence without a name');
  const list: Buffer[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    if (at + 5 > section.length) throw new ProtocolError('sequence cut short');
    const length = section.readInt32LE(at);
    if (length < 5 || at + length > section.length) throw new ProtocolError('document length out of bounds');
    list.push(section.subarray(at, at + length));
    at += length;
  }
  documents.set(section.toString('utf8', 4, nameEnd), list);
};

const readQuery = (frame: Buffer, id: number): Request => {
  const nameEnd = frame.indexOf(0, HEADER_BYTES + 4);
  const at = nameEnd + 9;
  if (nameEnd < 0 || at + 5 > frame.length) throw new ProtocolError('query cut short');
  const length = frame.readInt32LE(at);
  if (length < 5 || at + length > frame.length) throw new ProtocolError('query length out of bounds');
  const { doc } = readBody(frame.subarray(at, at + length));
  const body = doc.get('$query') instanceof Map ? (doc.get('$query') as Doc) : doc;
  const [name] = body.keys();
  if (name === undefined || !['hello', 'isMaster', 'ismaster'].includes(name))
    throw new ProtocolError(`OP_QUERY is no longer supported`);
  return {
    id,
    kind: 'query',
    body,
    documents: new Map(),
    wantsAnswer: true,
    takesMore: false,
    bytes: frame.length,
  };
};

/** Reads a whole frame. @throws ProtocolError when its connection must be closed; MongoError when it deserves an answer. */
export const readMessage = (frame: Buffer): Request => {
  const id = frame.readInt32LE(4);
  const opcode = frame.readInt32LE(12);
  try {
    if (opcode === OP_MSG && frame.length > HEADER_BYTES + 4) return readMsg(frame, id);
    if (opcode === OP_QUERY && frame.length > HEADER_BYTES + 4) return readQuery(frame, id);
  } catch (error) {
    if (error instanceof MongoError || error instanceof RangeError) throw new ProtocolError(error.message);
    throw error;
  }
  throw new ProtocolError(`unsupported opcode ${opcode}`);
};

let lastId = 0;

/** The answer to a request as one frame; `isMore` says that another follows unasked. */
export const writeMessage = (
  request: { id: number; kind: 'msg' | 'query' },
  body: Doc | Buffer,
  isMore = false,
): Buffer => {
  const bytes = Buffer.isBuffer(body) ? body : encode(body);
  const head = Buffer.alloc(request.kind === 'msg' ? HEADER_BYTES + 5 : HEADER_BYTES + 20);
  lastId = (lastId + 1) | 0;
  head.writeInt32LE(head.length + bytes.length, 0);
  head.writeInt32LE(lastId, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.kind === 'msg' ? OP_MSG : OP_REPLY, 12);
  if (isMore) head.writeInt32LE(MORE_TO_COME, HEADER_BYTES);
  if (request.kind === 'query') {
    head.writeInt32LE(8, HEADER_BYTES);
    head.writeInt32LE(1, HEADER_BYTES + 16);
  }
  return Buffer.concat([head, bytes]);
};
