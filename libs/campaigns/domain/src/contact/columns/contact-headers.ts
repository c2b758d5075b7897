import { asciiDigits } from '@relance/kernel';
import { foldHeader } from './fold-header.ts';
import { headerWord, isOwnerWord, phoneRank, placelessWord } from './header-composition.ts';
import { CONTACT_RANK, headerWords } from './header-words.ts';
import { moreHeaderWords } from './header-words-world.ts';
import { type ColumnTarget, importFields, type ImportField } from './import-fields.ts';

/** How a header is understood. `rank` orders columns of one field: the smaller is asked first. */
export type HeaderMeaning = { readonly target: ColumnTarget; readonly rank: number; readonly confidence: number };

const known: ReadonlyMap<string, HeaderMeaning> = new Map(
  [...moreHeaderWords, ...headerWords].flatMap(([target, rank, words]) =>
    words.split('|').map((word) => [foldHeader(word), { target, rank, confidence: 0.95 }] as const),
  ),
);

const ownNames: ReadonlyMap<string, ImportField> = new Map(importFields.map((field) => [field.toLowerCase(), field]));
const attributeHeader = /^attributes?\.([A-Za-z][A-Za-z0-9_]{0,39})$/;
/** `Phone 2 - Value`, `Correo electrónico 1 - Valor` of Google's export, and what stands beside them. */
const numberedValue = /^(.+?) (\d{1,2}) (?:value|valeur|valor|wert|valore|waarde|number|numero)$/;
const besideNumbered = /\d{1,2} (?:type|tipo|typ|label|libelle|etiqueta|rotulo|etichetta|etikett|bezeichnung)$/;
/** Nothing to anybody: the column that a list of rejected rows adds, and unnamed ones. */
const silent = new Set(['', 'problem', 'relance problem']);

/** What is written about a phone or an address, and not the thing. */
const beside =
  /\b(?:type|tipo|typ|label|libelle|etiqueta|rotulo|etichetta|etikett|bezeichnung|date|nombre de|status|statut|marketing|consent|opt in|optin|fax)\b/;
const remarks = / (?:obligatoire|required|requis|optional|optionnel)$/;

/** `City (Billing)` of orders is `Billing City`. */
function ofOrder(folded: string): HeaderMeaning | undefined {
  const [, word, kind] = /^(.+) (billing|shipping)$/.exec(folded) ?? [];
  return word === undefined ? undefined : (known.get(`${kind} ${word}`) ?? known.get(word));
}

/** `Person - Phone - Work`: before the dash stands of whom. */
function ofPerson(written: string): HeaderMeaning | undefined {
  const [, of, what = ''] = /^\s*([\p{L} ]{3,20}?)\s+[-–—]\s+(.+)$/u.exec(written) ?? [];
  return of !== undefined && isOwnerWord(foldHeader(of)) ? (meaningOf(what) ?? undefined) : undefined;
}

/** What a header says its column is; null when nobody knows it. */
export function meaningOf(header: string): HeaderMeaning | null {
  const written = header.trim();
  const own = ownNames.get(written.toLowerCase());
  const attribute = attributeHeader.exec(written)?.[1];
  if (attribute) return { target: `attributes.${attribute}`, rank: 0, confidence: 1 };
  // `N°` numbers the rows; folded it would read as the `N` of a vCard.
  if (/^(?:n\s*[°º.]|№|#)$/i.test(written)) return null;
  // `Prénom(s)`, `Prénom·s`: one or several.
  const folded = foldHeader(written.replace(/(?<=\p{L})(?:\(s\)|·s)(?!\p{L})/giu, ''));
  const found = known.get(folded) ?? known.get(folded.replace(remarks, '')) ?? ofOrder(folded) ?? ofPerson(written);
  if (own) return { target: own, rank: found?.rank ?? 0, confidence: 1 };
  if (found) return found;
  if (besideNumbered.test(folded)) return null;
  return (
    numbered(folded) ??
    composed(folded) ??
    (beside.test(folded) ? null : (asked(written, folded) ?? respelled(written)))
  );
}

function numbered(folded: string): HeaderMeaning | null {
  const [, word = '', number] = numberedValue.exec(folded) ?? [];
  const meaning = number === undefined ? undefined : known.get(word);
  return meaning ? { ...meaning, rank: 1 + Number(number) / 10 } : null;
}

/** A word for the thing among articles, owners and places. */
function composed(folded: string): HeaderMeaning | null {
  const meaning = known.get(headerWord(folded) ?? '');
  if (meaning) return { ...meaning, confidence: 0.7 };
  const elsewhere = known.get(placelessWord(folded) ?? '');
  // Which of several phones it is, is told by the words for it.
  return elsewhere && elsewhere.target !== 'phone' ? { ...elsewhere, rank: elsewhere.rank + 1, confidence: 0.7 } : null;
}

/** `Téléphone (WhatsApp)`, `Numéro de téléphone mobile` and their like; questions of forms. */
function asked(written: string, folded: string): HeaderMeaning | null {
  if (/\b(whatsapp)\b/.test(folded) && folded.length < 60) return { target: 'phone', rank: 0, confidence: 0.8 };
  const rank = phoneRank(folded);
  if (rank !== null) return { target: 'phone', rank, confidence: 0.8 };
  const target = questions.test(written) ? askedFor(folded) : null;
  if (target) return { target, rank: 4, confidence: 0.7 };
  if (folded.length >= 40 || !startsWithPhone.test(folded)) return null;
  return { target: 'phone', rank: /mobile|portable|gsm|cel/.test(folded) ? 1 : 3, confidence: 0.8 };
}
const startsWithPhone = /^(numero|num|n|no)? ?(de )?(telephone|tel|phone|telefono|telefone|telefon|celular)\b/;

/** `MobilePhone` in two words; `Created At (UTC+0)`, `City (address_city)` without what stands in brackets. */
function respelled(written: string): HeaderMeaning | null {
  const forms = [
    written.replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, ' '),
    written.replace(/\s*[([{][^)\]}]*[)\]}]?\s*/g, ' ').trim(),
  ];
  for (const form of forms) {
    const meaning = form === written || form === '' ? null : meaningOf(form);
    if (meaning) return { ...meaning, confidence: 0.7 };
  }
  return null;
}

