import { type Contact, type ContactPatch, type ContactStore } from '@relance/campaigns-domain';
import { type ContactId, documentId, type OwnerId } from '@relance/kernel';
import { asTransaction, inTransaction, isDuplicateKey } from '@relance/platform';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { type OwnerContactCounts } from './contact-counts.ts';
import { filterKeys, searchKeys, toContact } from './contact.codec.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';
import { forgottenNumber, LiveElsewhere, moveLiveTargets } from './move-live-targets.ts';
import { type OptOutFlags } from './opt-out-flags.ts';
import { type PersonFacts } from './people/person-facts.ts';

type Beside = Parameters<ContactStore['update']>[4];
type Change = {
  readonly id: ContactId;
  readonly ownerId: OwnerId;
  readonly patch: ContactPatch;
  readonly now: Date;
  readonly beside: Beside;
};

/** Changes a contact's own fields, and with a new number the live targets that are written to. */
export class ContactEditor {
  constructor(
    private readonly connection: Connection,
    private readonly counts: OwnerContactCounts,
    private readonly optOutFlags: OptOutFlags,
    private readonly people: PersonFacts,
  ) {}

  private get contacts() {
    return this.connection.collection<ContactDocument>(CONTACTS);
  }

  /** `existing` and `in_live_sequence`: the number is another contact's, or somebody in a live sequence has it; nothing is changed. */
  async update(
    id: ContactId,
    ownerId: OwnerId,
    patch: ContactPatch,
    now: Date,
    beside?: Beside,
  ): Promise<Contact | { readonly existing: ContactId } | 'in_live_sequence' | null> {
    try {
      const changed = await inTransaction(this.connection, (session) =>
        this.change({ id, ownerId, patch, now, beside }, session),
      );
      if (!patch.phone) return changed;
      await this.optOutFlags.settle([patch.phone]);
      const theirs = changed ? await this.people.share(ownerId, changed, now) : [];
      return theirs.find((contact) => contact.id === id) ?? changed;
    } catch (error) {
      if (error instanceof LiveElsewhere) return 'in_live_sequence';
      if (!patch.phone || !isDuplicateKey(error)) throw error;
      const holder = await this.contacts.findOne({ ownerId, phone: patch.phone }, { projection: { _id: 1 } });
      const holderId = holder && documentId<'ContactId'>(holder._id.toHexString());
      return holderId && holderId !== id ? { existing: holderId } : 'in_live_sequence';
    }
  }

  private async change({ id, ownerId, patch, now, beside }: Change, session: ClientSession): Promise<Contact | null> {
    const _id = new Types.ObjectId(id);
    const stored = await this.contacts.findOne({ _id, ownerId }, { session });
    if (!stored) return null;
    const before = toContact(stored);
    const [name, phone] = [patch.name === undefined ? before.name : patch.name, patch.phone ?? before.phone];
    const forgotten = forgottenNumber(patch, before);
    const [isOptedOut = false] = forgotten
      ? await this.optOutFlags.of([{ ...before, ...forgotten, phone }], session)
      : [];
    const $set = {
      ...patch,
      ...(forgotten && { ...forgotten, isOptedOut }),
      ...searchKeys(name, phone),
      ...filterKeys(patch),
      updatedAt: now,
    };
    const after = await this.contacts.findOneAndUpdate(
      { _id, ownerId },
      { $set },
      { returnDocument: 'after', session },
    );
    if (!after) return null;
    const moved = Number(Boolean(after.archivedAt)) - Number(Boolean(stored.archivedAt));
    await this.counts.move(ownerId, { active: -moved, archived: moved }, session);
    if (phone !== before.phone) await moveLiveTargets(this.connection, { contactId: _id, phone, now }, session);
    const changed = toContact(after);
    await beside?.(before, changed, asTransaction(session));
    return changed;
  }
}
