import {
  CONTACT_STORE,
  type ContactStore,
  decideTarget,
  messageIdFrom,
  messageIdSeed,
  nextDayDue,
  recipientZone,
  SENDING_STORE,
  type SendingChange,
  type SendingStore,
  SETTINGS_STORE,
  type SettingsStore,
  type Target,
} from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { PRODUCT_CLOCK, SYSTEM_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { sha256 } from './compose-message.ts';
import { DeliveryDesk } from './delivery-desk.ts';
import { SENDING_POLICY, type SendingPolicy } from './sending.policy.ts';

const BATCH = 200;

/**
 * Looks after messages whose result never came: a dead process left them in flight. They become unknown, never sent again by
 * themselves; after the grace the policy decides how the sequence goes on. A receipt settles them at any time.
 */
@Injectable()
export class ReapAbandoned {
  constructor(
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SYSTEM_CLOCK) private readonly realClock: Clock,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
    private readonly desk: DeliveryDesk,
  ) {}

  async run(): Promise<void> {
    await this.callUnknown();
    await this.endGrace();
  }

  /** In flight under an earlier holder of the sender, or for longer than a send can take. */
  private async callUnknown(): Promise<void> {
    const tokens = new Map(this.messenger.senders().map(({ ownerId, leaseToken }) => [ownerId, leaseToken]));
    const left = await this.store.abandoned({ realNow: this.realClock.now(), tokens }, BATCH);
    for (const target of left) {
      this.desk.note(messageIdOf(target), { state: 'unknown', at: this.clock.now(), error: null }, 'reaper');
    }
  }

  private async endGrace(): Promise<void> {
    const now = this.clock.now();
    const waiting = await this.store.unknownSince(new Date(now.getTime() - this.policy.unknownGraceMs), BATCH);
    if (waiting.length === 0) return;
    const dueOf = await this.schedules(waiting);
    const changes = waiting.flatMap((before): SendingChange[] => {
      const event = { type: 'grace_over', policy: this.policy.unknownPolicy, nextDayAt: dueOf(before, now) } as const;
      const after = decideTarget(before, event, now);
      return after ? [{ target: { before, after }, delivery: null, refund: null }] : [];
    });
    // One that a receipt settled in this moment is missed here, and that is right.
    await this.store.apply(changes, now);
  }

  private async schedules(targets: readonly Target[]): Promise<(target: Target, now: Date) => Date> {
    const [contacts, settings] = await Promise.all([
      this.contacts.findMany(
        targets.map(({ contactId }) => contactId),
        'anyOwner',
      ),
      this.settings.readMany([...new Set(targets.map(({ ownerId }) => ownerId))]),
    ]);
    const countryOf = new Map(contacts.map(({ id, country }) => [id, country]));
    return ({ ownerId, contactId, unknownSince, enrolledAt }, now) => {
      const own = settings.get(ownerId);
      if (!own) return now;
      const zone = recipientZone(countryOf.get(contactId) ?? null, own.timeZone);
      return nextDayDue({ leftAt: unknownSince ?? now, enrolledAt }, own.sendWindows, zone);
    };
  }
}

/** The id of the message that a target in flight waits for: it follows from the target alone. */
const messageIdOf = (target: Target): string =>
  messageIdFrom(sha256(messageIdSeed({ targetId: target.id, day: target.currentDay, attempt: target.attempt })));
