import { phoneSpellings, withSpellings } from './phone-spellings.ts';

describe('10.1.1 the other spelling of a number', () => {
  it.each([
    ['+5531988112233', '+553188112233'],
    ['+5215512345678', '+525512345678'],
    ['+5491123456789', '+541123456789'],
    ['+2290197004411', '+22997004411'],
  ])('%s is %s, and the other way round', (today, other) => {
    expect(phoneSpellings(today)).toEqual([today, other]);
    expect(phoneSpellings(other)).toEqual([other, today]);
  });

  it('of an Ivorian number of today is the old one; the operator of an old one is not certain', () => {
    expect(phoneSpellings('+2250707004422')).toEqual(['+2250707004422', '+22507004422']);
    expect(phoneSpellings('+22507004422')).toEqual(['+22507004422']);
  });

  it.each(['+33612345678', '+237690000001', '+553132345678', '4711@lid', '+15550001111', '+52155123456'])(
    '%s has none',
    (key) => expect(phoneSpellings(key)).toEqual([key]),
  );

  it('stands behind all the addresses that were given', () => {
    expect(withSpellings(['+5531988112233', '7@lid', '+553188112233'])).toEqual([
      '+5531988112233',
      '7@lid',
      '+553188112233',
    ]);
    expect(withSpellings(['+22997004411', '7@lid'])).toEqual(['+22997004411', '7@lid', '+2290197004411']);
  });
});
