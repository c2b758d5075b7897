import { TimeSlice } from '@relance/kernel';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { ideographEncodings, ideographLikelihood } from './ideographs.ts';
import { likelihoodOf } from './text-likelihood.ts';

/**
 * Encodings that lists of people come in, and how much less often than Windows' western one: its superiority has to be shown by
 * the text. A logarithm, as the likelihoods are.
 */
const candidates: Readonly<Record<string, number>> = {
  'windows-1252': 0,
  'iso-8859-15': -2,
  macintosh: -4,
  cp850: -4,
  'windows-1250': -4,
  'windows-1251': -4,
  'windows-1254': -4,
  'windows-1253': -4,
  'windows-1255': -4,
  'windows-1256': -4,
  'windows-874': -4,
  'windows-1257': -5,
  'windows-1258': -5,
  'iso-8859-2': -5,
  'iso-8859-5': -6,
  'iso-8859-6': -6,
  'iso-8859-7': -5,
  'koi8-u': -5,
  cp866: -5,
  cp852: -6,
  maccyrillic: -6,
  ...Object.fromEntries(ideographEncodings.map((name) => [name, -4])),
};

/** Pieces of text between delimiters: in none of the encodings is one of these bytes the second of a character. */
const delimiters = new Set([0x09, 0x0a, 0x0d, 0x22, 0x2c, 0x3b]);
const PIECE_LENGTH = 200;
/** All candidates are tried on the first pieces, the best of them on all that are looked at. */
const [FIRST_PIECES, PIECES, FINALISTS] = [40, 300, 4] as const;
/** Pieces looked at, as most of them may be the same. */
const LOOKED_AT = 5000;
/** What the guess of a library that counts bytes is worth beside. */
const GUESSED = 1;

/** The different pieces of a file with bytes above ASCII. */
async function tellingPieces(bytes: Uint8Array): Promise<readonly Buffer[]> {
  const pieces = new Map<string, Buffer>();
  const turn = new TimeSlice();
  let looked = 0;
  for (let at = 0; at < bytes.length && pieces.size < PIECES && looked < LOOKED_AT; at += 1) {
    if (at % PIECE_LENGTH === 0 && turn.isOver) await turn.yield();
    if ((bytes[at] ?? 0) < 0x80) continue;
    looked += 1;
    let [from, to] = [at, at];
    while (from > 0 && at - from < PIECE_LENGTH && !delimiters.has(bytes[from - 1] ?? 0)) from -= 1;
    while (to < bytes.length && to - at < PIECE_LENGTH && !delimiters.has(bytes[to] ?? 0)) to += 1;
    const piece = Buffer.from(bytes.subarray(from, to));
    pieces.set(piece.toString('latin1'), piece);
    at = to;
  }
  return [...pieces.values()];
}

/** How a candidate reads bytes. */
export type Decoder = (bytes: Buffer) => string;

/**
 * The encoding in which a file reads most like a list of people, in whatever language. `others`: readings that are tried besides,
 * by their names.
 */
export async function likeliestEncoding(
  bytes: Uint8Array,
  others: Readonly<Record<string, Decoder>> = {},
): Promise<string> {
  const pieces = await tellingPieces(bytes);
  const first = pieces.slice(0, FIRST_PIECES);
  const guess = chardet.detect(Buffer.concat(first.flatMap((piece) => [piece, Buffer.from('\n')])));
  const decoderOf = (name: string): Decoder => others[name] ?? ((piece) => iconv.decode(piece, name));
  const ranked = async (names: readonly string[], of: readonly Buffer[]): Promise<readonly string[]> => {
    const scores = new Map<string, number>();
    const turn = new TimeSlice();
    for (const name of names) {
      if (turn.isOver) await turn.yield();
      const prior = (candidates[name] ?? 0) + (name.toLowerCase() === guess?.toLowerCase() ? GUESSED : 0);
      const [decode, ideograph] = [decoderOf(name), ideographLikelihood(name)];
      scores.set(
        name,
        prior +
          likelihoodOf(
            of.map((piece) => decode(piece)),
            ideograph,
          ),
      );
    }
    return [...names].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
  };
  const all = await ranked([...Object.keys(others), ...Object.keys(candidates)], first);
  const best = pieces.length <= FIRST_PIECES ? all : await ranked(all.slice(0, FINALISTS), pieces);
  return best[0] ?? 'windows-1252';
}
