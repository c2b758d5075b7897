import { problemCode, problemCodes } from './problem-code.ts';

describe('problemCode', () => {
  it.each([
    ['must be given', 'MISSING', {}],
    ['must be given; {} means everybody', 'MISSING', {}],
    ['must be at most 100 characters', 'TOO_LONG', { max: '100' }],
    ['must not be greater than 100', 'TOO_LARGE', { max: '100' }],
    ['must be one of a, b', 'NOT_ONE_OF', { values: 'a, b' }],
    ['is not a possible phone number', 'PHONE_NOT_POSSIBLE', {}],
    ['birthDate not understood and left out', 'LEFT_OUT', { field: 'birthDate' }],
    ['attributes.note longer than 500 characters, cut', 'CUT', { field: 'attributes.note', max: '500' }],
    ['consent not understood and left out: source and date belong together', 'LEFT_OUT_CONSENT', {}],
    ['has no sheet named Clients\n2', 'FILE_NO_SHEET_NAMED', { name: 'Clients\n2' }],
    ['is a PDF: export the list as CSV, XLSX or vCard', 'FILE_PDF', {}],
  ])('%s', (sentence, code, params) => {
    expect(problemCode(sentence)).toEqual({ code, params });
    expect(problemCodes).toContain(code);
  });

  it('knows no code for a sentence that is in no list', () => {
    expect(problemCode('must be blue')).toBeNull();
  });
});
