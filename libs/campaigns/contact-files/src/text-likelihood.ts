import { languageSamples } from './language-samples.ts';

/** Natural logarithms of probabilities. */
const LONE_LETTER = -7;
const LONE_IDEOGRAPH = -4;
const UNKNOWN_SCRIPT = -9;
/** A capital behind a small letter within a word: a wrong encoding, mostly. */
const CAPITAL_WITHIN = -8;
/** What stands beside words, and what nobody types. */
const signs = { apostrophe: -3, space: -4, common: -5, rare: -8, misplaced: -12, impossible: -16 } as const;

const FLOOR = 2e-6;
/** Names count more than the words of countries and languages that the runtime knows. */
const NAME_WEIGHT = 3;
/** Of the probability of a letter, so much is that of its standing behind the one before. */
const FOLLOWER_SHARE = 0.75;

/** How often letters stand behind letters in one language; a space is the beginning and the end of a word. */
type Language = {
  readonly shares: ReadonlyMap<string, number>;
  readonly followers: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

let known: readonly Language[] | null = null;

/** Regions and languages whose names the runtime has in every language. */
const regions =
  'DE FR ES IT PL CZ HU RO TR GR RU UA GB SE NO DK FI IS CH AT BE NL PT IE LT LV EE BG RS HR SI SK AL CN JP IN';
const namedRegions =
  `${regions} KR TH VN IR IQ EG MA DZ TN SN CI CM BJ GA CD BR AR MX PE CO CL US CA AU NZ ZA ET KE MG SA IL SY`.split(
    ' ',
  );
const namedLanguages = Object.keys(languageSamples);

function wordsOf(language: string): Map<string, number> {
  const words = new Map<string, number>();
  const add = (text: string | undefined, weight: number): void => {
    for (const word of text?.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [])
      words.set(word, (words.get(word) ?? 0) + weight);
  };
  add(languageSamples[language], NAME_WEIGHT);
  const [ofRegions, ofLanguages] = (['region', 'language'] as const).map(
    (type) => new Intl.DisplayNames([language], { type, fallback: 'none' }),
  );
  for (const code of namedRegions) add(ofRegions?.of(code), 1);
  for (const code of namedLanguages) add(ofLanguages?.of(code), 1);
  return words;
}

function modelOf(language: string): Language {
  const followers = new Map<string, Map<string, number>>();
  const letters = new Map<string, number>();
  for (const [word, weight] of wordsOf(language)) {
    let before = ' ';
    for (const letter of `${word} `) {
      const behind = followers.get(before) ?? new Map<string, number>();
      followers.set(before, behind.set(letter, (behind.get(letter) ?? 0) + weight));
      letters.set(letter, (letters.get(letter) ?? 0) + weight);
      before = letter;
    }
  }
  const shares = shareOf(letters);
  return { shares, followers: new Map([...followers].map(([letter, behind]) => [letter, shareOf(behind)])) };
}

function shareOf(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...counts].map(([letter, count]) => [letter, count / total]));
}

function probability({ shares, followers }: Language, word: string): number {
  let sum = 0;
  let before = ' ';
  for (const letter of `${word} `) {
    const following = followers.get(before)?.get(letter) ?? 0;
    sum += Math.log(FOLLOWER_SHARE * following + (1 - FOLLOWER_SHARE) * (shares.get(letter) ?? 0) + FLOOR);
    before = letter;
  }
  return sum;
}

/** Words that were asked for lately: several encodings read the same bytes as the same word. */
const asked = new Map<string, number>();
const ASKED_MAX = 5000;

function likelihoodOfWord(word: string): number {
  if ([...word].length === 1) return LONE_LETTER;
  const before = asked.get(word);
  if (before !== undefined) return before;
  if (asked.size >= ASKED_MAX) asked.clear();
  const likelihood = bestLikelihood(word);
  asked.set(word, likelihood);
  return likelihood;
}

/** How probable a word is in the language in which it is the most probable. */
function bestLikelihood(word: string): number {
  known ??= namedLanguages.map(modelOf);
  const lower = word.toLowerCase();
  const capitals = word.match(/\p{Ll}\p{M}*\p{Lu}/gu)?.length ?? 0;
  return Math.max(...known.map((language) => probability(language, lower))) + capitals * CAPITAL_WITHIN;
}

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

/** The logarithm of the probability that people write such characters beyond ASCII in a list of people, in whatever language. */
export function likelihoodOf(text: string, ideograph: IdeographLikelihood = () => UNKNOWN_SCRIPT): number {
  let sum = 0;
  for (const [run] of text.normalize('NFC').matchAll(runs)) {
    for (const { 0: part, index } of run.matchAll(wordOrSign)) {
      if (ideographs.test(part)) sum += likelihoodOfIdeographs(part, ideograph);
      else if (isLetter(part)) sum += likelihoodOfWord(part);
      else sum += likelihoodOfSign(part, run[index - 1], run[index + part.length]);
    }
  }
  return sum;
}

/** Ideographs stand in words of their own: a Latin letter beside them stands alone. One of them alone may be an accident. */
const likelihoodOfIdeographs = (word: string, ideograph: IdeographLikelihood): number =>
  [...word].reduce(
    (sum, character) => sum + (ideographs.test(character) ? ideograph(character) : LONE_LETTER),
    [...word].length === 1 ? LONE_IDEOGRAPH : 0,
  );
