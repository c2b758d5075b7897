/**
 * Everything that can be wrong with a value and has a code: the code, and the English sentence, which follows the name of a field. A
 * code with several sentences has a form behind a full stop (`MISSING.text`). `<name>` is a parameter that programs are told with the
 * code, so that they can word the problem in another language; `[name]` stands in the sentence alone.
 */
export const problemSentences = {
  // A phone number.
  PHONE_NOT_POSSIBLE: 'is not a possible phone number',
  PHONE_SHORTENED: 'shortened by the spreadsheet: format the column as text',
  PHONE_NEEDS_COUNTRY: 'must be international (+ and country code), or defaultCountry must be set',
  KNOWN_ALREADY: 'is known already',
  ERASED: 'was erased and is not taken in again',
  // A file of contacts.
  FILE_OLD_SPREADSHEET: 'is an old or protected spreadsheet: save it as XLSX or CSV',
  FILE_PDF: 'is a PDF: export the list as CSV, XLSX or vCard',
  FILE_NO_SHEET: 'has no sheet',
  FILE_NO_SHEET_NAMED: 'has no sheet named <name>',
  FILE_EMPTY: 'is empty',
  FILE_NO_TEXT: 'is no text: send CSV, XLSX or vCard',
  FILE_WEB_PAGE: 'is a web page or XML: open it in a spreadsheet and save it as XLSX or CSV',
  FILE_JSON: 'is JSON: send CSV, XLSX or vCard',
  FILE_DOCUMENT: 'is a text document: save the list as XLSX or CSV',
  FILE_UNPACKS_TOO_LARGE: 'unpacks to more than a list of contacts can be',
  FILE_NO_SPREADSHEET: 'is no spreadsheet (XLSX): save the list as XLSX or CSV',
  FILE_CELL_TOO_LONG: 'has a cell that is longer than a cell can be',
  FILE_NOT_WHOLE: 'is not a whole spreadsheet file (XLSX)',
  FILE_NO_PHONE_COLUMN: 'must have a column named phone, or a mapping that says which it is',
  'FILE_NO_PHONE_COLUMN.found': 'must have a column named phone, or a mapping that says which it is (found: [columns])',
  COLUMN_NOT_THERE: 'names a column that is not there: <name>',
  // What an import left out or changed on the way in; the sentence begins with the field.
  LEFT_OUT_CONSENT: 'consent not understood and left out: source and date belong together',
  LEFT_OUT: '<field> not understood and left out',
  CHARACTERS_TAKEN_OUT: '<field> had characters that cannot be shown, taken out',
  CUT: '<field> longer than <max> characters, cut',
  // A text with variables.
  UNKNOWN_VARIABLE: 'unknown variable {{<name>}}',
  'UNKNOWN_VARIABLE.attribute': 'unknown variable {{<name>}}: no contact has it',
  TOO_MANY_BRACES: '<found> has too many braces: two on each side',
  LONE_BRACES: 'a lone <braces> does not belong to any variable',
  CONTROL_CHARACTERS: 'must not have control characters',
  // Any value.
  MISSING: 'must be given',
  'MISSING.text': 'must not be empty',
  'MISSING.filter': 'must be given; {} means everybody',
  'MISSING.orDay': 'must be given, or a day',
  'MISSING.toCancel': 'must be given to cancel',
  'MISSING.ofUser': 'must be given with audience user',
  NOT_KNOWN_HERE: 'is not known here',
  TOO_LONG: 'must be at most <max> characters',
  'TOO_LONG.words': 'words must be at most <max> characters',
  LONGER_THAN_ALLOWED: 'is too long',
  TOO_SMALL: 'must be at least <min>',
  TOO_LARGE: 'must be at most <max>',
  TOO_MANY: 'must have at most <max> entries',
  'TOO_MANY.words': 'must have at most <max> words',
  TOO_FEW: 'must have at least one [what]',
  'TOO_FEW.named': 'must name at least one [what]',
  NOT_A_WHOLE_NUMBER: 'must be a whole number',
  NOT_ONE_OF: 'must be one of <values>',
  'NOT_ONE_OF.each': 'each must be one of <values>',
  NOT_AN_EMAIL: 'must be an e-mail address',
  'NOT_AN_EMAIL.each': 'each entry must be an e-mail address',
  NOT_A_PHONE: 'must be a phone number in E.164, such as +237612345678',
  'NOT_A_PHONE.digits': 'must be digits, perhaps after "+"',
  NOT_AN_ADDRESS: 'must start with https:// or http://',
  NOT_A_COUNTRY: 'must be a country, two letters (ISO 3166)',
  'NOT_A_COUNTRY.numbered': 'must be a country with a numbering plan, two letters (ISO 3166)',
  'NOT_A_COUNTRY.each': 'must be a list of countries, two letters each (ISO 3166)',
  NOT_A_TIME_ZONE: 'must be an IANA time zone',
  NAMED_TWICE: 'names [what] twice',
  IN_THE_PAST: 'must not be in the past',
  'IN_THE_PAST.future': 'must be in the future',
  NO_SUCH_THING: 'there is no such [what]',
} as const;

