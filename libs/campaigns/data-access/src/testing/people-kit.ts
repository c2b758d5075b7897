import { type Contact, emptyContactFields, nothingKnownOfWhatsApp } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { type MongoContactStore } from '../contacts/contact.store.ts';
import { owner, start } from './test-stores.ts';

/** When WhatsApp answers about a contact of the kit. */
export const answeredAt = new Date(start.getTime() + 60_000);

/** An account as WhatsApp names it. */
type Account = { readonly waPhone?: string; readonly lid?: string };

/** Contacts of people, as the stores answer them; `firstDigits` keeps the numbers of specs apart. */
export function peopleKit(contacts: () => MongoContactStore, firstDigits: string) {
  let numbers = 0;
  const aPhone = (): string => `+${firstDigits}${String((numbers += 1)).padStart(6, '0')}`;
  const now = async ({ id, ownerId }: Pick<Contact, 'id' | 'ownerId'>): Promise<Contact> => {
    const found = await contacts().find(id, ownerId);
    if (!found) throw new Error('it is there');
    return found;
  };
  return {
    aPhone,
    now,
    /** A new contact as it is stored: what is known of its person already is in it. */
    aContact: async (phone = aPhone(), of: OwnerId = owner): Promise<Contact> => {
      const made = await contacts().create(of, { ...emptyContactFields, phone }, start);
      if (!('created' in made)) throw new Error('it is there already');
      return now(made.created);
    },
    /** WhatsApp answers that the number is there, and whose account it is. */
    named: (contact: Contact, account: Account): Promise<Contact> =>
      contacts().saveWhatsAppKnowledge(contact, {
        ...nothingKnownOfWhatsApp,
        onWhatsApp: 'yes',
        onWhatsAppCheckedAt: answeredAt,
        ...account,
      }),
  };
}
