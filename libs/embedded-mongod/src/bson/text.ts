/** Buffer's own readers and writer, which its typings leave out; they are the fastest there are. */
type FastBuffer = Buffer & {
  utf8Slice(start: number, end: number): string;
  latin1Slice(start: number, end: number): string;
  utf8Write(text: string, at: number): number;
};

const utf8 = (bytes: Buffer, start: number, end: number): string => (bytes as FastBuffer).utf8Slice(start, end);

/** Writes text as UTF-8 and says how many bytes it took; the caller has made room. */
export const writeUtf8 = (bytes: Buffer, text: string, at: number): number => (bytes as FastBuffer).utf8Write(text, at);

/** Field names seen before: most documents repeat a few names, so the string is made once. */
const size = 4096;
const cachedNames: (string | undefined)[] = new Array<string | undefined>(size);

const matches = (bytes: Buffer, start: number, length: number, name: string): boolean => {
  if (name.length !== length) return false;
  for (let index = 0; index < length; index++) if (name.charCodeAt(index) !== bytes[start + index]) return false;
  return true;
};

/** A field name between two offsets; short ASCII names come from a cache. */
export const readName = (bytes: Buffer, start: number, end: number): string => {
  const length = end - start;
  if (length > 40) return utf8(bytes, start, end);
  let hash = length;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte > 127) return utf8(bytes, start, end);
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const slot = (hash ^ (hash >>> 12)) & (size - 1);
  const cached = cachedNames[slot];
  if (cached !== undefined && matches(bytes, start, length, cached)) return cached;
  const name = (bytes as FastBuffer).latin1Slice(start, end);
  cachedNames[slot] = name;
  return name;
};

/** UTF-8 text between two offsets; short ASCII without a call into the runtime. */
export const readText = (bytes: Buffer, start: number, end: number): string => {
  if (end - start > 16) return utf8(bytes, start, end);
  let text = '';
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte > 127) return utf8(bytes, start, end);
    text += String.fromCharCode(byte);
  }
  return text;
};

/**
 * Binary (UTF-8) order of two strings, which is code point order: JavaScript's own order differs where
 * surrogate pairs meet characters above U+DFFF.
 */
export const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) {
      const highLeft = left >= 0xd800 && left <= 0xdfff;
      const highRight = right >= 0xd800 && right <= 0xdfff;
      if (highLeft !== highRight)
        return highLeft ? (right > 0xdfff ? 1 : left - right) : left > 0xdfff ? -1 : left - right;
      return left - right;
    }
  }
  return a.length - b.length;
};
