import {
  afterLookup,
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  type NumberAnswer,
} from '@relance/campaigns-domain';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { LOGGER } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Logger } from 'pino';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';

/** A number once found on WhatsApp is believed for a month, and for an hour of real time however fast the clock runs. */
const BELIEVED_FOR_MS = 30 * 24 * 3_600_000;
const BELIEVED_FOR_REAL_MS = 3_600_000;
/** An open question is not asked again sooner than this, real time. */
const RETRY_REAL_MS = 5_000;

/** Whether WhatsApp knows a contact's number: asked before the first message, and again when the answer is old. */
@Injectable()
export class NumberLookups {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
  ) {}

  /** WhatsApp said yes, lately enough to send without asking. */
  isAnswered({ onWhatsApp, onWhatsAppCheckedAt }: Contact, now: Date): boolean {
    const checkedAt = onWhatsAppCheckedAt?.getTime() ?? 0;
    const believedForMs = Math.max(BELIEVED_FOR_MS, BELIEVED_FOR_REAL_MS * this.policy.clockRate);
    return onWhatsApp === 'yes' && now.getTime() - checkedAt < believedForMs;
  }

  /** Asks WhatsApp once about a number that nobody asked about lately. `retryAt`: there is no answer now. */
  async lookedUp(contact: Contact, now: Date): Promise<Contact | { readonly retryAt: Date }> {
    if (this.isAnswered(contact, now)) return contact;
    if (contact.lookupRetryAt !== null && contact.lookupRetryAt > now) return { retryAt: contact.lookupRetryAt };
    const answer = await this.ask(contact);
    const known = afterLookup(contact, answer, now, RETRY_REAL_MS * this.policy.clockRate);
    const saved = await this.contacts.saveWhatsAppKnowledge(contact, known);
    if (answer.answer !== 'unknown') return saved;
    // What was known before holds while WhatsApp does not answer.
    return contact.onWhatsApp === 'yes' ? contact : { retryAt: known.lookupRetryAt ?? now };
  }

  private async ask({ ownerId, phone }: Contact): Promise<NumberAnswer> {
    try {
      const found = (await this.messenger.lookUp(ownerId, [phone])).find(({ asked }) => asked === phone);
      if (found) return found;
    } catch (error) {
      this.logger.warn(
        { event: 'send.lookup_failed', err: error, ownerId },
        'number could not be looked up; asked again later',
      );
    }
    return { asked: phone, answer: 'unknown', phone: null, lid: null };
  }
}
