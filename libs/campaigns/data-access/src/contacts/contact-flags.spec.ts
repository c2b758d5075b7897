import {
  type Contact,
  type ContactQuery,
  emptyContactFields,
  foldText,
  nothingKnownOfWhatsApp,
  type OptOut,
} from '@relance/campaigns-domain';
import { vi } from 'vitest';
import { ownerId, type OwnerId } from '@relance/kernel';
import { testStores } from '../testing/stores.test-hooks.ts';
import { anActiveCampaign, owner, start } from '../testing/test-stores.ts';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { MongoOptOutStore } from '../opt-outs/opt-out.store.ts';
import { OPT_OUTS, type OptOutDocument } from '../opt-outs/opt-out.schema.ts';
import { OptOutsByAddress } from '../opt-outs/opt-outs-by-address.ts';
import { SuppressionList } from './suppression.ts';
import { CONTACT_COUNTS } from './contact-counts.ts';
import { CONTACTS } from './contact.schema.ts';
import { MongoContactStore } from './contact.store.ts';
import { OptOutFlags } from './opt-out-flags.ts';

const stores = testStores();
const other = ownerId('owner-2');
const firstPage = { limit: 100, page: 1, after: null, sort: '-createdAt' } as const;
let contacts: MongoContactStore;
let optOuts: MongoOptOutStore;
beforeAll(() => {
  contacts = new MongoContactStore(stores.connection);
  optOuts = new MongoOptOutStore(stores.connection);
});

let numbers = 0;
const aPhone = (): string => `+2376${String((numbers += 1)).padStart(8, '0')}`;
async function aContact(of: OwnerId = owner, phone = aPhone()): Promise<Contact> {
  const made = await contacts.create(of, { ...emptyContactFields, phone }, start);
  if (!('created' in made)) throw new Error('it is there already');
  return made.created;
}
const optOut = (phone: string, keys: readonly string[] = [phone]): OptOut => ({
  phone,
  keys,
  ownerId: owner,
  source: 'reply',
  evidence: null,
  at: start,
  confirmation: 'none',
});
/** Whether the list that is narrowed so has this contact, and the list of the others has not. */
async function has({ id, ownerId: of }: Contact, which: 'optedOut' | 'inLiveSequence'): Promise<boolean> {
  const found = async (value: boolean) => {
    const query: ContactQuery = { ownerId: of, [which]: value };
    const { rows, total } = await contacts.list(query, firstPage);
    expect(rows).toHaveLength(total);
    return rows.some((row) => row.id === id);
  };
  const [is, isNot] = [await found(true), await found(false)];
  expect(isNot).toBe(!is);
  return is;
}
const enrol = async (...people: Contact[]) => {
  const campaign = await anActiveCampaign(stores);
  const enrolled = people.map(({ id, ...person }) => ({ ...person, contactId: id, language: 'fr' as const }));
  const outcome = await stores.targets.enrol({ campaignId: campaign.id, ownerId: owner, people: enrolled, at: start });
  expect(outcome.enrolled).toBe(people.length);
  return campaign;
};

