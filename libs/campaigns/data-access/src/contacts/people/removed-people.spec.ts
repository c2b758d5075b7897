import { type Contact, emptyContactFields, nothingKnownOfWhatsApp, type SharedFacts } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { answeredAt, peopleKit } from '../../testing/people-kit.ts';
import { testStores } from '../../testing/stores.test-hooks.ts';
import { owner, start } from '../../testing/test-stores.ts';
import { MongoContactStore } from '../contact.store.ts';
import { REMOVED_PEOPLE } from './removed-people.ts';

const stores = testStores();
const later = answeredAt;
let contacts: MongoContactStore;
beforeAll(() => {
  contacts = new MongoContactStore(stores.connection);
});

const { aPhone, aContact, named } = peopleKit(() => contacts, '237677');
const remembered = () => stores.connection.collection(REMOVED_PEOPLE).find({}).toArray();
const paid = { convertedAt: start, subscription: 'subscribed' } as const;
const isKnown = (contact: Contact | null, facts: Partial<SharedFacts & Pick<Contact, 'subscription'>>) =>
  expect(contact).toMatchObject(facts);

/** A contact whose person paid, under this number and account; removed since. */
async function aRemovedPayer(phone: string, account: { waPhone?: string; lid?: string } = {}): Promise<Contact> {
  const contact = await aContact(phone);
  await named(contact, account);
  await contacts.markConverted(contact.id, owner, start);
  expect(await contacts.remove(contact.id, owner, later)).toBe(true);
  return contact;
}

describe('10.1.5 a person who paid, was removed and is entered again', () => {
  it.each([
    ['by hand', (phone: string) => aContact(phone)],
    [
      'in rows of a file',
      async (phone: string) => {
        const rows = [phone, aPhone()].map((each) => ({ ...emptyContactFields, phone: each, countryOfPhone: null }));
        await contacts.saveRows(owner, rows, { upsert: true, tagsMode: 'add', restoreArchived: false }, later);
        return contacts.findByPhone(phone, owner);
      },
    ],
    [
      'as the corrected number of another contact',
      async (phone: string) => {
        const changed = await contacts.update((await aContact()).id, owner, { phone }, later);
        if (!changed || typeof changed === 'string' || !('id' in changed)) throw new Error('it is changed');
        return changed;
      },
    ],
  ])('has paid: %s', async (_how, enter) => {
    const phone = aPhone();
    await aRemovedPayer(phone);
    isKnown(await enter(phone), paid);
    // Once more: the row is nothing that the fact depends on.
    const again = await contacts.findByPhone(phone, owner);
    await contacts.remove(again?.id ?? ('' as never), owner, later);
    isKnown(await enter(phone), paid);
  });

  it.each([
    ['+5531966000001', '+553166000001'],
    ['+22997660001', '+2290197660001'],
  ])('has paid in the other spelling too: %s and %s', async (phone, other) => {
    await aRemovedPayer(phone);
    isKnown(await aContact(other), paid);
  });

  it('has paid under the account that WhatsApp named, and under a LID once it is known', async () => {
    const account = aPhone();
    await aRemovedPayer(aPhone(), { waPhone: account, lid: '4411@lid' });
    isKnown(await aContact(account), paid);
    const stranger = await aContact();
    isKnown(stranger, { convertedAt: null });
    isKnown(await named(stranger, { lid: '4411@lid' }), paid);
  });

  it('wrote as well: to whom, and when last', async () => {
    const contact = await aContact();
    const heard = { at: start, isReply: false, numberKey: 'number-7' };
    await contacts.markInbound(contact, { ...nothingKnownOfWhatsApp, onWhatsApp: 'yes' }, heard);
    await contacts.remove(contact.id, owner, later);
    isKnown(await aContact(contact.phone), { convertedAt: null, lastInboundAt: start, wroteTo: ['number-7'] });
  });

  it('is a stranger to another owner', async () => {
    const { phone } = await aRemovedPayer(aPhone());
    isKnown(await aContact(phone, ownerId('owner-elsewhere')), { convertedAt: null, subscription: 'none' });
  });

  it('is remembered by nothing that can be read back, and somebody of whom nothing is known not at all', async () => {
    const known = (await remembered()).length;
    await contacts.remove((await aContact()).id, owner, later);
    expect(await remembered()).toHaveLength(known);
    const phone = aPhone();
    // Long enough not to stand in a digest by chance.
    const lid = '551199887766554';
    await aRemovedPayer(phone, { waPhone: aPhone(), lid: `${lid}@lid` });
    const text = JSON.stringify(await remembered());
    expect([text.includes(phone.slice(1)), text.includes(lid)]).toEqual([false, false]);
  });

  it('is forgotten when an erasure is asked for, whichever of the addresses the erased contact has', async () => {
    const [phone, account] = [aPhone(), aPhone()];
    const known = (await remembered()).length;
    await aRemovedPayer(phone, { waPhone: account });
    expect(await remembered()).toHaveLength(known + 1);
    await contacts.erase(await aContact(account), later);
    expect(await remembered()).toHaveLength(known);
  });
});
