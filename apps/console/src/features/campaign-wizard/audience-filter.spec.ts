import { expect } from '@jest/globals';
import { audienceFilter, audienceProblem, audienceValues, countOfMore } from './audience-filter.ts';

const names: Record<string, string> = { CM: 'Cameroon', SN: 'Senegal' };
const nameOf = (code: string) => names[code] ?? code;
const empty = audienceValues(null, nameOf);
const whole = {
  tags: ['salon', 'vip'],
  countries: ['CM', 'SN'],
  language: 'fr',
  subscriptionStatus: 'non-subscribed',
  gender: 'female',
  minAge: 25,
  maxAge: 40,
  professions: ['Nurse', 'Teacher'],
  registrationDateFrom: '2026-01-31',
  registrationDateTo: '2026-02-28',
  excludeCurrentTargets: true,
} as const;

describe('the fields of an audience', () => {
  it('show every filter that a campaign may have, and give it back', () => {
    const filter = {
      ...whole,
      tags: [...whole.tags],
      countries: [...whole.countries],
      professions: [...whole.professions],
    };
    expect(audienceFilter(audienceValues(filter, nameOf))).toEqual(whole);
    expect(countOfMore(audienceValues(filter, nameOf))).toBe(4);
  });

  it('restrict nothing while they are empty', () => {
    expect(audienceFilter(empty)).toEqual({});
    expect(countOfMore(empty)).toBe(0);
    expect(audienceProblem(empty)).toBeNull();
  });

  it.each([
    [{ countries: 'CM, Atlantis' }, { field: 'countries', country: 'Atlantis' }],
    [{ minAge: '-1' }, { field: 'minAge', reason: 'notAnAge' }],
    [{ maxAge: '121' }, { field: 'maxAge', reason: 'notAnAge' }],
    [
      { minAge: '40', maxAge: '25' },
      { field: 'maxAge', reason: 'beforeTheFirst' },
    ],
    [
      { registeredFrom: '2026-02-01', registeredTo: '2026-01-31' },
      { field: 'registeredTo', reason: 'beforeTheFirst' },
    ],
  ])('say what can not be used: %j', (written, problem) => {
    expect(audienceProblem({ ...empty, ...written })).toEqual(problem);
  });

  it.each([
    { minAge: '25', maxAge: '25' },
    { minAge: '0' },
    { registeredFrom: '2026-02-01', registeredTo: '2026-02-01' },
  ])('take %j', (written) => expect(audienceProblem({ ...empty, ...written })).toBeNull());
});
