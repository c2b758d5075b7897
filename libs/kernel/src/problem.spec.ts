import { problem, problemCodes, type ProblemKey, problemParamsByCode, problemSentences } from './problem.ts';

/** Every sentence of the API that has a code, with what fills it: programs rely on all three. */
const contract: Readonly<Record<ProblemKey, readonly [sentence: string, values?: Record<string, string | number>]>> = {
  PHONE_NOT_POSSIBLE: ['is not a possible phone number'],
  PHONE_SHORTENED: ['shortened by the spreadsheet: format the column as text'],
  PHONE_NEEDS_COUNTRY: ['must be international (+ and country code), or defaultCountry must be set'],
  KNOWN_ALREADY: ['is known already'],
  ERASED: ['was erased and is not taken in again'],
  FILE_OLD_SPREADSHEET: ['is an old or protected spreadsheet: save it as XLSX or CSV'],
  FILE_PDF: ['is a PDF: export the list as CSV, XLSX or vCard'],
  FILE_NO_SHEET: ['has no sheet'],
  FILE_NO_SHEET_NAMED: ['has no sheet named Ville', { name: 'Ville' }],
  FILE_EMPTY: ['is empty'],
  FILE_NO_TEXT: ['is no text: send CSV, XLSX or vCard'],
  FILE_WEB_PAGE: ['is a web page or XML: open it in a spreadsheet and save it as XLSX or CSV'],
  FILE_JSON: ['is JSON: send CSV, XLSX or vCard'],
  FILE_DOCUMENT: ['is a text document: save the list as XLSX or CSV'],
  FILE_UNPACKS_TOO_LARGE: ['unpacks to more than a list of contacts can be'],
  FILE_NO_SPREADSHEET: ['is no spreadsheet (XLSX): save the list as XLSX or CSV'],
  FILE_CELL_TOO_LONG: ['has a cell that is longer than a cell can be'],
  FILE_NOT_WHOLE: ['is not a whole spreadsheet file (XLSX)'],
  FILE_NO_PHONE_COLUMN: ['must have a column named phone, or a mapping that says which it is'],
  'FILE_NO_PHONE_COLUMN.found': [
    'must have a column named phone, or a mapping that says which it is (found: Nom, Ville)',
    { columns: 'Nom, Ville' },
  ],
  COLUMN_NOT_THERE: ['names a column that is not there: Ville', { name: 'Ville' }],
  LEFT_OUT_CONSENT: ['consent not understood and left out: source and date belong together'],
  LEFT_OUT: ['birthDate not understood and left out', { field: 'birthDate' }],
  CHARACTERS_TAKEN_OUT: ['birthDate had characters that cannot be shown, taken out', { field: 'birthDate' }],
  CUT: ['birthDate longer than 80 characters, cut', { field: 'birthDate', max: 80 }],
  UNKNOWN_VARIABLE: ['unknown variable {{Ville}}', { name: 'Ville' }],
  'UNKNOWN_VARIABLE.attribute': ['unknown variable {{Ville}}: no contact has it', { name: 'Ville' }],
  TOO_MANY_BRACES: ['{{{nom}}} has too many braces: two on each side', { found: '{{{nom}}}' }],
  LONE_BRACES: ['a lone }} does not belong to any variable', { braces: '}}' }],
  CONTROL_CHARACTERS: ['must not have control characters'],
  MISSING: ['must be given'],
  'MISSING.text': ['must not be empty'],
  'MISSING.filter': ['must be given; {} means everybody'],
  'MISSING.orDay': ['must be given, or a day'],
  'MISSING.toCancel': ['must be given to cancel'],
  'MISSING.ofUser': ['must be given with audience user'],
  NOT_KNOWN_HERE: ['is not known here'],
  TOO_LONG: ['must be at most 80 characters', { max: 80 }],
  'TOO_LONG.words': ['words must be at most 80 characters', { max: 80 }],
  LONGER_THAN_ALLOWED: ['is too long'],
  TOO_SMALL: ['must be at least 1', { min: 1 }],
  TOO_LARGE: ['must be at most 80', { max: 80 }],
  TOO_MANY: ['must have at most 80 entries', { max: 80 }],
  'TOO_MANY.words': ['must have at most 80 words', { max: 80 }],
  TOO_FEW: ['must have at least one entry', { what: 'entry' }],
  'TOO_FEW.named': ['must name at least one entry', { what: 'entry' }],
  NOT_A_WHOLE_NUMBER: ['must be a whole number'],
  NOT_ONE_OF: ['must be one of fr, en', { values: 'fr, en' }],
  'NOT_ONE_OF.each': ['each must be one of fr, en', { values: 'fr, en' }],
  NOT_AN_EMAIL: ['must be an e-mail address'],
  'NOT_AN_EMAIL.each': ['each entry must be an e-mail address'],
  NOT_A_PHONE: ['must be a phone number in E.164, such as +237612345678'],
  'NOT_A_PHONE.digits': ['must be digits, perhaps after "+"'],
  NOT_AN_ADDRESS: ['must start with https:// or http://'],
  NOT_A_COUNTRY: ['must be a country, two letters (ISO 3166)'],
  'NOT_A_COUNTRY.numbered': ['must be a country with a numbering plan, two letters (ISO 3166)'],
  'NOT_A_COUNTRY.each': ['must be a list of countries, two letters each (ISO 3166)'],
  NOT_A_TIME_ZONE: ['must be an IANA time zone'],
  NAMED_TWICE: ['names entry twice', { what: 'entry' }],
  IN_THE_PAST: ['must not be in the past'],
  'IN_THE_PAST.future': ['must be in the future'],
  NO_SUCH_THING: ['there is no such entry', { what: 'entry' }],
};
/** In the sentence, and not among the parameters. */
const untold = ['what', 'columns'];

// The values above are those of the key's own sentence.
const told = problem as (key: string, values?: Record<string, string | number>) => ReturnType<typeof problem>;

describe('a problem of a value', () => {
  it.each(Object.entries(contract))(
    '%s is one sentence, one code and its parameters',
    (key, [sentence, values = {}]) => {
      const params = Object.entries(values)
        .filter(([name]) => !untold.includes(name))
        .map(([name, value]) => [name, String(value)]);
      expect(told(key, values)).toEqual({
        problem: sentence,
        code: key.split('.')[0],
        ...(params.length > 0 && { params: Object.fromEntries(params) as Record<string, string> }),
      });
    },
  );

  it('is read by programs from its code alone: all sentences of a code have the same parameters', () => {
    for (const [key, text] of Object.entries(problemSentences))
      expect([key, [...text.matchAll(/<(\w+)>/g)].map(([, name]) => name)]).toEqual([
        key,
        problemParamsByCode.get(problemCodes.find((code) => code === key.split('.')[0]) ?? 'MISSING'),
      ]);
  });

  it('keeps a value that looks like a hole of the sentence, and line breaks', () => {
    expect(problem('CUT', { field: 'attributes.<max>', max: 500 }).problem).toBe(
      'attributes.<max> longer than 500 characters, cut',
    );
    expect(problem('FILE_NO_SHEET_NAMED', { name: 'Clients\n2' }).params).toEqual({ name: 'Clients\n2' });
  });

  it('is refused by the compiler where its code is unknown or a parameter is missing', () => {
    // @ts-expect-error no such code
    expect(() => problem('TOO_BLUE')).toThrow(TypeError);
    // @ts-expect-error what is the most?
    problem('TOO_LONG');
    // @ts-expect-error another parameter
    problem('TOO_LONG', { min: 1 });
    // @ts-expect-error it has none
    problem('MISSING', { max: 1 });
  });
});
