import { hasAddressAmong, type PersonAddresses, personKeys } from '@relance/campaigns-domain';
import { inTransaction } from '@relance/platform';
import { type AnyBulkWriteOperation } from 'mongodb';
import { type ClientSession, type Connection } from 'mongoose';
import { type OptOutsByAddress } from '../opt-outs/opt-outs-by-address.ts';
import { toContact } from './contact.codec.ts';
import { withAddressOf } from './people/address.reader.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';

/**
 * Whether a contact's person has opted out, kept on the contact so that lists can be narrowed by it. Opt-outs hold for every
 * owner and are the truth; what decides about sending asks them.
 */
export class OptOutFlags {
  constructor(
    private readonly connection: Connection,
    private readonly optOuts: OptOutsByAddress,
  ) {}

  /**
   * Of these addresses, those that an opt-out names. In a transaction these opt-outs are kept until its end: one that is lifted in
   * the same moment conflicts with it, so that no flag is written on an opt-out that is gone.
   */
  async optedOut(keys: readonly string[], session?: ClientSession): Promise<ReadonlySet<string>> {
    const found = await this.optOuts.among(keys, session);
    if (session && found.size > 0) await this.optOuts.keep([...found], session);
    return found;
  }

  /** Of these contacts, whose person has opted out: one question for all, in the order given. */
  async of(contacts: readonly PersonAddresses[], session?: ClientSession): Promise<boolean[]> {
    const optedOut = await this.optedOut(contacts.flatMap(personKeys), session);
    return contacts.map((contact) => hasAddressAmong(contact, optedOut));
  }

  /**
   * Brings every contact, whoever's, that has or had one of these addresses in line with the opt-outs; call it in the transaction
   * that changed them. With `changedAt` they count as changed at that instant, for audiences that take in who comes to match.
   */
  async refresh(keys: readonly string[], session: ClientSession, changedAt?: Date): Promise<void> {
    const contacts = await this.contacts.find(withAddressOf('anyOwner', keys), { session }).toArray();
    const flags = await this.of(contacts.map(toContact), session);
    const writes = contacts.flatMap((contact, index): AnyBulkWriteOperation<ContactDocument>[] => {
      const isOptedOut = flags[index] ?? false;
      const isSame = isOptedOut === (contact.isOptedOut ?? false);
      if (isSame && !changedAt) return [];
      const update = {
        ...(!isSame && { $set: { isOptedOut } }),
        ...(changedAt && { $max: { updatedAt: changedAt } }),
      };
      return [{ updateOne: { filter: { _id: contact._id }, update } }];
    });
    if (writes.length > 0) await this.contacts.bulkWrite(writes, { session });
  }

  /**
   * Asks once more about addresses that were just written without a flag; call it after the commit. A contact that is written while
   * its person opts out elsewhere is seen by neither of the two transactions: both look again, and the later one finds the other's.
   */
  async settle(keys: readonly string[]): Promise<void> {
    const late = await this.optedOut(keys);
    if (late.size > 0) await inTransaction(this.connection, (session) => this.refresh([...late], session));
  }

  /** The flag of a contact that was just given another address, as it was read with it, is brought in line. */
  async compare(contact: PersonAddresses, isOptedOut: boolean): Promise<void> {
    const keys = personKeys(contact);
    const isNow = (await this.optedOut(keys)).size > 0;
    if (isNow !== isOptedOut) await inTransaction(this.connection, (session) => this.refresh(keys, session));
  }

  private get contacts() {
    return this.connection.collection<ContactDocument>(CONTACTS);
  }
}
