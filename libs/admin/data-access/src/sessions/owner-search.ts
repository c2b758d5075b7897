import { foldText } from '@relance/campaigns-domain';
import { maskPhone } from '@relance/platform';

const LETTERS: Readonly<Record<string, string>> = {
  a: 'aàáâãäå',
  c: 'cç',
  e: 'eèéêë',
  i: 'iìíîï',
  n: 'nñ',
  o: 'oòóôõö',
  u: 'uùúûü',
  y: 'yýÿ',
};

const letter = (sign: string): string =>
  LETTERS[sign] === undefined ? sign.replace(/[.*+?^${}()|[\]\\]/, '\\$&') : `[${LETTERS[sign]}]`;

/** A regular expression (to be used with `i`) for texts in which a word begins so, whatever its accents. */
export const wordBeginning = (text: string): string => `(^|[\\s'’.,@_+-])${[...foldText(text)].map(letter).join('')}`;

/** A whole number as people type it → as it is shown, masked; null for anything that is not one. */
export function maskedPhoneOf(text: string): string | null {
  const compact = text.replace(/[\s().-]/g, '').replace(/^00/, '+');
  return /^\+?\d{7,15}$/.test(compact) ? maskPhone(compact.startsWith('+') ? compact : `+${compact}`) : null;
}

/** A number as the console shows it, typed with "…" or dots: `+237…12`, or its end alone; null for anything else. */
function shownPhoneOf(text: string): string | null {
  const compact = text.replace(/\s/g, '').replace(/\.{2,}|•+/, '…');
  return /^(\+\d{0,3})?…\d{0,2}$/.test(compact) ? compact.replace('+', '\\+') : null;
}

/** What a search finds among rows `{ _id, name, email, pushName, phone }`, the phone masked. */
export function searchFilter(text: string): Record<string, unknown> {
  const begins = { $regex: wordBeginning(text), $options: 'i' };
  const masked = maskedPhoneOf(text);
  const shown = shownPhoneOf(text);
  return {
    $or: [
      ...['_id', 'name', 'email', 'pushName'].map((field) => ({ [field]: begins })),
      ...(masked === null ? [] : [{ phone: masked }]),
      ...(shown === null ? [] : [{ phone: { $regex: shown } }]),
    ],
  };
}
