import { likelihoodsOfWord } from './language-models.ts';

/** Natural logarithms of probabilities. */
const LONE_LETTER = -7;
const LONE_IDEOGRAPH = -4;
const UNKNOWN_SCRIPT = -9;
/** A capital behind a small letter within a word: a wrong encoding, mostly. */
const CAPITAL_WITHIN = -8;
/** What stands beside words, and what nobody types. */
const signs = { apostrophe: -3, space: -4, common: -5, rare: -8, misplaced: -12, impossible: -16 } as const;

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const opening = /[“”„«»‹‘‚¡¿–—]/;
const closing = /[“”«»›’…™®©ºª°–—‰€²§]/;
const common = /[“”„«»‹›–—…€°•·‚™‰†‡ºª²½¡¿£§®©№]/;

/** A mark between what stands before and behind it. */
function likelihoodOfSign(sign: string, before: string | undefined, behind: string | undefined): number {
  if (invisible.test(sign)) return isLetter(before) || isLetter(behind) ? signs.rare : signs.space;
  if (/[\p{C}\ufffd]/u.test(sign)) return signs.impossible;
  const [isBehindLetter, isBeforeLetter] = [isLetter(before), isLetter(behind)];
  if (isBehindLetter && isBeforeLetter && /[’ʼ]/.test(sign)) return signs.apostrophe;
  if (/\p{Zs}/u.test(sign)) return signs.space;
  if (isBehindLetter && isBeforeLetter) return /[‘·–—…€]/.test(sign) ? signs.rare : signs.misplaced;
  if ((isBehindLetter && !closing.test(sign)) || (isBeforeLetter && !opening.test(sign))) return signs.misplaced;
  return common.test(sign) ? signs.common : signs.rare;
}

/** Runs of anything that is no ASCII space, digit or mark, with a character beyond ASCII in them. */
const runs = /[A-Za-z'\-]*[^\u0000-\u007f][^\u0000-\u0026\u0028-\u002c\u002e-\u0040\u005b-\u0060\u007b-\u007f]*/gu;
const wordOrSign = /[\p{L}\p{M}]+|[^\p{ASCII}]/gu;
const isLetter = (text: string | undefined): boolean => text !== undefined && /[\p{L}\p{M}]/u.test(text);
const ideographs =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\u30fc\uff01-\uff9f]/u;

/** How probable an ideograph is, which only its character set can tell. */
export type IdeographLikelihood = (character: string) => number;

/** Words of two letters and more, and the logarithm of the probability of all that stands beside them. */
type Reading = { readonly words: string[]; beside: number };

function readInto(reading: Reading, text: string, ideograph: IdeographLikelihood): void {
  for (const [run] of text.normalize('NFC').matchAll(runs)) {
    for (const { 0: part, index } of run.matchAll(wordOrSign)) {
      if (ideographs.test(part)) reading.beside += likelihoodOfIdeographs(part, ideograph);
      else if (!isLetter(part)) reading.beside += likelihoodOfSign(part, run[index - 1], run[index + part.length]);
      else if ([...part].length === 1) reading.beside += LONE_LETTER;
      else {
        reading.beside += (part.match(/\p{Ll}\p{M}*\p{Lu}/gu)?.length ?? 0) * CAPITAL_WITHIN;
        reading.words.push(part.toLowerCase());
      }
    }
  }
}

/**
 * The logarithm of the probability that people write such characters beyond ASCII in one list of people, in whatever languages. How
 * much of the list is in which language is told by all its words together, those in ASCII too.
 */
export function likelihoodOf(texts: readonly string[], ideograph: IdeographLikelihood = () => UNKNOWN_SCRIPT): number {
  const reading: Reading = { words: [], beside: 0 };
  for (const text of texts) readInto(reading, text, ideograph);
  if (reading.words.length === 0) return reading.beside;
  const plain = texts.flatMap((text) => text.match(plainWords) ?? []).slice(0, PLAIN_WORDS);
  const shares = languageShares([...reading.words, ...plain.map((word) => word.toLowerCase())]);
  return reading.words.reduce((sum, word) => sum + mixed(likelihoodsOfWord(word), shares), reading.beside);
}

const plainWords = /(?<![^\u0000-\u007f])\b[A-Za-z]{3,}\b(?![^\u0000-\u007f])/g;
const PLAIN_WORDS = 100;
/** Of a language of which there is nothing yet: what one word in ten is worth. */
const UNSEEN = 0.1;

/** How much of some words is in which language, if all were as usual: the average of what each word says. */
function languageShares(words: readonly string[]): readonly number[] {
  const shares: number[] = [];
  for (const word of words) {
    const likelihoods = likelihoodsOfWord(word);
    const best = Math.max(...likelihoods);
    const weights = likelihoods.map((likelihood) => Math.exp(likelihood - best));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [index, weight] of weights.entries()) shares[index] = (shares[index] ?? UNSEEN) + weight / total;
  }
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / whole);
}

/** The logarithm of the probability of a word in a list of such shares. */
function mixed(likelihoods: readonly number[], shares: readonly number[]): number {
  const best = Math.max(...likelihoods);
  const sum = likelihoods.reduce(
    (all, likelihood, index) => all + (shares[index] ?? 0) * Math.exp(likelihood - best),
    0,
  );
  return best + Math.log(sum);
}

/** Ideographs stand in words of their own: a Latin letter beside them stands alone. One of them alone may be an accident. */
const likelihoodOfIdeographs = (word: string, ideograph: IdeographLikelihood): number =>
  [...word].reduce(
    (sum, character) => sum + (ideographs.test(character) ? ideograph(character) : LONE_LETTER),
    [...word].length === 1 ? LONE_IDEOGRAPH : 0,
  );
