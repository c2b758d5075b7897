import { type Contact, type ContactStore, type WhatsAppKnowledge, wroteToAfter } from '@relance/campaigns-domain';
import { inTransaction, outboxOf } from '@relance/platform';
import { type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { contactReplied } from '../outbox-events.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';
import { type OptOutFlags } from './opt-out-flags.ts';

/** Notes on contacts what WhatsApp said of their numbers, and that they wrote. */
export class KnowledgeWriter {
  constructor(
    private readonly connection: Connection,
    private readonly optOutFlags: OptOutFlags,
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
      $set: { ...knowledgeFields(knowledge), ...(await this.optedOutBy(contact, knowledge)) },
      $max: { lastInboundAt: at },
      ...(numberKey !== null && { $addToSet: { wroteTo: { $each: [...wroteToAfter(contact, numberKey)] } } }),
    };
    const outbox = outboxOf(this.connection);
    if (!isReply || !(await outbox.isWanted('contact.replied', contact.ownerId))) {
      await this.contacts.updateOne(sameNumber(contact), change);
      return;
    }
    await inTransaction(this.connection, async (session) => {
      await this.contacts.updateOne(sameNumber(contact), change, { session });
      await outbox.append([contactReplied(contact, at)], session);
    });
  }

  async saveWhatsAppKnowledge(contact: Contact, knowledge: WhatsAppKnowledge): Promise<void> {
    const $set = { ...knowledgeFields(knowledge), ...(await this.optedOutBy(contact, knowledge)) };
    await this.contacts.updateOne(sameNumber(contact), { $set });
  }

  /** An address that was not known of the person may be one that an opt-out was said from. */
  private async optedOutBy(contact: Contact, knowledge: WhatsAppKnowledge): Promise<{ readonly isOptedOut?: boolean }> {
    const isNew = knowledge.waPhone !== contact.waPhone || knowledge.lid !== contact.lid;
    if (!isNew) return {};
    const [isOptedOut = false] = await this.optOutFlags.of([{ ...contact, ...knowledge }]);
    return { isOptedOut };
  }
}

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
