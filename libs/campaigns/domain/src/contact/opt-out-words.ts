import { optOutWords } from './opt-out-lists.ts';

/** Letters that Arabic writes in two ways at the end of a word, and those that Unicode does not take apart. */
const alike: Readonly<Record<string, string>> = { ى: 'ي', ة: 'ه', œ: 'oe', ß: 'ss', ı: 'i', ø: 'o', ł: 'l' };

/**
 * A reply as it is compared: case, accents (Arabic vowel signs too), the tatweel, what cannot be seen, punctuation and emoji do
 * not count; spaces are one.
 */
export function foldReply(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\u0640]/gu, '')
    .toLowerCase()
    .replace(/[ىةœßıøł]/g, (letter) => alike[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Said to be polite: nothing of it changes what is asked. */
const politeness = [
  's il vous plait',
  's il te plait',
  'merci beaucoup',
  'merci d avance',
  'merci bien',
  'merci a vous',
  'merci de',
  'merci d',
  'merci',
  'veuillez',
  'cordialement',
  's v p',
  's t p',
  'svp',
  'stp',
  'please',
  'pls',
  'plz',
  'thank you very much',
  'thank you so much',
  'thank you',
  'many thanks',
  'thanks a lot',
  'kindly',
  'thanks',
  'thx',
  'muito obrigado',
  'muito obrigada',
  'obrigado',
  'obrigada',
  'por favor',
  'muchas gracias',
  'gracias',
  'danke',
  'bitte',
  'grazie',
  'per favore',
  'пожалуйста',
  'спасибо',
  'tafadhali',
  'asante',
  'شكرا جزيلا',
  'شكرا',
  'من فضلك',
  'لو سمحت',
].map((phrase) => foldReply(phrase).split(' '));

/** More stop words and phrases than this are no answer to us, whatever they are. */
const ENTRIES_MAX = 4;
/** A stop sign says it without a word. */
const signs = /^[\s\u{1f6d1}\u26d4\u{1f6ab}\ufe0f\u200d!.]+$/u;
const hasSign = /[\u{1f6d1}\u26d4]/u;

/** Entries as lists of words, the longest first. */
type Vocabulary = readonly (readonly string[])[];

function vocabulary(entries: readonly string[]): Vocabulary {
  const folded = new Set(entries.map((entry) => foldReply(entry)).filter((entry) => entry !== ''));
  return [...folded].map((entry) => entry.split(' ')).sort((a, b) => b.length - a.length);
}

const startsWith = (words: readonly string[], at: number, entry: readonly string[]): boolean =>
  entry.every((word, index) => words[at + index] === word);

const ownVocabulary = vocabulary(Object.values(optOutWords).flat());

/** No list of stop words is longer; what is, need not be read. */
const TEXT_MAX = 300;

/** `STOOOP`, `stopppp`: a letter that is written three times or more is meant once. */
const withoutDrawl = (folded: string): string => folded.replace(/(\p{L})\1{2,}/gu, '$1');

/** `s t o p`, as `S.T.O.P` folds to, is one word. */
const joinLetters = (words: readonly string[]): readonly string[] =>
  words.length > 2 && words.every((word) => [...word].length === 1) ? [words.join('')] : words;

function withoutPoliteness(words: readonly string[]): readonly string[] {
  const left: string[] = [];
  for (let at = 0; at < words.length;) {
    const polite = politeness.find((phrase) => startsWith(words, at, phrase));
    if (!polite) left.push(words[at] ?? '');
    at += polite?.length ?? 1;
  }
  return left;
}

/** Whether these words are stop words and stop phrases one after the other, at most so many, and nothing else. */
function isMadeOf(words: readonly string[], entries: Vocabulary): boolean {
  const isCovered = (at: number, used: number): boolean =>
    at === words.length ||
    (used < ENTRIES_MAX &&
      entries.some((entry) => startsWith(words, at, entry) && isCovered(at + entry.length, used + 1)));
  return words.length > 0 && isCovered(0, 0);
}

/**
 * Whether a message asks to be left alone: without punctuation, emoji and politeness, what is left is at most four stop words or
 * stop phrases and nothing else. A sentence that merely contains one ("don't stop") is none. `entries` replaces the built-in
 * lists.
 */
export function isOptOut(text: string, entries?: readonly string[] | null): boolean {
  if (signs.test(text) && hasSign.test(text)) return true;
  if (text.length > TEXT_MAX) return false;
  const known = entries ? vocabulary(entries) : ownVocabulary;
  const folded = foldReply(text);
  return [folded, withoutDrawl(folded)].some((said) => {
    const words = said.split(' ').filter((word) => word !== '');
    return isMadeOf(words, known) || isMadeOf(joinLetters(withoutPoliteness(joinLetters(words))), known);
  });
}

/** Sent once per opt-out. */
export const optOutConfirmation = {
  fr: 'C’est noté : vous ne recevrez plus nos messages.',
  en: 'Done: you will not receive our messages any more.',
} as const;
