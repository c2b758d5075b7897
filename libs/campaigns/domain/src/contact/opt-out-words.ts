import { optOutWords } from './opt-out-lists/index.ts';

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

/**
 * A reply as it is compared: case, accents (Arabic vowel signs too), the tatweel, what cannot be seen, punctuation and emoji do
 * not count; spaces are one.
 */
export function foldReply(text: string): string {
  return text
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
  'من فضلكم',
  'لو سمحت',
  'لو سمحتم',
  'رجاء',
  'ارجوكم',
  'lutfen',
  'tesekkurler',
  'tesekkur ederim',
  'sag olun',
  'tolong',
  'mohon',
  'terima kasih',
  'makasih',
  'dong',
  'कृपया',
  'प्लीज़',
  'प्लीज',
  'धन्यवाद',
  'शुक्रिया',
  'alstublieft',
  'aub',
  'bedankt',
  'prosze',
  'dziekuje',
  'будь ласка',
  'дякую',
  'xin vui long',
  'vui long',
  'cam on',
  // How a message begins and ends, to whom it is said.
  'bonjour',
  'bonsoir',
  'salut',
  'bonne journee',
  'bonne soiree',
  'monsieur',
  'madame',
  'hello',
  'hi',
  'hey',
  'good morning',
  'good evening',
  'sir',
  'madam',
  'ok',
  'okay',
  'hola',
  'buenos dias',
  'buenas tardes',
  'buenas',
  'bom dia',
  'boa tarde',
  'boa noite',
  'ola',
  'hallo',
  'guten tag',
  'buongiorno',
  'ciao',
  'здравствуйте',
  'добрый день',
  'merhaba',
  'halo',
  'السلام عليكم',
  'مرحبا',
  'नमस्ते',
].map((phrase) => foldReply(phrase).split(' '));

/** The same in scripts that put no spaces between words; before or behind a stop word, it is written in one with it. */
const politeWithoutSpaces = new RegExp(
  ['请', '請', '麻烦', '麻煩', '拜托', '拜託', '谢谢', '謝謝', '您好', '你好']
    .concat([
      'お願いします',
      'お願いいたします',
      'おねがいします',
      'ありがとうございます',
      'ありがとう',
      'すみません',
      'すみませんが',
    ])
    .concat([
      'こんにちは',
      '감사합니다',
      '고마워요',
      '제발',
      '부탁드립니다',
      '안녕하세요',
      'ครับ',
      'ค่ะ',
      'กรุณา',
      'ขอบคุณ',
      'โปรด',
    ])
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
  const isWordless = withoutPoliteness(wordsOf(foldReply(text))).length === 0;
  return hasSign.test(text) && isWordless && !/\p{Extended_Pictographic}/u.test(text.replace(aroundSign, ''));
};

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

const wordsOf = (folded: string): readonly string[] => folded.split(' ').filter((word) => word !== '');

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
  if (text.length > TEXT_MAX) return false;
  if (isSign(text)) return true;
  const known = entries ? vocabulary(entries) : ownVocabulary;
  const folded = foldReply(text);
  const readings = [folded, withoutDrawl(folded)].flatMap((said) => [said, asLatin(said)]);
  return [...new Set(readings)].some((said) => {
    const words = wordsOf(said);
    const left = withoutPoliteness(joinLetters(words));
    return [words, joinLetters(left), wordsOf(left.join(' ').replace(politeWithoutSpaces, ' '))].some((one) =>
      isMadeOf(one, known),
    );
  });
}

/** Sent once per opt-out. */
export const optOutConfirmation = {
  fr: 'C’est noté : vous ne recevrez plus nos messages.',
  en: 'Done: you will not receive our messages any more.',
} as const;
