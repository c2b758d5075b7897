import { asciiDigits, maskPhone } from '@relance/kernel';
import { beginsWith, foldWords } from '@relance/platform';

/** Digits as people type them, in any script and with whatever stands between them; `+` in front where a country's code follows. */
function digitsOf(text: string): string {
  const written = asciiDigits(text.replace(/[\p{Cf}\p{Cc}]/gu, '').normalize('NFKC'));
  const international = written.replace(/^\s*(\+[\d\s]*)\(0\)/, '$1');
  return international.replace(/[\s()./\p{Pd}]/gu, '').replace(/^00/, '+');
}

/**
 * A whole number as people type it → as it is shown, masked; as it is dialled at home → its end, which is all that is known of it besides
 * the country's code; null for anything that is not one.
 */
export function maskedPhoneOf(text: string): string | null {
  const compact = digitsOf(text);
  if (!/^\+?\d{7,15}$/.test(compact)) return null;
  if (compact.startsWith('0')) return `…${compact.slice(-2)}`;
  return maskPhone(compact.startsWith('+') ? compact : `+${compact}`);
}

/** A number as the console shows it, typed with "…" or dots: `+237…12`, or its end alone; null for anything else. */
function shownPhoneOf(text: string): string | null {
  const compact = text.replace(/\s/g, '').replace(/\.{2,}|•+/, '…');
  return /^(\+\d{0,3})?…\d{0,2}$/.test(compact) ? compact : null;
}

/** What a search finds: words that begin so, whatever their accents, and phone numbers, whole or as they are shown. */
export function searchFilter(text: string): { readonly $or: readonly Readonly<Record<string, unknown>>[] } {
  const masked = maskedPhoneOf(text);
  const shown = shownPhoneOf(text);
  const begins = beginsWith(foldWords(text));
  return {
    $or: [
      { ownerWords: begins },
      { sessionWords: begins },
      ...(masked === null ? [] : [{ sessionWords: masked }]),
      ...(shown === null ? [] : [{ sessionWords: beginsWith(shown) }]),
    ],
  };
}
