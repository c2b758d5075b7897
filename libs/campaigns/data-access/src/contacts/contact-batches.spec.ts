import { emptyContactFields } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { testStores } from '../testing/stores.test-hooks.ts';
import { start } from '../testing/test-stores.ts';
import { changeTags } from './contact-batches.ts';
import { newContact } from './contact.codec.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';

const stores = testStores();

it('9.4 tags of many contacts are dated by when they are written, so that a dynamic audience sees the last of them too', async () => {
  const owner = ownerId('many-tags');
  const contacts = stores.connection.collection<ContactDocument>(CONTACTS);
  const fields = (index: number) => ({ ...emptyContactFields, phone: `+2376880${String(index).padStart(5, '0')}` });
  await contacts.insertMany(Array.from({ length: 501 }, (_, index) => newContact(owner, fields(index), start)));
  let minutes = 0;
  const now = (): Date => new Date(start.getTime() + (minutes += 1) * 60_000);
  const change = { add: ['vip'], remove: [] };
  const answer = await changeTags(stores.connection, owner, { query: { ownerId: owner } }, change, now);
  expect(answer).toEqual({ matched: 501, changed: 501 });
  const dates = await contacts.distinct('updatedAt', { ownerId: owner });
  expect(dates.map((at) => (at.getTime() - start.getTime()) / 60_000)).toEqual([1, 2]);
});
