/** A text as it is compared and searched: without accents and case, inner spaces single. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œæøłßđðþıħŧ]/g, (letter) => unaccented[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();

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
