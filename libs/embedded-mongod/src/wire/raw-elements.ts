import { decodeValue } from '../bson/decode.ts';
import { type Doc } from '../bson/value.ts';
import { MongoError } from '../errors.ts';

const fixed = new Map([
  [0x01, 8],
  [0x06, 0],
  [0x07, 12],
  [0x08, 1],
  [0x09, 8],
  [0x0a, 0],
  [0x10, 4],
  [0x11, 8],
  [0x12, 8],
  [0x13, 16],
  [0xff, 0],
  [0x7f, 0],
]);

const broken = (): MongoError => new MongoError('InvalidBSON', 'invalid BSON');

const sizeOf = (bytes: Buffer, type: number, at: number, stop: number): number => {
  const size = fixed.get(type);
  if (size !== undefined) return size;
  if (type === 0x0b) {
    const second = bytes.indexOf(0, bytes.indexOf(0, at) + 1);
    return second + 1 - at;
  }
  if (at + 4 > stop) throw broken();
  const length = bytes.readInt32LE(at);
  if (length < 0) throw broken();
  if (type === 0x02 || type === 0x0d || type === 0x0e) return 4 + length;
  if (type === 0x05) return 5 + length;
  if (type === 0x0c) return 16 + length;
  if (type === 0x03 || type === 0x04 || type === 0x0f) return length;
  throw broken();
};

/** The elements of a document without decoding them. @throws MongoError InvalidBSON */
export function* elementsOf(bytes: Buffer): Generator<{ name: string; type: number; start: number; end: number }> {
  if (bytes.length < 5 || bytes.readInt32LE(0) !== bytes.length || bytes[bytes.length - 1] !== 0) throw broken();
  const stop = bytes.length - 1;
  let at = 4;
  while (at < stop) {
    const type = bytes[at] as number;
    const nameEnd = bytes.indexOf(0, at + 1);
    if (nameEnd < 0 || nameEnd >= stop) throw broken();
    const start = nameEnd + 1;
    const end = start + sizeOf(bytes, type, start, stop);
    if (end > stop || end < start) throw broken();
    yield { name: bytes.toString('utf8', at + 1, nameEnd), type, start, end };
    at = end;
  }
}

/** A command's body: decoded, but for arrays of documents that are stored as they came. */
export type Body = { readonly doc: Doc; readonly raw: ReadonlyMap<string, Buffer[]> };

const rawArrays: Readonly<Record<string, string>> = { insert: 'documents' };

/** Decodes a command, keeping the documents of an insert as bytes. */
export const readBody = (bytes: Buffer): Body => {
  const doc: Doc = new Map();
  const raw = new Map<string, Buffer[]>();
  let kept: string | undefined;
  for (const { name, type, start, end } of elementsOf(bytes)) {
    if (doc.size === 0 && raw.size === 0) kept = rawArrays[name];
    const documents = name === kept && type === 0x04 ? documentsOf(bytes.subarray(start, end)) : undefined;
    if (documents) raw.set(name, documents);
    else doc.set(name, decodeValue(bytes, type, start));
  }
  return { doc, raw };
};

/** The documents of an array; undefined when not all of it are documents: then the command says so. */
const documentsOf = (bytes: Buffer): Buffer[] | undefined => {
  const elements = [...elementsOf(bytes)];
  if (elements.some(({ type }) => type !== 0x03)) return undefined;
  return elements.map(({ start, end }) => bytes.subarray(start, end));
};
