import {
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  messagePhone,
  OPT_OUT_STORE,
  optOutConfirmation,
  type OptOutStore,
  SETTINGS_STORE,
  type SettingsStore,
} from '@relance/campaigns-domain';
import { optOutConfirmationId } from '@relance/campaigns-core';
import { type OwnerId } from '@relance/kernel';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { LOGGER } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Logger } from 'pino';
import { SenderQueues } from '../scheduler/sender-queues.ts';

const BATCH = 50;

/** Tells people once that they were heard: at once, also outside windows and while everything is paused. */
@Injectable()
export class ConfirmOptOut {
  constructor(
    @Inject(OPT_OUT_STORE) private readonly optOuts: OptOutStore,
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly queues: SenderQueues,
  ) {}

  /**
   * Sends one confirmation of the opt-out that is kept under `phone`, to the address it was said from. Never rejects: what certainly
   * did not leave is tried again when the sender is back.
   */
  async run(ownerId: OwnerId, phone: string, heardFrom: string | null = null): Promise<void> {
    try {
      await this.queues.run(ownerId, () => this.send(ownerId, phone, heardFrom));
    } catch (error) {
      this.logger.error(
        { event: 'opt_out.confirm_failed', err: error, ownerId },
        'opt-out confirmation could not be sent',
      );
    }
  }

  /** Those that could not leave when they were due. */
  async runDue(ownerId: OwnerId): Promise<void> {
    for (const { phone } of await this.optOuts.confirmationsDue(ownerId, BATCH)) await this.run(ownerId, phone);
  }

  private async send(ownerId: OwnerId, phone: string, heardFrom: string | null): Promise<void> {
    if (!(await this.optOuts.takeConfirmation(phone))) return;
    const [[contact = null], settings] = await Promise.all([
      this.contacts.findByKeys([phone], ownerId),
      this.settings.read(ownerId),
    ]);
    const text = optOutConfirmation[contact?.language ?? settings.language];
    const waMessageId = optOutConfirmationId(ownerId, phone);
    const outcome = await this.messenger.send(ownerId, {
      waMessageId,
      phone: heardFrom ?? addressOf(contact, phone),
      text,
    });
    await this.optOuts.settleConfirmation(phone, outcome.kind === 'not_sent' ? 'due' : 'done');
  }
}

/** The account that WhatsApp has for the person, which may be spelled in another way than the owner wrote it. */
const addressOf = (contact: Contact | null, phone: string): string => (contact ? messagePhone(contact) : phone);
