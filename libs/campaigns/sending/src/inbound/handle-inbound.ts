import {
  afterInbound,
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  isOptOut,
  personKeys,
  OPT_OUT_STORE,
  type OptOutStore,
  SENDING_STORE,
  type SendingStore,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import { type InboundMessage } from '@relance/messaging';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { ConfirmOptOut } from './confirm-opt-out.ts';
import { SendingMetrics } from '../shared/sending.metrics.ts';
import { SendScheduler } from '../scheduler/send-scheduler.ts';

/**
 * What a contact writes: any word makes the contact warm; STOP ends every live sequence of that person, whoever's it is, and is
 * confirmed once. Every step is safe to repeat: WhatsApp may deliver a message twice. Messages of people who are no contacts
 * are the owner's own affair.
 */
@Injectable()
export class HandleInbound {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(OPT_OUT_STORE) private readonly optOuts: OptOutStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly confirm: ConfirmOptOut,
    private readonly metrics: SendingMetrics,
    private readonly tick: SendScheduler,
  ) {}

  async run(message: InboundMessage): Promise<void> {
    const contact = await this.contactOf(message);
    if (contact === null) return;
    const now = this.clock.now();
    if (message.text !== null && isOptOut(message.text)) await this.optOut(contact, message, now);
    else this.metrics.replied('reply');
    const { phone, lid } = message;
    await this.contacts.markInbound(contact, afterInbound(contact, { phone, lid, at: now }), now);
    if (contact.lastInboundAt === null) {
      // Warm now: limits for strangers no longer hold this person up.
      await this.store.recallDeferred(message.ownerId, now);
      this.tick.wake(message.ownerId);
    }
  }

  private async contactOf({ ownerId, phone, lid }: InboundMessage): Promise<Contact | null> {
    const [newest] = await this.contacts.findByKeys(personKeys({ phone, waPhone: null, lid }), ownerId);
    return newest ?? null;
  }

  private async optOut(
    contact: Contact,
    { ownerId, id, phone: heardFrom, lid }: InboundMessage,
    at: Date,
  ): Promise<void> {
    const { phone } = contact;
    const keys = [...new Set([...personKeys(contact), ...personKeys({ phone: heardFrom, waPhone: null, lid })])];
    const said = { phone, keys, ownerId, source: 'reply', evidence: id, at, confirmation: 'due' } as const;
    const isNew = await this.optOuts.add(said);
    await this.targets.exitByKeys(keys, 'opted_out', at);
    if (!isNew) return;
    this.metrics.replied('opt_out');
    // Not awaited: it goes out in the sender's lane, behind a message that may be under way.
    void this.confirm.run(ownerId, phone);
  }
}
