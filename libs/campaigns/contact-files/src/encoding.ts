import { isUtf8 } from 'node:buffer';
import { TimeSlice } from '@relance/kernel';
import iconv from 'iconv-lite';
import { withoutDoubleEncoding } from './double-encoding.ts';
import { likeliestEncoding } from './encoding-guess.ts';

/** How a file's bytes spell text; `start` is where the text begins (behind a byte order mark). */
export type Encoding = { readonly name: string; readonly start: number };

const SAMPLE = 64 * 1024;

const startsWith = (bytes: Uint8Array, ...mark: number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

/**
 * UTF-8 and UTF-16 by their mark; UTF-16 without one by its zero bytes; else UTF-8 where more of it is right than wrong (a
 * stray byte costs nothing else), else the encoding in which it reads most like a list of people.
 */
export async function encodingOf(bytes: Uint8Array): Promise<Encoding> {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return { name: 'utf-8', start: 3 };
  if (startsWith(bytes, 0xff, 0xfe)) return { name: 'utf-16le', start: 2 };
  if (startsWith(bytes, 0xfe, 0xff)) return { name: 'utf-16be', start: 2 };
  return { name: await withoutMark(bytes), start: 0 };
}

async function withoutMark(bytes: Uint8Array): Promise<string> {
  const zeros = zeroShares(bytes.subarray(0, SAMPLE));
  if (zeros.odd > 0.3 && zeros.even < 0.1) return 'utf-16le';
  if (zeros.even > 0.3 && zeros.odd < 0.1) return 'utf-16be';
  if (isUtf8(bytes)) return hasShifts(bytes) ? 'iso-2022-jp' : 'utf-8';
  const { good, bad } = await utf8Sequences(bytes);
  if (good > bad) return 'utf-8';
  return likeliestEncoding(bytes, good > 0 ? { 'utf-8': mixed } : {});
}

function zeroShares(sample: Uint8Array): { even: number; odd: number } {
  const zeros = [0, 0];
  for (let index = 0; index < sample.length; index += 1)
    if (sample[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const half = Math.max(1, sample.length / 2);
  return { even: (zeros[0] ?? 0) / half, odd: (zeros[1] ?? 0) / half };
}

/** Length of the right UTF-8 sequence of several bytes that begins here; 0 when none does. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  for (let next = 1; next < length; next += 1) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  const isOverlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const isSurrogate = lead === 0xed && second >= 0xa0;
  return isOverlong || isSurrogate || (lead === 0xf4 && second >= 0x90) ? 0 : length;
}

async function utf8Sequences(bytes: Uint8Array): Promise<{ good: number; bad: number }> {
  const turn = new TimeSlice();
  let [good, bad] = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    if (at % SAMPLE === 0 && turn.isOver) await turn.yield();
    if ((bytes[at] ?? 0) < 0x80) continue;
    const length = sequenceAt(bytes, at);
    if (length === 0) bad += 1;
    else {
      good += 1;
      at += length - 1;
    }
  }
  return { good, bad };
}

/** Escape sequences by which Japanese mail programs begin and end ideographs in seven bits. */
const hasShifts = (bytes: Uint8Array): boolean => {
  const escape = bytes.indexOf(0x1b);
  return escape !== -1 && bytes[escape + 1] === 0x24 && [0x40, 0x42].includes(bytes[escape + 2] ?? 0);
};
const sevenBits = new TextDecoder('iso-2022-jp');

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * One line of bytes as text. In a UTF-8 file a byte that is no UTF-8 is read as windows-1252, and only that byte; what was encoded twice
 * is taken back.
 */
export function decodeLine(bytes: Uint8Array, encoding: string): string {
  const text = withoutDoubleEncoding(decoded(bytes, encoding));
  // The mark of each of several files that were put together.
  const marked = text.startsWith('\ufeff') ? text.slice(1) : text;
  // A program that wrote a whole block, or an end mark of DOS, leaves these behind.
  return marked.endsWith('\0') || marked.endsWith('\u001a') ? marked.replace(padding, '') : marked;
}

const padding = /[\u0000\u001a]+$/;

function decoded(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'iso-2022-jp') return sevenBits.decode(bytes);
  if (encoding !== 'utf-8') {
    const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
    // It writes accents apart from their letters.
    return encoding === 'windows-1258' ? text.normalize('NFC') : text;
  }
  try {
    return utf8.decode(bytes);
  } catch {
    return mixed(bytes);
  }
}

function mixed(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  let from = 0;
  for (let at = 0; at < bytes.length;) {
    const length = (bytes[at] ?? 0) < 0x80 ? 1 : sequenceAt(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += buffer.toString('utf8', from, at) + iconv.decode(buffer.subarray(at, at + 1), 'windows-1252');
    at += 1;
    from = at;
  }
  return text + buffer.toString('utf8', from);
}

/** The lines of a file without their ends (LF, CRLF or CR), one at a time. */
export function* linesOf(bytes: Uint8Array, { name, start }: Encoding): Generator<string> {
  const unit = name.startsWith('utf-16') ? 2 : 1;
  const isBig = name === 'utf-16be';
  const unitAt = (at: number): number => {
    if (unit === 1) return bytes[at] ?? 0;
    return isBig ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  };
  let from = start;
  let at = start;
  for (; at < bytes.length; at += unit) {
    const code = unitAt(at);
    if (code !== 10 && code !== 13) continue;
    yield decodeLine(bytes.subarray(from, at), name);
    if (code === 13 && at + unit < bytes.length && unitAt(at + unit) === 10) at += unit;
    from = at + unit;
  }
  if (from < bytes.length) yield decodeLine(bytes.subarray(from), name);
}
