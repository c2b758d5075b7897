import { decodeValue } from './decode.ts';
import { rawEnd } from './raw-end.ts';
import { type Value } from './value.ts';

/** One element inside raw bytes: its BSON type and where its value begins and ends. */
export type RawElement = { readonly type: number; readonly start: number; readonly end: number };

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
    const end = rawEnd(bytes, type, start);
    if (same(bytes, at + 1, nameEnd, name)) return { type, start, end };
    at = end;
  }
  return undefined;
};

/** The value of a top-level field read from raw bytes; undefined when there is none. */
export const rawValue = (bytes: Buffer, name: string): Value => {
  const found = rawField(bytes, name);
  return found === undefined ? undefined : decodeValue(bytes, found.type, found.start);
};
