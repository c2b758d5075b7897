import { optOutWords } from './lists/index.ts';
import { emphasis, politeness, politeWithoutSpaces } from './lists/politeness.ts';
import { foldReply, readingsOf, singleLetters, withoutElision } from './reply-forms.ts';

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
  const given = entries.map(foldReply).filter((entry) => entry !== '');
  const folded = [...given, ...given.map(withoutElision)];
  const read = { asWritten: vocabulary(folded), withoutDoubles: vocabulary(folded.map(singleLetters)) };
  vocabulariesRead.set(entries, read);
  return read;
}

const startsWith = (words: readonly string[], at: number, entry: readonly string[]): boolean =>
  entry.every((word, index) => words[at + index] === word);

/** No list of stop words is longer; what is, need not be read. */
const TEXT_MAX = 300;

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

/** A stop word or phrase as it is compared, without what is said around it: `stop svp` and `Please, stop!` are `stop`. */
export function withoutPoliteness(entry: string): string {
  const folded = foldReply(entry);
  return withoutWordsAround(wordsOf(folded)).join(' ') || folded;
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

/** The words and phrases of all the lists, each once. */
export const builtInStopWords: readonly string[] = [...new Set(Object.values(optOutWords).flat())];

/**
 * Whether a message asks to be left alone: without punctuation, emoji, politeness and emphasis, what is left is at most four stop
 * words or stop phrases and nothing else. A sentence that merely contains one ("don't stop") is none. `entries` replaces the
 * built-in lists.
 */
export function isOptOut(text: string, entries?: readonly string[] | null): boolean {
  if (text.length > TEXT_MAX) return false;
  if (isSign(text)) return true;
  const { asWritten, withoutDoubles } = vocabulariesOf(entries ?? builtInStopWords);
  const { exactly, loosely } = readingsOf(text);
  return [...exactly].some((said) => isSaid(said, asWritten)) || loosely.some((said) => isSaid(said, withoutDoubles));
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
