import {
  audienceCriteria,
  type AudienceFilter,
  type Contact,
  genders,
  languages,
  matches,
  subscriptions,
} from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import fc from 'fast-check';
import { Types } from 'mongoose';
import { testStores } from '../testing/stores.test-hooks.ts';
import { newContact, toContact } from './contact.codec.ts';
import { CONTACTS, type ContactDocument } from './contact.schema.ts';
import { MongoContactStore } from './contact.store.ts';

const owner = ownerId('owner-1');
const at = { now: new Date('2026-03-02T23:30:00Z'), timeZone: 'Africa/Douala' };

const stores = testStores();
let store: MongoContactStore;
let contacts: Contact[];

beforeAll(async () => {
  store = new MongoContactStore(stores.connection);
  const documents = fc.sample(anyContact, { numRuns: 300, seed: 7 }).map((fields, index): ContactDocument => ({
    ...newContact(
      owner,
      { ...fields, phone: `+2376${String(index).padStart(8, '0')}`, isPhoneValid: true },
      fields.createdAt,
    ),
    archivedAt: fields.archivedAt,
    _id: new Types.ObjectId(),
  }));
  await stores.connection.collection<ContactDocument>(CONTACTS).insertMany(documents);
  contacts = documents.map(toContact).sort((a, b) => (a.id < b.id ? -1 : 1));
}, 60_000);

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
const day = fc.date({ min: new Date('2026-02-20'), max: new Date('2026-03-04'), noInvalidDate: true });
const birthday = fc.constantFrom('1990-03-03', '1990-03-02', '2008-02-29', '1950-01-01', '2010-12-31');
const countries = ['CM', 'SN', 'FR'];
const tags = ['vip', 'spring', 'old'];
const professions = ['nurse', 'farmer'];

const anyContact = fc.record({
  country: maybe(fc.constantFrom(...countries)),
  profession: maybe(fc.constantFrom(...professions)),
  tags: fc.uniqueArray(fc.constantFrom(...tags)),
  registeredAt: maybe(day),
  createdAt: day,
  subscription: fc.constantFrom(...subscriptions),
  gender: maybe(fc.constantFrom(...genders)),
  birthDate: maybe(birthday),
  language: maybe(fc.constantFrom(...languages)),
  archivedAt: fc.constantFrom(null, null, null, null, null, null, null, null, null, at.now),
});

const dayText = day.map((date) => date.toISOString().slice(0, 10));
const anyFilter: fc.Arbitrary<AudienceFilter> = fc.record(
  {
    countries: fc.uniqueArray(fc.constantFrom(...countries)),
    professions: fc.uniqueArray(fc.constantFrom(...professions)),
    tags: fc.uniqueArray(fc.constantFrom(...tags)),
    registrationDateFrom: dayText,
    registrationDateTo: dayText,
    subscriptionStatus: fc.constantFrom('all', 'subscribed', 'non-subscribed'),
    gender: fc.constantFrom('all', ...genders),
    minAge: fc.integer({ min: 0, max: 80 }),
    maxAge: fc.integer({ min: 0, max: 80 }),
    language: fc.constantFrom('all', ...languages),
  },
  { requiredKeys: [] },
);

describe('the audience query', () => {
  it('finds exactly the contacts that the domain says match, in order, whatever the filter', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        const criteria = audienceCriteria(filter, at);
        const expected = contacts.filter((contact) => matches(criteria, contact)).map(({ id }) => id);
        const found = await store.matching(owner, criteria, { after: null, limit: 1000 });
        expect(found.map(({ id }) => id)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('comes in pages that end to end are the whole', async () => {
    const criteria = audienceCriteria({}, at);
    const whole = await store.matching(owner, criteria, { after: null, limit: 1000 });
    const paged: string[] = [];
    let after: Contact['id'] | null = null;
    for (;;) {
      const page: readonly Contact[] = await store.matching(owner, criteria, { after, limit: 37 });
      paged.push(...page.map(({ id }) => id));
      after = page.at(-1)?.id ?? null;
      if (page.length < 37) break;
    }
    expect(paged).toEqual(whole.map(({ id }) => id));
    expect(paged.length).toBeGreaterThan(200);
  });

  it('never finds another owner’s people', async () => {
    const found = await store.matching(ownerId('owner-2'), audienceCriteria({}, at), { after: null, limit: 10 });
    expect(found).toEqual([]);
  });
});
