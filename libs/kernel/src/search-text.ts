import { asciiDigits } from './ascii-digits.ts';
import { foldText } from './fold-text.ts';

const MARKS = /['’‘ʼ`´.\p{Pd}]/gu;
const WORDS_SEARCHED = 6;

/**
 * The beginnings by which a folded text is found: the text itself and the rest of it from each later word on, each also as people type it
 * who leave out its marks: `n'guessan` as `nguessan` and as `n guessan`, `jean-pierre` as `jean pierre`.
 */
export function searchBeginnings(folded: string): readonly string[] {
  const laterWords = [...folded.matchAll(/[\s'’-]+(?=\S)/g)]
    .slice(0, WORDS_SEARCHED)
    .map(({ index, 0: gap }) => folded.slice(index + gap.length));
  const all = [folded, ...laterWords];
  return [...new Set([...all, ...all.flatMap(plainSpellings)])].filter((text) => text !== '');
}

/** A folded text without its marks, as one word and as several; none where there are no marks. */
export function plainSpellings(folded: string): readonly string[] {
  if (folded.search(MARKS) === -1) return [];
  const spaced = (text: string): string => text.replace(MARKS, ' ').replace(/\s+/g, ' ').trim();
  return [spaced(folded), spaced(folded.replace(/['’‘ʼ`´.]/g, ''))].filter((text) => text !== '');
}

/** What a search asks for, in each spelling in which it may be stored. */
export function searchedSpellings(text: string): readonly string[] {
  const folded = foldText(text);
  // One sign on paper, three on keyboards.
  const signs = ["'", '’', '‘'].map((sign) => folded.replace(/['’‘ʼ`´]/g, sign));
  return [...new Set([folded, ...signs, ...plainSpellings(folded)])];
}

/** Country codes of one and two digits; every other has three. */
const oneDigit = /^[17]/;
const twoDigits = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
const countryCodeLength = (digits: string): number => (oneDigit.test(digits) ? 1 : twoDigits.test(digits) ? 2 : 3);

/** The digits by which a phone (E.164) is found: all, and the national ones with and without the zero that is dialled at home. */
export function phoneBeginnings(phone: string): readonly string[] {
  const digits = phone.replace(/\D/g, '');
  const national = digits.slice(countryCodeLength(digits));
  return national.length < 4 ? [digits] : [digits, national, `0${national}`];
}

/** The digits that a search asks for, in any script and with whatever people put between them; null for a text that is no number. */
export function searchedDigits(text: string): string | null {
  const written = asciiDigits(text.replace(/[\p{Cf}\p{Cc}]/gu, ' ').normalize('NFKC')).trim();
  const number = written.replace(/^(\+[\d\s]*)\(0\)/, '$1').replace(/[\s().\-/\p{Pd}]/gu, '');
  return /^\+?\d+$/.test(number) ? number.replace(/^\+|^00/, '') : null;
}
