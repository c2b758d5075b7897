import { type Contact, emptyContactFields, nothingKnownOfWhatsApp } from '@relance/campaigns-domain';
import { vi } from 'vitest';
import { ownerId } from '@relance/kernel';
import { MongoOptOutStore } from '../../opt-outs/opt-out.store.ts';
import { OptOutsByAddress } from '../../opt-outs/opt-outs-by-address.ts';
import { answeredAt, peopleKit } from '../../testing/people-kit.ts';
import { testStores } from '../../testing/stores.test-hooks.ts';
import { owner, start } from '../../testing/test-stores.ts';
import { MongoContactStore } from '../contact.store.ts';
import { PersonFacts } from './person-facts.ts';

const stores = testStores();
const later = answeredAt;
let contacts: MongoContactStore;
let optOuts: MongoOptOutStore;
beforeAll(() => {
  contacts = new MongoContactStore(stores.connection);
  optOuts = new MongoOptOutStore(stores.connection);
});

const { aPhone, aContact, named, now } = peopleKit(() => contacts, '5531988');
const heard = (contact: Contact, at: Date, numberKey: string | null) =>
  contacts.markInbound(contact, { ...nothingKnownOfWhatsApp, onWhatsApp: 'yes' }, { at, isReply: false, numberKey });

describe('10.1.2 two contacts that turn out to be one person', () => {
  it('have both paid and written when one of them has, from the answer on that shows it', async () => {
    const [paid, other, third, stranger] = [await aContact(), await aContact(), await aContact(), await aContact()];
    const account = aPhone();
    await heard(paid, start, 'number-1');
    await contacts.markConverted(paid.id, owner, start);
    await named(paid, { waPhone: account, lid: '31@lid' });
    const answered = await named(other, { waPhone: account });
    const known = { convertedAt: start, lastInboundAt: start, wroteTo: ['number-1'], subscription: 'subscribed' };
    expect(answered).toMatchObject(known);
    expect(await named(third, { lid: '31@lid' })).toMatchObject(known);
    expect(await now(other)).toMatchObject(known);
    expect(await now(stranger)).toMatchObject({ convertedAt: null, lastInboundAt: null, subscription: 'none' });
  });

  it('are told of a payment together, the date that one of them has stays, and another owner’s contact is not meant', async () => {
    const [one, other] = [await aContact(), await aContact()];
    const elsewhere = await aContact(one.phone, ownerId('owner-2'));
    const account = aPhone();
    for (const contact of [one, other, elsewhere]) await named(contact, { waPhone: account });
    await contacts.markConverted(other.id, owner, start);
    await contacts.markConverted(one.id, owner, later);
    expect([(await now(one)).convertedAt, (await now(other)).convertedAt]).toEqual([start, start]);
    expect((await now(elsewhere)).convertedAt).toBeNull();
  });

  it('are one already when the number that is entered, or corrected, is the account of another', async () => {
    const [paid, corrected] = [await aContact(), await aContact()];
    const [account, second] = [aPhone(), aPhone()];
    await named(paid, { waPhone: account });
    await contacts.markConverted(paid.id, owner, start);
    expect(await now(await aContact(account))).toMatchObject({ convertedAt: start });
    const rows = [account, second].map((phone) => ({ ...emptyContactFields, phone, countryOfPhone: null }));
    await named(paid, { waPhone: second });
    await contacts.saveRows(owner, rows, { upsert: true, tagsMode: 'add', restoreArchived: false }, start);
    expect(await contacts.findByPhone(second, owner)).toMatchObject({ convertedAt: start });
    const third = aPhone();
    await named(paid, { waPhone: third });
    expect(await contacts.update(corrected.id, owner, { phone: third }, later)).toMatchObject({ convertedAt: start });
  });

  it('are one before WhatsApp is asked where the number is the same in another spelling', async () => {
    const [today, old] = ['+5531977000001', '+553177000001'];
    const paid = await aContact(today);
    await contacts.markConverted(paid.id, owner, start);
    expect(await now(await aContact(old))).toMatchObject({ convertedAt: start });
    const [first, second] = [await aContact('+22997000001'), await aContact('+2290197000001')];
    await contacts.markConverted(second.id, owner, later);
    expect((await now(first)).convertedAt).toEqual(later);
  });

  it('know of a payment in the very moment in which they turn out to be one, whoever is stored first', async () => {
    const [paid, other] = [await aContact(), await aContact()];
    const account = aPhone();
    await named(paid, { waPhone: account });
    const share = vi.spyOn(PersonFacts.prototype, 'share');
    // The payment is stored and has not looked yet; the answer comes, and looks.
    share.mockImplementationOnce(async function (this: PersonFacts, ...asked) {
      share.mockRestore();
      expect(await named(other, { waPhone: account })).toMatchObject({ convertedAt: start });
      return this.share(...asked);
    });
    await contacts.markConverted(paid.id, owner, start);
    expect(await now(other)).toMatchObject({ convertedAt: start });
  });

  it('are found by one address of the person, those who only had it before last', async () => {
    const [written, former] = [await aContact(), await aContact()];
    const account = former.phone;
    await named(written, { waPhone: account, lid: '77@lid' });
    await contacts.update(former.id, owner, { phone: aPhone() }, later);
    const second = await aContact();
    await named(second, { lid: '77@lid' });
    const found = await contacts.findByKeys([account], owner);
    expect(found.map(({ id }) => id)).toEqual([second.id, written.id, former.id]);
    expect((await contacts.samePerson([account], owner)).map(({ id }) => id)).toEqual([second.id, written.id]);
  });
});

