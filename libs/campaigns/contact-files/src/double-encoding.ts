import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { likelihoodOf } from './text-likelihood.ts';

/** Encodings that UTF-8 is taken for by mistake, the likeliest first: `Ã©`, `√©`, `├®`, `Ă©` and `Г©` for `é`. */
const mistaken = ['windows-1252', 'macintosh', 'cp850', 'cp437', 'windows-1250', 'windows-1251'] as const;

/** Bytes above ASCII by the characters that they are read as. */
const byteTables: readonly ReadonlyMap<string, number>[] = mistaken.map((name) => {
  const high = Array.from({ length: 128 }, (_, index) => 128 + index);
  const read = [...iconv.decode(Buffer.from(high), name)];
  // Latin-1 is Windows' encoding but for these, and bytes that an encoding has no character for stay what they are.
  const asTheyAre = high.filter((byte, index) => read[index] === '\ufffd' || (name === 'windows-1252' && byte < 0xa0));
  return new Map([
    ...asTheyAre.map((byte) => [String.fromCharCode(byte), byte] as const),
    ...read.map((character, index) => [character, 128 + index] as const),
  ]);
});

const beyondAscii = /[^\u0000-\u007f]{2,}/g;
/** So much more probable the text has to be (a logarithm) before it is taken for something else than it is. */
const MARGIN = 3;
/** Some files went through several programs that did it. */
const TIMES = 3;

/**
 * A text in which UTF-8 was taken for another encoding and encoded once more (`ZoÃ©`), as it was written (`Zoé`). A run of characters
 * is taken back where it is UTF-8 to the last byte and reads better then; what people write themselves is neither.
 */
export function withoutDoubleEncoding(text: string): string {
  let written = text;
  for (let time = 0; time < TIMES; time += 1) {
    const before = takenBack(written);
    if (before === written) break;
    written = before;
  }
  return written;
}

function takenBack(text: string): string {
  const certain = eachRun(text, isCertain, MARGIN);
  if (certain === text) return text;
  // Of `à` the second byte is a space that does not break, which programs make an ordinary one of.
  return eachRun(certain, () => true, 0).replace(/(?<!\p{Lu})Ã(?:( ) ?|$)/gu, 'à$1');
}

const eachRun = (text: string, isWanted: IsWanted, margin: number): string =>
  text.replace(beyondAscii, (run: string, at: number) => {
    const [before, behind] = around(text, at, run.length);
    return originalOf({ run, before, behind }, isWanted, margin) ?? run;
  });

/** A run of characters beyond ASCII between the letters beside it. */
type Run = { readonly run: string; readonly before: string; readonly behind: string };
type IsWanted = (read: string, place: Run) => boolean;

/** The letters between which a run stands. */
const around = (text: string, at: number, length: number): readonly [before: string, behind: string] => [
  /[A-Za-z]*$/.exec(text.slice(Math.max(0, at - 30), at))?.[0] ?? '',
  /^[A-Za-z]*/.exec(text.slice(at + length, at + length + 30))?.[0] ?? '',
];

/** Whether two characters may be the first bytes of a sequence of UTF-8. */
const mayBegin = (table: ReadonlyMap<string, number>, run: string): boolean =>
  (table.get(run[0] ?? '') ?? 0) >= 0xc2 && ((table.get(run[1] ?? '') ?? 0) & 0xc0) === 0x80;

function originalOf(place: Run, isWanted: IsWanted, margin: number): string | null {
  const { run, before, behind } = place;
  let [original, likelihood] = [null as string | null, likelihoodOf([before + run + behind]) + margin];
  for (const table of byteTables) {
    const read = readAs(table, run);
    if (read === null || !isWritten(read) || !isWanted(read, place)) continue;
    const found = likelihoodOf([before + read + behind]);
    if (found > likelihood) [original, likelihood] = [read, found];
  }
  return original;
}

/** A run as UTF-8; null where it is none. */
function readAs(table: ReadonlyMap<string, number>, run: string): string | null {
  if (!mayBegin(table, run)) return null;
  const bytes = [...run].map((character) => table.get(character));
  if (!bytes.every((byte) => byte !== undefined) || !isUtf8(Uint8Array.from(bytes))) return null;
  return Buffer.from(bytes).toString('utf8');
}

const scripts =
  'Latin Greek Cyrillic Armenian Georgian Hebrew Arabic Devanagari Bengali Gurmukhi Gujarati Tamil Telugu Kannada Malayalam Sinhala Thai Lao ' +
  'Khmer Myanmar Ethiopic Han Hiragana Katakana Hangul Common Inherited';
const known = new RegExp(`^[${scripts.replace(/\S+/g, '\\p{Script=$&}').replaceAll(' ', '')}]+$`, 'u');
const unwritten = /(?![\u0080-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad])[\p{C}\ufffd]/u;

/** Whether a text has nothing in it that nobody writes: no letters of dead scripts, no unassigned characters. */
const isWritten = (read: string): boolean => known.test(read) && !unwritten.test(read);

const latin = /^[\u00a0-\u017f\u0218-\u021b]+$/;
const typography = /^[\u2010-\u203a\u20a0-\u20bf\u2122]+$/;
const typedMarks = /[…’”–—»“‘„«‹›™€]$/;
const letterAndMarks = /^\p{Ll}[…’”–—»“‘„«‹›™€\u00a0]{2}$/u;

/**
 * Whether a run is hardly what it seems. A single letter of another alphabet is rather a capital and a mark (`Ñ…`), and so is any at the
 * end of a word in capitals (`IRMÃ…`), where nothing else of the text was encoded twice.
 */
function isCertain(read: string, { run, before, behind }: Run): boolean {
  // Two Cyrillic capitals are a word of their own.
  if (run.length === 2 && /\p{Script=Cyrillic}/u.test(run) && before + behind === '') return false;
  if (!/\p{L}/u.test(read)) return run.length > 3 || latin.test(read) || typography.test(read);
  if (letterAndMarks.test(run) && behind === '') return false;
  if (run.length > 2) return true;
  return latin.test(read) && !(typedMarks.test(run) && behind === '' && !/[a-z]$/.test(before));
}
