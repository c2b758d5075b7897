/**
 * Marks that a text keeps its meaning without: accents of Latin, Greek and Cyrillic letters, the vowel points of Arabic, Hebrew and
 * Syriac, the dot (nukta) of Indian letters that came later. Vowel signs of other scripts (Hindi, Tamil, Thai …) and the voicing
 * marks of Japanese are letters: without them other words are left.
 */
const accents =
  /(?![\u3099\u309a])(?=\p{M})[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]/gu;

/**
 * A text as it is compared and searched: without accents, case and characters that cannot be seen, inner spaces single. It is stored
 * beside names (of contacts, campaigns, owners and accounts): whoever changes what it answers sees to it that what is stored is folded
 * again.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(accents, '')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/[^\u0000-\u007f]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();

/** Signs that people type for the same apostrophe; the first is what folded labels have. */
const apostrophes = ["'", '’', '‘', 'ʼ', '`'];
const apostrophe = new RegExp(`[${apostrophes.join('')}]`, 'g');
/** Dashes that keyboards and word processors write for a hyphen; the first is what folded labels have. */
const dashes = ['-', '\u2010', '–', '—'];
const dash = /[\p{Pd}\u2212\u2043]/gu;

/** A tag or a profession as filters compare it: folded, with one kind of apostrophe and of dash. */
export const foldLabel = (text: string): string => foldText(text).replace(apostrophe, "'").replace(dash, '-');

/** A folded label in each spelling that earlier versions may have stored of it. */
export const labelSpellings = (label: string): readonly string[] => [
  ...new Set([
    label,
    ...apostrophes.map((sign) => label.replaceAll("'", sign)),
    ...dashes.map((sign) => label.replaceAll('-', sign)),
  ]),
];

/** Letters that Unicode does not take apart, as they are typed on a keyboard that lacks them; of several forms of one letter, one. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', ß: 'ss', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŧ: 't', ə: 'e' },
  // Ewe, Fon, Hausa, Fulani and their neighbours.
  ...{
    ɛ: 'e',
    ǝ: 'e',
    ɔ: 'o',
    ŋ: 'n',
    ɲ: 'n',
    ɖ: 'd',
    ɗ: 'd',
    ɓ: 'b',
    ƙ: 'k',
    ƴ: 'y',
    ƒ: 'f',
    ʋ: 'v',
    ɣ: 'g',
    ɩ: 'i',
    ʊ: 'u',
  },
  // Keyboards of Persian and Urdu, and ends of words.
  ...{ ی: 'ي', ى: 'ي', ک: 'ك', ہ: 'ه', ς: 'σ' },
};
