import { type Contact, type ContactStore, type WhatsAppKnowledge, wroteToAfter } from '@relance/campaigns-domain';
import { inTransaction, outboxOf } from '@relance/platform';
import { type Filter, type UpdateFilter } from 'mongodb';
import { type ClientSession, type Connection, type mongo, Types } from 'mongoose';
import { contactReplied } from '../outbox-events.ts';
import { toContact } from './contact.codec.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';
import { type OptOutFlags } from './opt-out-flags.ts';
import { type PersonFacts } from './people/person-facts.ts';

/** Notes on contacts what WhatsApp said of their numbers, and that they wrote. */
export class KnowledgeWriter {
  constructor(
    private readonly connection: Connection,
    private readonly optOutFlags: OptOutFlags,
    private readonly people: PersonFacts,
  ) {}

  private get contacts() {
    return this.connection.collection<ContactDocument>(CONTACTS);
  }

  async markInbound(
    contact: Contact,
    knowledge: WhatsAppKnowledge,
    { at, isReply, numberKey }: Parameters<ContactStore['markInbound']>[2],
  ): Promise<void> {
    const change = {
      $set: knowledgeFields(knowledge),
      $max: { lastInboundAt: at },
      ...(numberKey !== null && { $addToSet: { wroteTo: { $each: [...wroteToAfter(contact, numberKey)] } } }),
    };
    const outbox = outboxOf(this.connection);
    const isTold = isReply && (await outbox.isWanted('contact.replied', contact.ownerId));
    const noted = isTold
      ? await inTransaction(this.connection, async (session) => {
          const after = await this.note(contact, change, session);
          await outbox.append([contactReplied(contact, at)], session);
          return after;
        })
      : await this.note(contact, change);
    if (noted && hasNewAddress(contact, knowledge)) await this.identified(noted, knowledge);
  }

  async saveWhatsAppKnowledge(contact: Contact, knowledge: WhatsAppKnowledge): Promise<Contact> {
    const noted = await this.note(contact, { $set: knowledgeFields(knowledge) });
    if (!noted) return { ...contact, ...knowledge };
    return hasNewAddress(contact, knowledge) ? this.identified(noted, knowledge) : toContact(noted);
  }

  private note(
    contact: Contact,
    change: UpdateFilter<ContactDocument>,
    session?: ClientSession,
  ): Promise<mongo.WithId<ContactDocument> | null> {
    return this.contacts.findOneAndUpdate(sameNumber(contact), change, {
      returnDocument: 'after',
      ...(session && { session }),
    });
  }

  /**
   * An address that was not known of the contact may be another contact's, who paid or wrote, or one that an opt-out was said from.
   * The contact as it is then.
   */
  private async identified(
    stored: mongo.WithId<ContactDocument>,
    { onWhatsAppCheckedAt }: WhatsAppKnowledge,
  ): Promise<Contact> {
    const contact = toContact(stored);
    const [theirs] = await Promise.all([
      this.people.share(contact.ownerId, contact, onWhatsAppCheckedAt ?? contact.updatedAt),
      this.optOutFlags.compare(contact, stored.isOptedOut ?? false),
    ]);
    return theirs.find(({ id }) => id === contact.id) ?? contact;
  }
}

const hasNewAddress = (before: Contact, { waPhone, lid }: WhatsAppKnowledge): boolean =>
  waPhone !== before.waPhone || lid !== before.lid;

/** The contact, while it still has the number that a question or an answer was about. */
const sameNumber = ({ id, ownerId, phone }: Contact): Filter<ContactDocument> => ({
  _id: new Types.ObjectId(id),
  ownerId,
  phone,
});

const knowledgeFields = (known: WhatsAppKnowledge): WhatsAppKnowledge => ({
  onWhatsApp: known.onWhatsApp,
  onWhatsAppCheckedAt: known.onWhatsAppCheckedAt,
  waPhone: known.waPhone,
  lid: known.lid,
  lookupFailures: known.lookupFailures,
  lookupRetryAt: known.lookupRetryAt,
});
