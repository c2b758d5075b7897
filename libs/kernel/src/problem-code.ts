/** A problem of a value as a program reads it: its kind, and the names and numbers that its sentence holds. */
export type CodedProblem = { readonly code: string; readonly params: Readonly<Record<string, string>> };

type Kind = readonly [code: string, sentence: RegExp, ...params: string[]];

/** One list of what can be wrong with a value: its code, its sentence, and what the groups of the sentence are. */
const kinds: readonly Kind[] = [
  // A phone number.
  ['PHONE_NOT_POSSIBLE', /^is not a possible phone number$/],
  ['PHONE_SHORTENED', /^shortened by the spreadsheet: format the column as text$/],
  ['PHONE_NEEDS_COUNTRY', /^must be international \(\+ and country code\), or defaultCountry must be set$/],
  ['KNOWN_ALREADY', /^is known already$/],
  ['ERASED', /^was erased and is not taken in again$/],
  // A file of contacts.
  ['FILE_OLD_SPREADSHEET', /^is an old or protected spreadsheet: save it as XLSX or CSV$/],
  ['FILE_PDF', /^is a PDF: export the list as CSV, XLSX or vCard$/],
  ['FILE_NO_SHEET', /^has no sheet$/],
  ['FILE_NO_SHEET_NAMED', /^has no sheet named (.*)$/s, 'name'],
  ['FILE_EMPTY', /^is empty$/],
  ['FILE_NO_TEXT', /^is no text: send CSV, XLSX or vCard$/],
  ['FILE_WEB_PAGE', /^is a web page or XML: open it in a spreadsheet and save it as XLSX or CSV$/],
  ['FILE_JSON', /^is JSON: send CSV, XLSX or vCard$/],
  ['FILE_DOCUMENT', /^is a text document: save the list as XLSX or CSV$/],
  ['FILE_UNPACKS_TOO_LARGE', /^unpacks to more than a list of contacts can be$/],
  ['FILE_NO_SPREADSHEET', /^is no spreadsheet \(XLSX\): save the list as XLSX or CSV$/],
  ['FILE_CELL_TOO_LONG', /^has a cell that is longer than a cell can be$/],
  ['FILE_NOT_WHOLE', /^is not a whole spreadsheet file \(XLSX\)$/],
  ['FILE_NO_PHONE_COLUMN', /^must have a column named phone, or a mapping that says which it is/],
  ['COLUMN_NOT_THERE', /^names a column that is not there: (.*)$/s, 'name'],
  // What an import left out or changed on the way in; the sentence begins with the field.
  ['LEFT_OUT_CONSENT', /^consent not understood and left out: source and date belong together$/],
  ['LEFT_OUT', /^(\S+) not understood and left out$/, 'field'],
  ['CHARACTERS_TAKEN_OUT', /^(\S+) had characters that cannot be shown, taken out$/, 'field'],
  ['CUT', /^(\S+) longer than (\d+) characters, cut$/, 'field', 'max'],
  // A text with variables.
  ['UNKNOWN_VARIABLE', /^unknown variable \{\{(.*)\}\}(?:: no contact has it)?$/s, 'name'],
  ['CONTROL_CHARACTERS', /^must not have control characters$/],
  // Any value.
  ['MISSING', /^must (?:be given|not be empty)\b/],
  ['NOT_KNOWN_HERE', /^is not known here$/],
  ['TOO_LONG', /^(?:words )?must be at most (\d+) characters$/, 'max'],
  ['LONGER_THAN_ALLOWED', /^is too long$/],
  ['TOO_SMALL', /^must (?:be at least|not be less than) (-?\d+)$/, 'min'],
  ['TOO_LARGE', /^must (?:be at most|not be greater than) (-?\d+)$/, 'max'],
  ['TOO_MANY', /^must have at most (\d+) (?:entries|words)$/, 'max'],
  ['TOO_FEW', /^must (?:have at least one|name at least one) \w+$/],
  ['NOT_A_WHOLE_NUMBER', /^must be a whole number$/],
  ['NOT_ONE_OF', /^(?:each )?must be one of (.*)$/s, 'values'],
  ['NOT_AN_EMAIL', /^(?:each entry )?must be an e-?mail(?: address)?$/],
  ['NOT_A_PHONE', /^must be (?:digits, perhaps after "\+"|a phone number in E\.164.*)$/],
  ['NOT_AN_ADDRESS', /^must start with https:\/\/ or http:\/\/$/],
  ['NOT_A_COUNTRY', /^must be a (?:list of countries|country)\b/],
  ['NOT_A_TIME_ZONE', /^must be an IANA time zone$/],
  ['NAMED_TWICE', /^names an? \w+ twice$/],
  ['IN_THE_PAST', /^must (?:not be in the past|be in the future)$/],
  ['NO_SUCH_THING', /^there is no such \w+$/],
];

/** Every code that {@link problemCode} answers. */
export const problemCodes: readonly string[] = [...new Set(kinds.map(([code]) => code))];

/**
 * The code and the parameters of a problem's English sentence, for programs that word it in another language; null for a sentence
 * that is in no list: it is shown as it stands.
 */
export function problemCode(sentence: string): CodedProblem | null {
  for (const [code, form, ...names] of kinds) {
    const found = form.exec(sentence);
    if (found) return { code, params: Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ''])) };
  }
  return null;
}