/**
 * What the headers of a file say together. `Contact` beside a column of phones and without another name is who it is; alone it is
 * how to reach them.
 */
export function meaningsOf(header: readonly string[]): readonly (HeaderMeaning | null)[] {
  const each = header.map((name) => meaningOf(name));
  const isContact = (meaning: HeaderMeaning | null): boolean =>
    meaning?.target === 'phone' && meaning.rank === CONTACT_RANK;
  const hasPhone = each.some((meaning) => meaning?.target === 'phone' && !isContact(meaning));
  const hasName = each.some((meaning) => /name$/i.test(meaning?.target ?? ''));
  if (!hasPhone || hasName) return each;
  return each.map((meaning) => (isContact(meaning) ? { target: 'name', rank: 0, confidence: 0.6 } : meaning));
}

/** Headers of forms are questions: `Quel est ton prénom ?`, `Votre numéro`. */
const questions =
  /\?\s*$|^\s*(?:votre|vos|ton|ta|your|quel|quelle|what|and your|indique|indiquez|entrez|saisissez|¿|cual|qual|ingresa|digite|insira|wie|deine|ihre)\b/i;

const askedWords: readonly (readonly [RegExp, ColumnTarget])[] = [
  [
    /\b(whatsapp|telephone|tel|phone|mobile|portable|telefono|telefone|celular|movil|handynummer|telefonnummer|cellulare)\b/,
    'phone',
  ],
  [/\b(email|e mail|mail|courriel|correo)\b/, 'email'],
  [/\b(nom|noms|name)\b.*\bprenoms?\b|\bprenoms?\b.*\bnoms?\b|\b(?:full name|nombre completo|nome completo)\b/, 'name'],
  [/\bprenoms?\b|\bfirst name\b|\bvorname\b|\bprimer nombre\b|\bprimeiro nome\b/, 'firstName'],
  [/\b(nom de famille|last name|surname|apellidos?|sobrenome|nachname|cognome)\b/, 'lastName'],
  [/\b(nom|name|nombre|nome)\b(?! (?:de|du|of|da|do)\b)/, 'name'],
  [/\b(ville|city|ciudad|cidade)\b/, 'attributes.city'],
];

const askedFor = (folded: string): ColumnTarget | null => askedWords.find(([words]) => words.test(folded))?.[1] ?? null;

/** The name of a column that has none of its own. */
export const unnamedColumn = (index: number): string => `Column ${index + 1}`;
const unnamed = /^column \d{1,3}$/;

/** Whether nothing in a header says what its columns are: it was made up, or one column stands alone. */
export const isUnnamed = (header: readonly string[]): boolean => {
  const named = header.filter((name) => !isSilentHeader(name));
  return named.length > 0 && (named.length === 1 || named.every((name) => unnamed.test(foldHeader(name))));
};

/** A column that no report needs to name. */
export const isSilentHeader = (header: string): boolean => silent.has(foldHeader(header));

/** How much a row of cells reads like a header: known names, the phone's twice. */
export function headerScore(cells: readonly string[]): number {
  let score = 0;
  // Where a number or an address stands, there is a person and no header.
  if (cells.some((cell) => isNumberLike(cell) || isEmailLike(cell))) return 0;
  for (const cell of cells) {
    if (cell.length === 0 || cell.length > 60 || /\d{5}/.test(cell)) continue;
    const target = meaningOf(cell)?.target;
    if (target) score += target === 'phone' ? 2 : 1;
  }
  return score;
}

/** Whether a cell is a phone number by its looks: digits and what people put between and around them. */
export function isNumberLike(text: string): boolean {
  const bare = asciiDigits(text.normalize('NFKC'))
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/i, '')
    .replace(/^(?:tel:|p:)|^['"]+|['"]+$/gi, '')
    .trim();
  const digits = bare.replace(/\D/g, '').length;
  return /^[+(]?[\d\s().\-/]{7,24}$/.test(bare) && digits >= 8 && digits <= 17 && !isDateLike(bare);
}
/** `2024-03-01 10` and `31.05.1990` have as many digits as a short number. */
const isDateLike = (text: string): boolean =>
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:\s|$)/.test(text);
export const isEmailLike = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text) && !isNumberLike(text);
