import { audienceCriteria, ownerScoped } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { type Filter } from 'mongodb';
import { Types } from 'mongoose';
import { sortOf } from '../keyset-page.ts';
import { testStores } from '../testing/stores.test-hooks.ts';
import { withAddressOf } from './people/address.reader.ts';
import { audienceQuery } from './audience.query.ts';
import { newContact } from './contact.codec.ts';
import { contactFilter } from './contact.query.ts';
import { CONTACTS, type ContactDocument } from './contact.schema.ts';

const CONTACT_COUNT = 10_000;
const mine = ownerId('owner-1');
const start = Date.UTC(2026, 0, 1);

const stores = testStores();

beforeAll(async () => {
  const documents = Array.from({ length: CONTACT_COUNT }, (_, index) => oneOfMany(index));
  for (let from = 0; from < documents.length; from += 2000) {
    await stores.connection.collection<ContactDocument>(CONTACTS).insertMany(documents.slice(from, from + 2000));
  }
}, 120_000);

/** Nine in ten belong to one owner: the worst case for questions that know only the owner. */
function oneOfMany(index: number): ContactDocument {
  const owner = index % 10 === 0 ? ownerId('owner-2') : mine;
  const at = new Date(start + index * 60_000);
  const given = {
    phone: phoneOf(index),
    isPhoneValid: true,
    name: `Person ${String(index).padStart(5, '0')}`,
    country: index % 100 === 1 ? 'SN' : 'CM',
    tags: index % 50 === 2 ? ['vip'] : [],
    registeredAt: at,
  };
  const flags = { isOptedOut: index % 200 === 3, isInLiveSequence: index % 200 === 4 };
  return { ...newContact(owner, given, at), ...flags, _id: new Types.ObjectId() };
}
const phoneOf = (index: number): string => `+2376${String(index).padStart(8, '0')}`;

async function keysExamined(filter: object, sort: Record<string, 1 | -1>, limit: number): Promise<number> {
  const plan = (await stores.connection
    .collection<ContactDocument>(CONTACTS)
    .find(filter as Filter<ContactDocument>)
    .sort(sort)
    .limit(limit)
    .explain('executionStats')) as unknown as { executionStats: { totalKeysExamined: number } };
  return plan.executionStats.totalKeysExamined;
}

const at = { now: new Date(start), timeZone: 'UTC' };
const range = (after: number, until: number) => ({
  ownerId: mine,
  registeredAt: { $gt: new Date(start + after * 60_000), $lte: new Date(start + until * 60_000) },
  convertedAt: null,
  archivedAt: null,
});

describe(`among ${CONTACT_COUNT} contacts`, () => {
  it.each<[string, () => [object, Record<string, 1 | -1>, number], number]>([
    ['a phone is found at once', () => [{ ownerId: mine, phone: phoneOf(777) }, {}, 1], 1],
    ['many phones cost one look each', () => [{ ownerId: mine, phone: { $in: [1, 2, 3].map(phoneOf) } }, {}, 10], 7],
    [
      'who has an address, now or before, costs a look for each question, in the order of ids too',
      () => [withAddressOf(ownerScoped(mine), [phoneOf(777), '+237699999999']), { _id: -1 }, 20],
      12,
    ],
    [
      'who of any owner has one of many addresses costs a look for each question',
      () => [
        withAddressOf(
          'anyOwner',
          Array.from({ length: 12 }, (_, index) => phoneOf(700 + index)),
        ),
        {},
        20,
      ],
      60,
    ],
    ['a page costs the page', () => [contactFilter({ ownerId: mine }), sortOf('-createdAt'), 21], 21],
    ['a page by name costs the page', () => [contactFilter({ ownerId: mine }), sortOf('name'), 21], 21],
    [
      'a name prefix costs its matches',
      () => [contactFilter({ ownerId: mine, prefix: 'PERSON 0123' }), sortOf('name'), 21],
      10,
    ],
    [
      'a page of those entered on some days costs the page',
      () => {
        const created = {
          createdFrom: new Date(start + 3000 * 60_000),
          createdBefore: new Date(start + 6000 * 60_000),
        };
        return [contactFilter({ ownerId: mine, ...created }), sortOf('-createdAt'), 21];
      },
      22,
    ],
    [
      'a page of those who opted out costs the page',
      () => [contactFilter({ ownerId: mine, optedOut: true }), sortOf('-createdAt'), 21],
      21,
    ],
    [
      'a page of those in a sequence costs the page',
      () => [contactFilter({ ownerId: mine, inLiveSequence: true }), sortOf('-createdAt'), 21],
      21,
    ],
    [
      'a page of everybody’s audience costs the page',
      () => [{ ownerId: mine, ...audienceQuery(audienceCriteria({}, at)) }, { _id: 1 }, 500],
      501,
    ],
    [
      'an audience of a rare country costs its people',
      () => [{ ownerId: mine, ...audienceQuery(audienceCriteria({ countries: ['SN'] }, at)) }, { _id: 1 }, 500],
      101,
    ],
    ['the newly registered cost their number', () => [range(5000, 5100), {}, 500], 101],
  ])('%s', async (_, question, budget) => {
    expect(await keysExamined(...question())).toBeLessThanOrEqual(budget);
  });
});
