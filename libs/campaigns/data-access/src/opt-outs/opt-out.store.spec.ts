import { emptyContactFields, EVERY_OWNER, type OptOut } from '@relance/campaigns-domain';
import { vi } from 'vitest';
import { ownerId } from '@relance/kernel';
import { MongoContactStore } from '../contacts/contact.store.ts';
import { testStores } from '../testing/stores.test-hooks.ts';
import { start } from '../testing/test-stores.ts';
import { OPT_OUTS, type OptOutDocument } from './opt-out.schema.ts';
import { MongoOptOutStore } from './opt-out.store.ts';

const stores = testStores();
const [awa, binta, everyOwner] = [ownerId('awa'), ownerId('binta'), ownerId(EVERY_OWNER)];
let optOuts: MongoOptOutStore;
let contacts: MongoContactStore;
beforeAll(() => {
  optOuts = new MongoOptOutStore(stores.connection);
  contacts = new MongoContactStore(stores.connection);
});

let numbers = 0;
const aPhone = (): string => `+2377${String((numbers += 1)).padStart(8, '0')}`;
const said = (phone: string, change: Partial<OptOut> = {}): OptOut => ({
  phone,
  keys: [phone],
  ownerId: awa,
  source: 'reply',
  evidence: null,
  at: start,
  confirmation: 'none',
  ...change,
});
const byAdmin = { source: 'admin', ownerId: everyOwner } as const;

/** Documents, as they lie in the database, in which the number stands in any form. */
async function storedWith(phone: string): Promise<unknown[]> {
  const all = await stores.connection.collection<OptOutDocument>(OPT_OUTS).find().toArray();
  return all.filter((stored) => JSON.stringify(stored).includes(phone.slice(4)));
}

describe('lifting an opt-out', () => {
  it('is for the owner to whom it was said, and holds for all owners then', async () => {
    const phone = aPhone();
    await optOuts.add(said(phone));
    expect(await optOuts.lift([phone], start, binta)).toMatchObject({ held: [{ phone, saidTo: [awa] }] });
    expect(await optOuts.isOptedOut([phone])).toBe(true);
    expect(await optOuts.lift([phone], start, awa)).toMatchObject({ lifted: [{ phone }] });
    expect(await optOuts.isOptedOut([phone])).toBe(false);
    expect(await optOuts.lift([phone], start, binta)).toEqual({ lifted: [] });
  });

  it.each([
    ['an admin wrote it down before', byAdmin, {}],
    ['an admin wrote it down after', {}, byAdmin],
    ['it was said to another owner too', {}, { ownerId: binta }],
  ])('is refused to an owner when %s; an admin may', async (_when, first, second) => {
    const phone = aPhone();
    expect(await optOuts.add(said(phone, first))).toBe(true);
    expect(await optOuts.add(said(phone, second))).toBe(false);
    expect(await optOuts.lift([phone], start, awa)).toHaveProperty('held');
    expect(await optOuts.isOptedOut([phone])).toBe(true);
    expect(await optOuts.lift([phone], start, everyOwner)).toHaveProperty('lifted');
    expect(await optOuts.isOptedOut([phone])).toBe(false);
  });

  it('lifts nothing when one of several is another’s, under whichever address it was said', async () => {
    const [phone, lid] = [aPhone(), '4711@lid'];
    await optOuts.add(said(phone));
    await optOuts.add(said(lid, { keys: [lid, phone], ownerId: binta }));
    expect(await optOuts.lift([phone], start, awa)).toMatchObject({ held: [{ phone: lid }] });
    expect((await optOuts.find([phone])).map((each) => each.phone).sort()).toEqual([phone, lid].sort());
  });

  it('knows of opt-outs of earlier versions to whom they were said', async () => {
    const phone = aPhone();
    const { phone: _id, ...stored } = said(phone);
    await stores.connection.collection<OptOutDocument>(OPT_OUTS).insertOne({ _id, ...stored });
    await optOuts.add(said(phone, byAdmin));
    expect((await optOuts.find([phone]))[0]?.saidTo).toEqual([awa, everyOwner]);
    expect(await optOuts.lift([phone], start, awa)).toHaveProperty('held');
  });
});

