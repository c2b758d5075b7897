/** A text as it is compared and searched: without accents and case, inner spaces single. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œæøłßđðþıħŧ]/g, (letter) => unaccented[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();

/** Signs that people type for the same apostrophe; the first is what folded labels have. */
const apostrophes = ["'", '’', '‘', 'ʼ', '`'];
const apostrophe = new RegExp(`[${apostrophes.join('')}]`, 'g');

/** A tag or a profession as filters compare it: folded, with one kind of apostrophe. */
export const foldLabel = (text: string): string => foldText(text).replace(apostrophe, "'");

/** A folded label in each spelling that earlier versions may have stored of it. */
export const labelSpellings = (label: string): readonly string[] =>
  label.includes("'") ? apostrophes.map((sign) => label.replaceAll("'", sign)) : [label];

/** Letters that Unicode does not take apart, as they are typed on a keyboard that lacks them. */
const unaccented: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
};
