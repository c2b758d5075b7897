import { maskPhone } from '@relance/kernel';
import { beginsWith, foldWords } from '@relance/platform';

/** A whole number as people type it → as it is shown, masked; null for anything that is not one. */
export function maskedPhoneOf(text: string): string | null {
  const compact = text.replace(/[\s().-]/g, '').replace(/^00/, '+');
  return /^\+?\d{7,15}$/.test(compact) ? maskPhone(compact.startsWith('+') ? compact : `+${compact}`) : null;
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
