import { encode } from '../bson/encode.ts';
import { type Doc, type Value } from '../bson/value.ts';

/** Documents of an answer that are already bytes. */
export class RawArray {
  constructor(readonly documents: readonly Buffer[]) {}
}

/** A field of an answer: a value, documents as bytes, or a document that holds such. */
export type ReplyValue = Value | RawArray | ReplyFields;

/** An answer under construction, in order. */
export class ReplyFields {
  constructor(readonly fields: readonly (readonly [string, ReplyValue])[]) {}
}

const isSpecial = (value: ReplyValue): value is RawArray | ReplyFields =>
  value instanceof RawArray || value instanceof ReplyFields;

const nameBytes = (type: number, name: string): Buffer => Buffer.from(`${String.fromCharCode(type)}${name}\0`, 'utf8');

const arrayBytes = ({ documents }: RawArray): Buffer => {
  const parts: Buffer[] = [];
  let size = 5;
  documents.forEach((document, at) => {
    const head = nameBytes(3, String(at));
    parts.push(head, document);
    size += head.length + document.length;
  });
  const length = Buffer.allocUnsafe(4);
  length.writeInt32LE(size);
  return Buffer.concat([length, ...parts, Buffer.of(0)], size);
};

/** An answer as BSON bytes; documents that are bytes are copied as they are. */
export const encodeReply = (reply: ReplyFields): Buffer => {
  const parts: Buffer[] = [];
  let plain: Doc = new Map();
  const flush = (): void => {
    if (plain.size === 0) return;
    const bytes = encode(plain);
    parts.push(bytes.subarray(4, bytes.length - 1));
    plain = new Map();
  };
  for (const [name, value] of reply.fields) {
    if (!isSpecial(value)) {
      plain.set(name, value);
      continue;
    }
    flush();
    if (value instanceof RawArray) parts.push(nameBytes(4, name), arrayBytes(value));
    else parts.push(nameBytes(3, name), encodeReply(value));
  }
  flush();
  const size = parts.reduce((sum, { length }) => sum + length, 5);
  const length = Buffer.allocUnsafe(4);
  length.writeInt32LE(size);
  return Buffer.concat([length, ...parts, Buffer.of(0)], size);
};
