import { languageSamples } from './language-samples.ts';

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
export const namedRegions =
  `${regions} KR TH VN IR IQ EG MA DZ TN SN CI CM BJ GA CD BR AR MX PE CO CL US CA AU NZ ZA ET KE MG SA IL SY`.split(
    ' ',
  );
export const namedLanguages = Object.keys(languageSamples);

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
const asked = new Map<string, readonly number[]>();
const ASKED_MAX = 5000;

/** The logarithms of the probabilities of a word in small letters, in each language; always in the same order. */
export function likelihoodsOfWord(word: string): readonly number[] {
  const before = asked.get(word);
  if (before) return before;
  known ??= namedLanguages.map(modelOf);
  if (asked.size >= ASKED_MAX) asked.clear();
  const likelihoods = known.map((language) => probability(language, word));
  asked.set(word, likelihoods);
  return likelihoods;
}