describe('an opt-out that is lifted while somebody looks at it', () => {
  const optOut = (phone: string) =>
    optOuts.add({
      ...{ phone, keys: [phone], ownerId: owner, source: 'reply', evidence: null, at: start, confirmation: 'none' },
    });
  const isListed = async ({ id }: Contact): Promise<boolean> => {
    const page = { limit: 100, page: 1, after: null, sort: '-createdAt' } as const;
    return (await contacts.list({ ownerId: owner, optedOut: true }, page)).rows.some((row) => row.id === id);
  };
  /** The opt-out is read, and lifted before anything is written that rests on it. */
  const liftedMeanwhile = (phone: string): void => {
    const keep = vi.spyOn(OptOutsByAddress.prototype, 'keep');
    keep.mockImplementationOnce(async function (this: OptOutsByAddress, ...asked) {
      keep.mockRestore();
      await optOuts.lift([phone], later, owner);
      await this.keep(...asked);
    });
  };

  it.each([
    ['entered', async (phone: string) => aContact(phone)],
    [
      'entered in rows',
      async (phone: string) => {
        const options = { upsert: false, tagsMode: 'add', restoreArchived: false } as const;
        await contacts.saveRows(owner, [{ ...emptyContactFields, phone, countryOfPhone: null }], options, start);
        return contacts.findByPhone(phone, owner);
      },
    ],
    ['given that number', async (phone: string) => contacts.update((await aContact()).id, owner, { phone }, later)],
    ['found to have that account', async (phone: string) => named(await aContact(), { waPhone: phone })],
  ])('leaves no flag on a contact that is %s in that moment', async (_how, make) => {
    const phone = aPhone();
    await optOut(phone);
    liftedMeanwhile(phone);
    const contact = await make(phone);
    expect(await optOuts.isOptedOut([phone])).toBe(false);
    if (!contact || typeof contact === 'string' || !('id' in contact)) throw new Error('it is there');
    expect(await isListed(contact)).toBe(false);
  });

  it('leaves none after the second look of the hour', async () => {
    const contact = await aContact();
    await optOut(contact.phone);
    expect(await isListed(contact)).toBe(true);
    await stores.connection.collection('contacts').updateMany({}, { $set: { isOptedOut: false } });
    liftedMeanwhile(contact.phone);
    await optOuts.refreshFlags('hour');
    expect(await isListed(contact)).toBe(false);
  });
});
