import { languages, localeOf } from '../i18n/translate.ts';

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
    .toLowerCase();

let codes: ReadonlyMap<string, string> | null = null;

/** Each country's two letters by its folded name, in both languages. Made when first asked for. */
function codesByName(): ReadonlyMap<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const found = new Map<string, string>();
  for (const language of languages) {
    const names = new Intl.DisplayNames(localeOf[language], { type: 'region', fallback: 'none' });
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      if (new Intl.Locale(`und-${code}`).region !== code) continue; // a country's former code
      const name = fold(names.of(code) ?? '');
      if (name && !found.has(name)) found.set(name, code);
    }
  }
  return found;
}

/**
 * The two letters of a country that a person wrote: as its name in French or English, whatever the case and the accents, or as the
 * two letters themselves. What is neither comes back in capitals, for the API to refuse with its field.
 */
export function countryCodeOf(text: string): string {
  const written = text.trim();
  if (/^[A-Za-z]{2}$/.test(written)) return written.toUpperCase();
  codes ??= codesByName();
  return codes.get(fold(written)) ?? written.toUpperCase();
}
