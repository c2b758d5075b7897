import fc from 'fast-check';
import {
  addToSplit,
  audienceCriteria,
  type AudienceFilter,
  emptySplit,
  exclusionOf,
  exclusionReasons,
  type FilteredContact,
  matches,
} from './audience.ts';

const at = { now: new Date('2026-03-02T09:00:00Z'), timeZone: 'Africa/Douala' };

const contact = (change: Partial<FilteredContact> = {}): FilteredContact => ({
  country: 'CM',
  profession: 'nurse',
  tags: ['vip', 'spring'],
  registeredAt: new Date('2026-02-10T12:00:00Z'),
  createdAt: new Date('2026-02-20T12:00:00Z'),
  subscription: 'none',
  gender: 'female',
  birthDate: '1990-03-02',
  language: 'en',
  archivedAt: null,
  ...change,
});

const isIn = (filter: AudienceFilter, change: Partial<FilteredContact> = {}): boolean =>
  matches(audienceCriteria(filter, at), contact(change));

describe('a filter', () => {
  it.each<[string, AudienceFilter, Partial<FilteredContact>, boolean]>([
    ['nothing asked', {}, {}, true],
    ['archived people never', {}, { archivedAt: at.now }, false],
    ['one of the countries', { countries: ['SN', 'CM'] }, {}, true],
    ['countries in lower case', { countries: ['cm'] }, {}, true],
    ['none of the countries', { countries: ['SN'] }, {}, false],
    ['an unknown country fails a country filter', { countries: ['SN'] }, { country: null }, false],
    ['an empty list restricts nothing', { countries: [], tags: [] }, { country: null, tags: [] }, true],
    ['one of the tags', { tags: ['spring', 'other'] }, {}, true],
    ['none of the tags', { tags: ['other'] }, {}, false],
    ['criteria are AND', { countries: ['CM'], tags: ['other'] }, {}, false],
    ['a profession', { professions: ['nurse'] }, {}, true],
    ['not subscribed', { subscriptionStatus: 'non-subscribed' }, {}, true],
    ['subscribed', { subscriptionStatus: 'subscribed' }, {}, false],
    ['all subscriptions', { subscriptionStatus: 'all' }, {}, true],
    ['gender', { gender: 'male' }, {}, false],
    ['all genders', { gender: 'all' }, { gender: null }, true],
    ['language', { language: 'en' }, {}, true],
    ['an unknown language counts as French', { language: 'fr' }, { language: null }, true],
    ['… and not as English', { language: 'en' }, { language: null }, false],
    ['36 on the birthday', { minAge: 36 }, {}, true],
    ['not yet 36 the day before', { minAge: 36 }, { birthDate: '1990-03-03' }, false],
    ['not older than 36', { maxAge: 36 }, {}, true],
    ['older than 35', { maxAge: 35 }, {}, false],
    ['between', { minAge: 36, maxAge: 36 }, {}, true],
    ['an unknown age fails a minimum', { minAge: 0 }, { birthDate: null }, false],
    ['an unknown age fails a maximum', { maxAge: 120 }, { birthDate: null }, false],
    ['born on 29 February is 18 on 1 March', { minAge: 18 }, { birthDate: '2008-02-29' }, true],
    ['registered from that day', { registrationDateFrom: '2026-02-10' }, {}, true],
    ['registered from the next day', { registrationDateFrom: '2026-02-11' }, {}, false],
    ['registered until that day, inclusive', { registrationDateTo: '2026-02-10' }, {}, true],
    ['registered until the day before', { registrationDateTo: '2026-02-09' }, {}, false],
    [
      'days are the owner’s: 23:30 UTC is the next day in Douala',
      { registrationDateFrom: '2026-02-11' },
      { registeredAt: new Date('2026-02-10T23:30:00Z') },
      true,
    ],
    [
      'without a registration the day of entry counts',
      { registrationDateFrom: '2026-02-20' },
      { registeredAt: null },
      true,
    ],
  ])('%s', (_, filter, change, expected) => expect(isIn(filter, change)).toBe(expected));
});

describe('an exclusion', () => {
  const nobody = {
    isOptedOut: true,
    convertedAt: at.now,
    isInLiveSequence: true,
    isPhoneValid: false,
    onWhatsApp: 'no',
  } as const;
  const better = [
    {},
    { isOptedOut: false },
    { isOptedOut: false, convertedAt: null },
    { isOptedOut: false, convertedAt: null, isInLiveSequence: false },
    { isOptedOut: false, convertedAt: null, isInLiveSequence: false, isPhoneValid: true },
  ];

  it.each(exclusionReasons.map((reason, index) => [reason, better[index]] as const))(
    '"%s" is said when nothing before it holds',
    (reason, change) => expect(exclusionOf({ ...nobody, ...change })).toBe(reason),
  );

  it('is none for somebody whose number nobody has looked up yet', () => {
    const candidate = { ...nobody, ...better[4], onWhatsApp: 'unknown' } as const;
    expect(exclusionOf(candidate)).toBeNull();
  });

  it('always adds up: matched = to enrol + every reason', () => {
    const verdicts = fc.array(fc.constantFrom(null, ...exclusionReasons));
    fc.assert(
      fc.property(verdicts, verdicts, (first, second) => {
        const split = addToSplit(addToSplit(emptySplit(), first), second);
        const excluded = Object.values(split.excluded).reduce((sum, count) => sum + count, 0);
        expect(split.matched).toBe(first.length + second.length);
        expect(split.toEnrol + excluded).toBe(split.matched);
      }),
    );
  });
});
