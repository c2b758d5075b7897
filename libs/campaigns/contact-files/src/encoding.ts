import { isUtf8 } from 'node:buffer';
import { TimeSlice } from '@relance/kernel';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { ideographEncodingOf } from './ideographs.ts';

/** How a file's bytes spell text; `start` is where the text begins (behind a byte order mark). */
export type Encoding = { readonly name: string; readonly start: number };

const SAMPLE = 64 * 1024;
/** Scripts that windows-1252 cannot write: a guess is believed for these only, and only where most bytes are not ASCII. */
const otherScripts = /^(windows-125[13-8]|ISO-8859-[5-9]|KOI8-R|Shift_JIS|EUC-|GB18030|Big5|ISO-2022)/;
const OTHER_SCRIPT_SHARE = 0.2;
/** Of them, those that write a character in two bytes. */
const ofTwoBytes = /^(Shift_JIS|EUC-|GB18030|Big5|ISO-2022)/;
/** So little of a text is misplaced in the encoding that it was written in. */
const MISPLACED_SHARE = 0.1;
/** Of characters of two bytes, so many touch a Latin letter at most. */
const TOUCHING_SHARES = { whereWesternIsRight: 0.03, anywhere: 0.3 } as const;

const startsWith = (bytes: Uint8Array, ...mark: number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

/**
 * UTF-8 and UTF-16 by their mark; UTF-16 without one by its zero bytes; else UTF-8 where more of it is right than wrong (a
 * stray byte costs nothing else), else what Windows writes in western Europe.
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
  if (isUtf8(bytes)) return 'utf-8';
  const { good, bad } = await utf8Sequences(bytes);
  if (good > bad) return 'utf-8';
  return otherScript(bytes.subarray(0, SAMPLE)) ?? western(bytes);
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

/** What wrote western texts, the likeliest first: Windows, Excel for Mac, old DOS programs, Unix with the euro. */
const westernEncodings = ['windows-1252', 'macintosh', 'cp850', 'iso-8859-15'] as const;
const JUDGED = 2000;

/** So much has to be wrong in Windows' own encoding before another is believed. */
const WRONG_SHARE = 0.3;
const tables = new Map<string, readonly string[]>();

function tableOf(name: string): readonly string[] {
  const table = tables.get(name) ?? [
    ...iconv.decode(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), name),
  ];
  tables.set(name, table);
  return table;
}

type Place = readonly [before: number, high: number, after: number];

/** The first bytes above ASCII, each between its neighbours. */
function highPlaces(bytes: Uint8Array): readonly Place[] {
  const places: Place[] = [];
  for (let at = 0; at < bytes.length && places.length < JUDGED; at += 1) {
    if ((bytes[at] ?? 0) >= 0x80) places.push([bytes[at - 1] ?? 32, bytes[at] ?? 0, bytes[at + 1] ?? 32]);
  }
  return places;
}

/** Windows' encoding, unless much of it would stand where nobody writes it; then the one with the fewest such places. */
function western(bytes: Uint8Array): string {
  const places = highPlaces(bytes);
  let [best, fewest] = ['windows-1252', Number.POSITIVE_INFINITY];
  for (const name of westernEncodings) {
    const wrong = misplacedIn(places, name);
    if (fewest === Number.POSITIVE_INFINITY && wrong < places.length * WRONG_SHARE) return name;
    if (wrong < fewest) [best, fewest] = [name, wrong];
  }
  return best;
}

function misplacedIn(places: readonly Place[], name: string): number {
  const table = tableOf(name);
  return places.filter((place) => isMisplaced(place, table)).length;
}

/** Whether nobody writes this character between these: a capital behind a small letter, a mark within a word. */
function isMisplaced(place: Place, table: readonly string[]): boolean {
  const [left, it, right] = place.map((byte) => table[byte] ?? ' ') as [string, string, string]; // three stay three
  // U+FFFD: a byte that the encoding has no character for.
  if (/\p{Script=Greek}|\p{C}|\ufffd/u.test(it)) return true;
  if (/\p{L}/u.test(it)) return /\p{Lu}/u.test(it) && /\p{Ll}/u.test(left);
  return /\p{L}/u.test(left) && /\p{L}/u.test(right) && !/[’‘·]/.test(it);
}

/** Letters of another alphabet, as they stand in words; or ideographs. */
function otherScript(sample: Uint8Array): string | null {
  const alphabet = otherAlphabet(sample);
  if (alphabet !== null) return alphabet;
  return ideographEncodingOf(sample) ?? guessed(sample);
}

/** Hebrew has no letters elsewhere, and a Greek list without one capital is hardly Greek. */
const hebrew = { from: 0xe0, to: 0xfa } as const;

function otherAlphabet(sample: Uint8Array): string | null {
  const guess = guessed(sample);
  if (guess === null || ofTwoBytes.test(guess)) return null;
  const places = highPlaces(sample);
  if (places.every(([, high]) => high >= hebrew.from && high <= hebrew.to) && guess !== 'windows-1251')
    return /^(?:windows-1256|ISO-8859-6|KOI8)/.test(guess) ? guess : 'windows-1255';
  const table = tableOf(guess);
  const isPlaced = ([before, high]: Place): boolean => {
    const [left, it] = [table[before] ?? ' ', table[high] ?? ' '];
    return /[\p{L}\p{M}]/u.test(it) && !(/\p{Lu}/u.test(it) && /\p{Ll}/u.test(left));
  };
  return places.every(isPlaced) ? guess : null;
}

function guessed(sample: Uint8Array): string | null {
  const high = sample.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
  if (high / Math.max(1, sample.length) < OTHER_SCRIPT_SHARE) return null;
  const guess = chardet.detect(sample);
  if (!guess || !otherScripts.test(guess) || !iconv.encodingExists(guess)) return null;
  return ofTwoBytes.test(guess) && isWesternAfterAll(sample, guess) ? null : guess;
}

/**
 * Accented letters beside plain ones may pass for characters of two bytes. Those stand in words of their own: where many touch a Latin
 * letter, or some do and Windows' western encoding has nothing misplaced either, the bytes are accents.
 */
function isWesternAfterAll(sample: Uint8Array, guess: string): boolean {
  const text = iconv.decode(Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength), guess);
  const count = (form: RegExp): number => text.match(form)?.length ?? 0;
  const touching =
    count(/(?<=[a-z])[^\p{ASCII}]|[^\p{ASCII}](?=[a-z])|\ufffd/giu) / Math.max(1, count(/[^\p{ASCII}]/gu));
  const places = highPlaces(sample);
  const isRightAsWestern = misplacedIn(places, 'windows-1252') < places.length * MISPLACED_SHARE;
  return touching > (isRightAsWestern ? TOUCHING_SHARES.whereWesternIsRight : TOUCHING_SHARES.anywhere);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One line of bytes as text. In a UTF-8 file a byte that is no UTF-8 is read as windows-1252, and only that byte. */
export function decodeLine(bytes: Uint8Array, encoding: string): string {
  const text = decoded(bytes, encoding);
  // A program that wrote a whole block, or an end mark of DOS, leaves these behind.
  return text.endsWith('\0') || text.endsWith('\u001a') ? text.replace(padding, '') : text;
}

const padding = /[\u0000\u001a]+$/;

function decoded(bytes: Uint8Array, encoding: string): string {
  if (encoding !== 'utf-8')
    return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
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