describe('an opt-out that is extended to other addresses', () => {
  it('was said to nobody anew, and to who never opted out nothing is added', async () => {
    const [phone, lid] = [aPhone(), '4712@lid'];
    expect(await optOuts.extend(lid, [lid, phone])).toBe(false);
    await optOuts.add(said(lid));
    expect(await optOuts.extend(lid, [lid, phone])).toBe(true);
    expect(await optOuts.isOptedOut([phone])).toBe(true);
    expect(await optOuts.lift([phone], start, awa)).toHaveProperty('lifted');
  });

  it('also when the person was erased since', async () => {
    const [phone, spelling, lid] = [aPhone(), aPhone(), '4713@lid'];
    const made = await contacts.create(awa, { ...emptyContactFields, phone }, start);
    if (!('created' in made)) throw new Error('it is there already');
    await optOuts.add(said(phone, { keys: [phone, spelling] }));
    await optOuts.add(said(phone, byAdmin));
    await contacts.erase(made.created, start);
    expect(await storedWith(phone)).toEqual([]);
    expect(await optOuts.isOptedOut([spelling])).toBe(true);
    expect(await optOuts.lift([spelling], start, awa)).toHaveProperty('held');
    expect(await optOuts.extend(phone, [lid, phone])).toBe(true);
    expect(await optOuts.isOptedOut([lid])).toBe(true);
    expect([await storedWith(phone), await storedWith(`+237${lid}`)]).toEqual([[], []]);
  });
});

it('a STOP in the moment in which the earlier opt-out is lifted holds', async () => {
  const phone = aPhone();
  await optOuts.add(said(phone));
  const steps = optOuts as unknown as { insert: (optOut: OptOut) => Promise<boolean> };
  vi.spyOn(steps, 'insert').mockImplementationOnce(async () => {
    await optOuts.lift([phone], start, awa);
    return false;
  });
  expect(await optOuts.add(said(phone, { evidence: 'later' }))).toBe(true);
  expect(await optOuts.find([phone])).toMatchObject([{ phone, evidence: 'later' }]);
});

describe('10.5.2 the search of opt-outs', () => {
  const found = async (digits: string): Promise<readonly string[]> => {
    const page = { limit: 10, page: 1, after: null, sort: '-createdAt' } as const;
    return (await optOuts.list({ digits }, page)).rows.map(({ phone }) => phone);
  };

  it('finds a person by each number, also by one that is learnt later', async () => {
    const [written, account, learnt, lid] = ['+5531988110077', '+553188110077', aPhone(), '4714@lid'];
    await optOuts.add(said(written));
    expect(await found(account.slice(1))).toEqual([written]);
    await optOuts.add(said(lid));
    expect(await found(learnt.slice(1))).toEqual([]);
    await optOuts.extend(lid, [lid, learnt]);
    expect(await found(learnt.slice(4))).toEqual([lid]);
  });

  it('an opt-out of an earlier version is found by what it holds, and forgotten by its digits when it was erased', async () => {
    const [phone, other] = [aPhone(), aPhone()];
    const stored = { ownerId: awa, source: 'reply', evidence: null, at: start, confirmation: 'none' } as const;
    const collection = stores.connection.collection<OptOutDocument>(OPT_OUTS);
    await collection.insertOne({ ...stored, _id: phone, keys: [phone, other] });
    expect(await found(other.slice(1))).toEqual([phone]);
    await collection.insertOne({ ...stored, _id: 'hash:4715', searchKeys: ['237700000099'] });
    await optOuts.refreshFlags('start');
    expect(await found('237700000099')).toEqual([]);
  });
});
