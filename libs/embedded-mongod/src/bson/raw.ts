import { decodeValue } from './decode.ts';
import { type Value } from './value.ts';

/** One element inside raw bytes: its BSON type and where its value begins and ends. */
export type RawElement = { readonly type: number; readonly start: number; readonly end: number };

const fixed: Readonly<Record<number, number>> = {
  0x01: 8,
  0x06: 0,
  0x07: 12,
  0x08: 1,
  0x09: 8,
  0x0a: 0,
  0x10: 4,
  0x11: 8,
  0x12: 8,
  0x13: 16,
  0xff: 0,
  0x7f: 0,
};

/** Where a value of this type ends. */
const endOf = (bytes: Buffer, type: number, at: number): number => {
  const size = fixed[type];
  if (size !== undefined) return at + size;
  switch (type) {
    case 0x02:
    case 0x0d:
    case 0x0e:
      return at + 4 + bytes.readInt32LE(at);
    case 0x03:
    case 0x04:
    case 0x0f:
      return at + bytes.readInt32LE(at);
    case 0x05:
      return at + 5 + bytes.readInt32LE(at);
    case 0x0b:
      return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1;
    case 0x0c:
      return at + 16 + bytes.readInt32LE(at);
    default:
      return bytes.length;
  }
};

const same = (bytes: Buffer, start: number, end: number, name: string): boolean => {
  if (end - start !== name.length) return false;
  for (let index = 0; index < name.length; index++) if (bytes[start + index] !== name.charCodeAt(index)) return false;
  return true;
};

/** Finds a top-level field with an ASCII name without decoding the document. */
export const rawField = (bytes: Buffer, name: string, offset = 0): RawElement | undefined => {
  const stop = offset + bytes.readInt32LE(offset) - 1;
  let at = offset + 4;
  while (at < stop) {
    const type = bytes[at] as number;
    const nameEnd = bytes.indexOf(0, at + 1);
    const start = nameEnd + 1;
    const end = endOf(bytes, type, start);
    if (same(bytes, at + 1, nameEnd, name)) return { type, start, end };
    at = end;
  }
  return undefined;
};

/** Where a value of this type that begins at `at` ends; beyond the bytes for a damaged one. */
export const rawEnd = endOf;

/** The value of a top-level field read from raw bytes; undefined when there is none. */
export const rawValue = (bytes: Buffer, name: string): Value => {
  const found = rawField(bytes, name);
  return found === undefined ? undefined : decodeValue(bytes, found.type, found.start);
};