describe('the list of those who opted out', () => {
  it('has everybody whom an opt-out names, whoever heard it and under whichever address', async () => {
    const [said, theirs, unnamed] = [await aContact(), aPhone(), await aContact()];
    const elsewhere = await aContact(other, theirs);
    await optOuts.add(optOut(said.phone, [said.phone, theirs]));
    expect([await has(said, 'optedOut'), await has(elsewhere, 'optedOut'), await has(unnamed, 'optedOut')]).toEqual([
      true,
      true,
      false,
    ]);
    await optOuts.lift([said.phone], start, owner);
    expect([await has(said, 'optedOut'), await has(elsewhere, 'optedOut')]).toEqual([false, false]);
  });

  it('keeps who is named by a second opt-out when the first is lifted', async () => {
    const [first, second] = [await aContact(), await aContact()];
    await optOuts.add(optOut(first.phone, [first.phone, second.phone]));
    await optOuts.add(optOut('77@lid', ['77@lid', second.phone]));
    await optOuts.lift([first.phone], start, owner);
    expect([await has(first, 'optedOut'), await has(second, 'optedOut')]).toEqual([false, true]);
  });

  it('has people who are entered after they opted out, one by one and in rows', async () => {
    const phones = [aPhone(), aPhone(), aPhone()] as const;
    await optOuts.add(optOut(phones[0]));
    await optOuts.add(optOut(phones[1]));
    const alone = await aContact(owner, phones[0]);
    const rows = [phones[1], phones[2]].map((phone) => ({ ...emptyContactFields, phone, countryOfPhone: null }));
    await contacts.saveRows(owner, rows, { upsert: false, tagsMode: 'add', restoreArchived: false }, start);
    const [inRows, silent] = await Promise.all(rows.map(({ phone }) => contacts.findByPhone(phone, owner)));
    if (!inRows || !silent) throw new Error('they were saved');
    expect([await has(alone, 'optedOut'), await has(inRows, 'optedOut'), await has(silent, 'optedOut')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('has who is entered in the very moment in which another owner is told STOP, whoever commits first', async () => {
    const [inRows, meanwhile] = [aPhone(), aPhone()];
    const rows = [{ ...emptyContactFields, phone: inRows, countryOfPhone: null }];
    const options = { upsert: false, tagsMode: 'add', restoreArchived: false } as const;
    // Neither sees the other: the STOP is stored while the rows are not committed yet …
    await contacts.saveRows(owner, rows, options, start, async () => void (await optOuts.add(optOut(inRows))));
    const saved = await contacts.findByPhone(inRows, owner);
    if (!saved) throw new Error('it was saved');
    // … or the contact is committed while the STOP is not.
    const refresh = vi.spyOn(OptOutFlags.prototype, 'refresh');
    const made: Contact[] = [];
    refresh.mockImplementationOnce(async function (this: OptOutFlags, ...asked) {
      refresh.mockRestore();
      await this.refresh(...asked);
      made.push(await aContact(other, meanwhile));
    });
    await optOuts.add(optOut(meanwhile));
    expect(await Promise.all([saved, ...made].map((contact) => has(contact, 'optedOut')))).toEqual([true, true]);
  });

  it.each(['start', 'hour'] as const)(
    'has whom a killed process left without it, whichever of the two commits was last, from the next %s on',
    async (occasion) => {
      // A kill between a commit and the second look behind it.
      const settle = vi.spyOn(OptOutFlags.prototype, 'settle').mockResolvedValue();
      const [before, again] = [aPhone(), aPhone()];
      const rows = [before, again].map((phone) => ({ ...emptyContactFields, phone, countryOfPhone: null }));
      const options = { upsert: false, tagsMode: 'add', restoreArchived: false } as const;
      await optOuts.add(optOut(`${again.slice(1)}@lid`));
      await contacts.saveRows(owner, rows, options, start, async () => {
        await optOuts.add(optOut(before));
        await optOuts.add(optOut(`${again.slice(1)}@lid`, [again]));
      });
      settle.mockRestore();
      const saved = await Promise.all([before, again].map((phone) => contacts.findByPhone(phone, owner)));
      const flags = () => Promise.all(saved.map((contact) => contact && has(contact, 'optedOut')));
      expect(await flags()).toEqual([false, false]);
      expect(await optOuts.refreshFlags(occasion)).toBeGreaterThanOrEqual(2);
      expect(await flags()).toEqual([true, true]);
    },
  );

  it('is looked at in two hours and at each start until then, not for ever', async () => {
    await optOuts.refreshFlags('hour');
    await optOuts.refreshFlags('hour');
    expect(await optOuts.refreshFlags('hour')).toBe(0);
    await optOuts.add(optOut(aPhone()));
    const looked: number[] = [];
    for (const occasion of ['start', 'hour', 'start', 'hour', 'start', 'hour'] as const)
      looked.push(await optOuts.refreshFlags(occasion));
    expect(looked).toEqual([1, 1, 1, 1, 0, 0]);
  });

  it('follows the addresses: another number, an account that WhatsApp names, a repeated opt-out', async () => {
    const [moving, looked, later] = [await aContact(), await aContact(), await aContact()];
    const gone = aPhone();
    await optOuts.add(optOut(gone));
    await optOuts.add(optOut('5@lid'));
    await contacts.update(moving.id, owner, { phone: gone }, start);
    await contacts.saveWhatsAppKnowledge(looked, { ...nothingKnownOfWhatsApp, onWhatsApp: 'yes', lid: '5@lid' });
    expect([await has(moving, 'optedOut'), await has(looked, 'optedOut'), await has(later, 'optedOut')]).toEqual([
      true,
      true,
      false,
    ]);
    await contacts.update(moving.id, owner, { phone: aPhone() }, start);
    await optOuts.add(optOut('5@lid', [later.phone]));
    expect([await has(moving, 'optedOut'), await has(later, 'optedOut')]).toEqual([false, true]);
  });

  it('has who is entered again after being erased by another owner', async () => {
    const contact = await aContact();
    await optOuts.add(optOut(contact.phone));
    await contacts.erase(contact, start);
    expect(await has(await aContact(other, contact.phone), 'optedOut')).toBe(true);
  });
});

describe('the list of those in a sequence', () => {
  it('has people from their enrolment until they leave, for whatever reason', async () => {
    const people = [await aContact(), await aContact(), await aContact(), await aContact()] as const;
    const [stopped, cancelled, stays, outside] = people;
    await enrol(stopped);
    const ending = await enrol(cancelled);
    await enrol(stays);
    const now = async () => Promise.all(people.map((person) => has(person, 'inLiveSequence')));
    expect(await now()).toEqual([true, true, true, false]);
    await stores.targets.exitByKeys([stopped.phone], 'opted_out', start);
    await stores.targets.exitLive(ending.id, 'manual', { at: start, limit: 10 });
    expect(await now()).toEqual([false, false, true, false]);
    await enrol(outside);
    expect(await now()).toEqual([false, false, true, true]);
  });

  it('loses whose campaign is removed with them in it', async () => {
    const contact = await aContact();
    const campaign = await enrol(contact);
    await stores.targets.removeOf(campaign.id, 10);
    expect(await has(contact, 'inLiveSequence')).toBe(false);
  });
});

it('contacts of an earlier version get both facts, and campaigns their folded names, a slice at a time, once', async () => {
  const [silent, busy, neither] = [await aContact(), await aContact(), await aContact()];
  await optOuts.add(optOut(silent.phone));
  const campaign = await enrol(busy);
  const campaigns = stores.connection.collection(CAMPAIGNS);
  await campaigns.updateMany({}, { $set: { nameKey: 'folded otherwise' } });
  const stored = stores.connection.collection(CONTACTS);
  await stored.updateMany({}, { $unset: { isOptedOut: 1, isInLiveSequence: 1 } });
  expect([await has(silent, 'optedOut'), await has(busy, 'inLiveSequence')]).toEqual([false, false]);
  let [slices, looked] = [0, 0];
  for (let slice = 1; slice > 0; slices += 1) looked += slice = await contacts.upgrade(2);
  expect([slices > 2, looked]).toEqual([true, await stored.countDocuments()]);
  expect([await has(silent, 'optedOut'), await has(busy, 'inLiveSequence')]).toEqual([true, true]);
  expect([await has(neither, 'optedOut'), await has(neither, 'inLiveSequence')]).toEqual([false, false]);
  expect(await campaigns.distinct('nameKey')).toEqual([foldText(campaign.name)]);
  await stored.createIndex({ ownerId: 1, lid: 1 }, { name: 'owner_lid' });
  expect(await contacts.upgrade(2)).toBe(0);
  expect((await stored.indexes()).map(({ name }) => name)).toEqual(expect.arrayContaining(['lid_owner']));
  expect((await stored.indexes()).map(({ name }) => name)).not.toContain('owner_lid');
  expect(await stores.connection.collection(CONTACT_COUNTS).countDocuments({ isDone: true })).toBe(1);
});

it.each([2, 500])('finds who opted out and who was erased after it, of %i addresses', async (length) => {
  const addresses = Array.from({ length }, (_, index) => `+2376${String(70_000_000 + index)}`);
  const [first = '', last = ''] = [addresses[0], addresses.at(-1)];
  const optOuts = stores.connection.collection<OptOutDocument>(OPT_OUTS);
  const byAddress = new OptOutsByAddress(stores.connection);
  await optOuts.deleteMany({});
  expect(await byAddress.among(addresses)).toEqual(new Set());
  await optOuts.insertOne({ _id: first, keys: [first] } as never);
  expect(await byAddress.among(addresses)).toEqual(new Set([first]));
  const hashes = await new SuppressionList(stores.connection).hashes([last]);
  await optOuts.insertOne({ _id: hashes[0], keys: hashes } as never);
  expect(await byAddress.among(addresses)).toEqual(new Set([first, last]));
});
