import { optOutWords } from './opt-out-lists/index.ts';
import { emphasis, politeness, politeWithoutSpaces } from './opt-out-lists/politeness.ts';

/** Letters that Arabic and Persian keyboards write in two ways, and those that Unicode does not take apart. */
const alike: Readonly<Record<string, string>> = {
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
  ø: 'o',
  ł: 'l',
};
/** Accents and the vowel points of Arabic and Hebrew. The vowel signs of Hindi, Bengali or Thai are letters of the word. */
const accents = /\p{Script=Inherited}|(?=[\p{Script=Arabic}\p{Script=Hebrew}])\p{M}/gu;

/** Words in letters on black circles or squares (`🅢🅣🅞🅟`), which Unicode does not take apart; one or two are a sign of something. */
const enclosedWord = /(?:[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}][\s\u200d\ufe0f]*){3,}/gu;
const lettersOf = (signs: string): string =>
  signs.replace(/[\u{1f150}-\u{1f189}]/gu, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return String.fromCharCode(97 + code - (code >= 0x1f170 ? 0x1f170 : 0x1f150));
  });

/**
 * A reply as it is compared: case, accents (Arabic vowel signs too), the tatweel, what cannot be seen, punctuation and emoji do
 * not count; spaces are one.
 */
export function foldReply(text: string): string {
  return text
    .replace(enclosedWord, lettersOf)
    .normalize('NFKD')
    .replace(accents, '')
    .replace(/[\p{Cf}\u0640]/gu, '')
    .toLowerCase()
    .replace(/[ىیکةœßıøł]/g, (letter) => alike[letter] ?? letter)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** Letters of other alphabets, and digits, that look like Latin ones: `STОP` with a Cyrillic О, `ST0P`. */
const lookalikes: Readonly<Record<string, string>> = {
  ...{ а: 'a', в: 'b', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', ѕ: 's', і: 'i' },
  ...{ α: 'a', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x' },
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' },
};
const asLatin = (folded: string): string => [...folded].map((letter) => lookalikes[letter] ?? letter).join('');

/** Phrases that change nothing, as words, the longest first. */
const around = [...politeness, ...emphasis]
  .map((phrase) => foldReply(phrase).split(' '))
  .sort((a, b) => b.length - a.length);
const withoutSpaces = new RegExp(
  politeWithoutSpaces
    .map(foldReply)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'gu',
);

/** More stop words and phrases than this are no answer to us, whatever they are. */
const ENTRIES_MAX = 4;
/** A stop sign says it without a word, whatever hands and faces stand beside it; among pictures of things it is one of them. */
const hasSign = /[\u{1f6d1}\u26d4\u{1f6ab}]/u;
const aroundSign =
  /[\u{1f6d1}\u26d4\u{1f6ab}\u{1f600}-\u{1f64f}\u{1f910}-\u{1f92f}\u{1f970}-\u{1f97a}\u{1f590}\u{1f91a}\u270b\u{1f44e}\u274c\u2716\u203c\u2757\u2620\u2640\u2642\u{1f3fb}-\u{1f3ff}]/gu;

/** Whether a message is a stop sign and nothing else but politeness. */
const isSign = (text: string): boolean => {
  const isWordless = withoutWordsAround(wordsOf(foldReply(text))).length === 0;
  return hasSign.test(text) && isWordless && !/\p{Extended_Pictographic}/u.test(text.replace(aroundSign, ''));
};

/** Entries as lists of words, by their first word. */
type Vocabulary = ReadonlyMap<string, readonly (readonly string[])[]>;
type Vocabularies = { readonly asWritten: Vocabulary; readonly withoutDoubles: Vocabulary };

function vocabulary(folded: Iterable<string>): Vocabulary {
  const byFirst = new Map<string, (readonly string[])[]>();
  for (const entry of new Set(folded)) {
    const words = entry.split(' ');
    const [first = ''] = words;
    byFirst.set(first, [...(byFirst.get(first) ?? []), words]);
  }
  return byFirst;
}

/** Lists that were read, as long as somebody holds them: the installation's is the same for each message. */
const vocabulariesRead = new WeakMap<readonly string[], Vocabularies>();

function vocabulariesOf(entries: readonly string[]): Vocabularies {
  const known = vocabulariesRead.get(entries);
  if (known) return known;
  const folded = entries.map(foldReply).filter((entry) => entry !== '');
  const read = { asWritten: vocabulary(folded), withoutDoubles: vocabulary(folded.map(singleLetters)) };
  vocabulariesRead.set(entries, read);
  return read;
}

const startsWith = (words: readonly string[], at: number, entry: readonly string[]): boolean =>
  entry.every((word, index) => words[at + index] === word);

/** No list of stop words is longer; what is, need not be read. */
const TEXT_MAX = 300;

/** `STOOOP`, `stopppp`: a letter that is written three times or more is meant once. */
const withoutDrawl = (folded: string): string => folded.replace(/(\p{L})\1{2,}/gu, '$1');

/** `STOPP`, `stoop`, `arrettez`: in alphabets, a letter that is written twice may be meant once, and the other way round. */
function singleLetters(folded: string): string {
  return folded.replace(/([\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])\1+/gu, '$1');
}

const wordsOf = (folded: string): readonly string[] => folded.split(' ').filter((word) => word !== '');

/** `s t o p`, as `S.T.O.P` folds to, is one word. */
const joinLetters = (words: readonly string[]): readonly string[] =>
  words.length > 2 && words.every((word) => [...word].length === 1) ? [words.join('')] : words;

function withoutWordsAround(words: readonly string[]): readonly string[] {
  const left: string[] = [];
  for (let at = 0; at < words.length;) {
    const known = around.find((phrase) => startsWith(words, at, phrase));
    if (!known) left.push(words[at] ?? '');
    at += known?.length ?? 1;
  }
  return left;
}

/** Whether these words are stop words and stop phrases one after the other, at most so many, and nothing else. */
function isMadeOf(words: readonly string[], entries: Vocabulary): boolean {
  const isCovered = (at: number, used: number): boolean =>
    at === words.length ||
    (used < ENTRIES_MAX &&
      (entries.get(words[at] ?? '') ?? []).some(
        (entry) => startsWith(words, at, entry) && isCovered(at + entry.length, used + 1),
      ));
  return words.length > 0 && isCovered(0, 0);
}

const ownEntries: readonly string[] = Object.values(optOutWords).flat();

/**
 * Whether a message asks to be left alone: without punctuation, emoji, politeness and emphasis, what is left is at most four stop
 * words or stop phrases and nothing else. A sentence that merely contains one ("don't stop") is none. `entries` replaces the
 * built-in lists.
 */
export function isOptOut(text: string, entries?: readonly string[] | null): boolean {
  if (text.length > TEXT_MAX) return false;
  if (isSign(text)) return true;
  const { asWritten, withoutDoubles } = vocabulariesOf(entries ?? ownEntries);
  const folded = foldReply(text);
  const drawled = withoutDrawl(folded);
  const readings = new Set([folded, drawled].flatMap((said) => [said, asLatin(said)]));
  return [...readings].some((said) => isSaid(said, asWritten)) || isSaid(singleLetters(drawled), withoutDoubles);
}

/** Whether a folded text, with or without what is said around it, is made of the entries. */
function isSaid(folded: string, entries: Vocabulary): boolean {
  const words = wordsOf(folded);
  const left = withoutWordsAround(joinLetters(words));
  return [words, joinLetters(left), wordsOf(left.join(' ').replace(withoutSpaces, ' '))].some((one) =>
    isMadeOf(one, entries),
  );
}

/** Sent once per opt-out. */
export const optOutConfirmation = {
  fr: 'C’est noté : vous ne recevrez plus nos messages.',
  en: 'Done: you will not receive our messages any more.',
} as const;