type Sentences = typeof problemSentences;
/** A sentence of the list: a code, or a code and a form of it. */
export type ProblemKey = keyof Sentences;
/** What a program reads. */
export type ProblemCode = ProblemKey extends infer Key ? (Key extends `${infer Code}.${string}` ? Code : Key) : never;

type Told<Text> = Text extends `${string}<${infer Name}>${infer Rest}` ? Name | Told<Rest> : never;
type Untold<Text> = Text extends `${string}[${infer Name}]${infer Rest}` ? Name | Untold<Rest> : never;
type Holes<Key extends ProblemKey> = Told<Sentences[Key]> | Untold<Sentences[Key]>;
/** What fills the holes of a sentence; no argument where it has none. */
export type ProblemParams<Key extends ProblemKey> = [Holes<Key>] extends [never]
  ? []
  : [params: Readonly<Record<Holes<Key>, string | number>>];

/** What is wrong with a value: a sentence that follows the field's name and, where it is of the list, its code and parameters. */
export type ValueProblem = {
  readonly problem: string;
  readonly code?: ProblemCode;
  /** Absent where the code has none. */
  readonly params?: Readonly<Record<string, string>>;
};
/** A problem of the list. */
export type CodedProblem = ValueProblem & { readonly code: ProblemCode };

const hole = /<(\w+)>|\[(\w+)\]/g;
const codeOf = (key: ProblemKey): ProblemCode => key.replace(/\..*/, '') as ProblemCode; // by the type of the list's keys

/** A problem of the list: `problem('TOO_LONG', { max: 80 })` is "must be at most 80 characters", TOO_LONG, max "80". */
export function problem<Key extends ProblemKey>(key: Key, ...[given]: ProblemParams<Key>): CodedProblem {
  const values: Readonly<Record<string, string | number>> = given ?? {};
  const told: Record<string, string> = {};
  const sentence = problemSentences[key].replace(hole, (_, name?: string, untold?: string) => {
    const value = String(values[name ?? untold ?? '']);
    if (name !== undefined) told[name] = value;
    return value;
  });
  return { problem: sentence, code: codeOf(key), ...(Object.keys(told).length > 0 && { params: told }) };
}

/** Every code of the list with the names of its parameters, in the list's order. */
export const problemParamsByCode: ReadonlyMap<ProblemCode, readonly string[]> = new Map(
  (Object.keys(problemSentences) as ProblemKey[]).map((key) => [
    codeOf(key),
    [...problemSentences[key].matchAll(/<(\w+)>/g)].flatMap(([, name]) => name ?? []),
  ]),
);

/** Every code of the list. */
export const problemCodes: readonly ProblemCode[] = [...problemParamsByCode.keys()];
