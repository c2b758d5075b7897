import { type Contact, messageIdsOf, personKeys, saidToOf, withSpellings } from '@relance/campaigns-domain';
import { ERASED, inTransaction, outboxOf } from '@relance/platform';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { type DeliveryDocument, DELIVERIES } from '../deliveries/delivery.schema.ts';
import { subjectOf } from '../outbox-events.ts';
import { naming, OPT_OUTS, type OptOutDocument } from '../opt-outs/opt-out.schema.ts';
import { type TargetDocument, TARGETS } from '../targets/target.schema.ts';
import { type OwnerContactCounts } from './contact-counts.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';
import { eraseRejectedRows } from './erase-rejected-rows.ts';
import { type RemovedPeople } from './people/removed-people.ts';
import { type SuppressionList } from './suppression.ts';

/** Removes a person from everything an owner keeps, in one transaction; of the number stays a salted hash. */
export class ContactEraser {
  constructor(
    private readonly connection: Connection,
    private readonly counts: OwnerContactCounts,
    private readonly suppressions: SuppressionList,
    private readonly removed: RemovedPeople,
  ) {}

  /** Does nothing when the contact is gone already. */
  async erase(contact: Contact, now: Date): Promise<void> {
    const { id, ownerId } = contact;
    const keys = keysOf(contact);
    const { name, email } = contact;
    // Apart from what follows, and before it: when that fails, erasing once more finds the contact again.
    await eraseRejectedRows(this.connection, ownerId, {
      phones: keys.filter((key) => key.startsWith('+')),
      name,
      email,
    });
    await inTransaction(this.connection, async (session) => {
      const removed = await this.connection
        .collection<ContactDocument>(CONTACTS)
        .findOneAndDelete({ _id: new Types.ObjectId(id), ownerId }, { session });
      if (!removed) return;
      const isArchived = Boolean(removed.archivedAt);
      await this.counts.move(ownerId, { active: isArchived ? 0 : -1, archived: isArchived ? -1 : 0 }, session);
      await this.suppressions.add(ownerId, keys, now, session);
      await this.removed.forget(ownerId, keys, session);
      const targets = await this.targetsOf(contact, session);
      await this.connection
        .collection(TARGETS)
        .updateMany(
          { _id: { $in: targets } },
          { $set: { phone: ERASED, waPhone: null, lid: null, personKeys: [] } },
          { session },
        );
      await this.connection
        .collection(DELIVERIES)
        .updateMany({ targetId: { $in: targets } }, { $set: { textHash: '' }, $unset: { text: '' } }, { session });
      const subjects = [
        subjectOf.contact(id),
        ...targets.map((target) => subjectOf.target(target.toHexString())),
        ...keys.map(subjectOf.person),
      ];
      await outboxOf(this.connection).erase(ownerId, subjects, session);
      await this.hashOptOuts(keys, session);
    });
  }

  /** Ids of all messages that went to this person from the contact's owner. */
  async messageIdsOf(contact: Contact): Promise<readonly string[]> {
    const targetId = { $in: await this.targetsOf(contact) };
    const found = await this.connection
      .collection<DeliveryDocument>(DELIVERIES)
      .find({ targetId }, { projection: { waMessageId: 1, parts: 1 } })
      .toArray();
    return found.flatMap((delivery) => messageIdsOf(delivery));
  }

  /** Of this contact, and of earlier ones with the person's addresses that were removed since. */
  private async targetsOf(contact: Contact, session?: ClientSession): Promise<Types.ObjectId[]> {
    const { id, ownerId } = contact;
    const keys = keysOf(contact);
    const found = await this.connection
      .collection<TargetDocument>(TARGETS)
      .find(
        {
          $or: [
            { contactId: new Types.ObjectId(id), ownerId },
            { ownerId, phone: { $in: keys } },
            { ownerId, personKeys: { $in: keys } },
          ],
        },
        { projection: { _id: 1 }, ...(session && { session }) },
      )
      .toArray();
    return found.map(({ _id }) => _id);
  }

  /** An opt-out goes on to hold for every owner and by every address it held by, by what nobody can read back. */
  private async hashOptOuts(keys: readonly string[], session: ClientSession): Promise<void> {
    const optOuts = this.connection.collection<OptOutDocument>(OPT_OUTS);
    const said = await optOuts.find(naming(keys), { session }).toArray();
    const heldBy = [...new Set([...keys, ...said.flatMap(({ _id, keys: known = [] }) => [_id, ...known])])];
    const isHash = (key: string): boolean => key.startsWith('hash:');
    const hashes = await this.suppressions.hashes(heldBy.filter((key) => !isHash(key)));
    const saidTo = [...new Set(said.flatMap(saidToOf))];
    for (const { _id: number, ...rest } of said) {
      await optOuts.deleteOne({ _id: number }, { session });
      await optOuts.replaceOne(
        { _id: hashes[0] ?? number },
        { ...rest, saidTo, keys: [...hashes, ...heldBy.filter(isHash)], searchKeys: [], evidence: null },
        { session, upsert: true },
      );
    }
  }
}

/** Each number in both spellings: who is entered again with the other one is known too. */
const keysOf = (contact: Contact): string[] => [...withSpellings([...personKeys(contact), ...contact.formerPhones])];
