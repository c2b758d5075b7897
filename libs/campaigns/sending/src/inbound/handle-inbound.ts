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
  stopWordsOf,
  TARGET_STORE,
  type TargetStore,
  withSpellings,
} from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import { type InboundMessage } from '@relance/messaging';
import { INSTALLATION_SETTINGS, type InstallationSettingsReader, PRODUCT_CLOCK, SYSTEM_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { ConfirmOptOut } from './confirm-opt-out.ts';
import { linkedNumberKey } from '../shared/linked-number.ts';
import { SendingMetrics } from '../shared/sending.metrics.ts';
import { OptOutBarrier } from '../shared/opt-out-barrier.ts';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';
import { SendScheduler } from '../scheduler/send-scheduler.ts';

/** WhatsApp's timestamps are whole seconds of another clock. */
const STAMP_TOLERANCE_MS = 10_000;

/**
 * What a contact writes: any word makes the contact warm; STOP ends every live sequence of that person, whoever's it is, and is
 * confirmed once. A campaign that says so ends for whoever replies. Every step is safe to repeat: WhatsApp may deliver a message
 * twice. What is replayed with the phone's history makes the contact warm and dates `repliedAt` by when it was written; it is a
 * reply to no sequence. Other messages of people who are no contacts are the owner's own affair.
 */
@Injectable()
export class HandleInbound {
  constructor(
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(OPT_OUT_STORE) private readonly optOuts: OptOutStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SYSTEM_CLOCK) private readonly realClock: Clock,
    @Inject(SENDING_POLICY) private readonly policy: Pick<SendingPolicy, 'clockRate'>,
    @Inject(INSTALLATION_SETTINGS) private readonly installation: InstallationSettingsReader,
    private readonly confirm: ConfirmOptOut,
    private readonly metrics: SendingMetrics,
    private readonly scheduler: SendScheduler,
    private readonly barrier: OptOutBarrier,
  ) {}

  async run(message: InboundMessage): Promise<void> {
    const { ownerId, phone, lid } = message;
    const heardFrom = withSpellings(personKeys({ phone, waPhone: null, lid }));
    const theirs = await this.contacts.findByKeys(heardFrom, ownerId);
    const [contact] = theirs;
    const isStop = message.text !== null && isOptOut(message.text, stopWordsOf(await this.installation.read()));
    if (!contact) {
      if (isStop) await this.stoppedWithoutContact(message, heardFrom);
      return;
    }
    const now = this.clock.now();
    const keys = withSpellings([...theirs.flatMap(personKeys), ...heardFrom]);
    this.barrier.heard(keys);
    if (isStop) await this.stopped(message, keys, contact.phone);
    else this.metrics.replied('reply');
    const writtenAt = this.writtenAt(message);
    if (!message.isHistory) await this.targets.noteReply({ ownerId, keys }, writtenAt, now);
    const numberKey = message.linkedPhone === null ? null : linkedNumberKey(message.linkedPhone);
    // Each of the owner's contacts about this person is warm now; other programs are told once.
    for (const one of theirs) {
      const isReply = one === contact && !isStop && !message.isHistory;
      const knowledge = afterInbound(one, { phone, lid, at: now });
      await this.contacts.markInbound(one, knowledge, { at: writtenAt, isReply, numberKey });
    }
    const wasCold = (one: Contact): boolean =>
      numberKey === null ? one.lastInboundAt === null : !one.wroteTo?.includes(numberKey);
    if (theirs.some(wasCold)) {
      // Warm now: limits for strangers no longer hold this person up.
      await this.store.recallDeferred(ownerId, now);
      this.scheduler.wake(ownerId);
    }
  }

  /** When the message was written, on the product's clock: an old one that WhatsApp replays is no reply to a later sequence. */
  private writtenAt({ at }: InboundMessage): Date {
    const realAgeMs = Math.max(0, this.realClock.now().getTime() - at.getTime());
    const ageMs = Math.max(0, realAgeMs - STAMP_TOLERANCE_MS) * this.policy.clockRate;
    return new Date(this.clock.now().getTime() - ageMs);
  }

  /**
   * Somebody to whom this owner wrote, under every address that was known then, or an address that cannot be told to be nobody's.
   */
  private async stoppedWithoutContact(message: InboundMessage, heardFrom: readonly string[]): Promise<void> {
    if (heardFrom.length === 0) return;
    const enrolled = await this.targets.addressesEnrolled(message.ownerId, heardFrom);
    if (message.phone !== null && enrolled.length === 0) return;
    await this.stopped(message, [...new Set([...heardFrom, ...enrolled])]);
  }

  private async stopped(message: InboundMessage, keys: readonly string[], written?: string): Promise<void> {
    const { ownerId, id } = message;
    const at = this.clock.now();
    const phone = written ?? keys[0] ?? '';
    // From here on nothing leaves this process to that person; what was handed over already is out before it is stored.
    await this.barrier.block(keys);
    // Another owner's contact may show an address that this one's does not.
    const covered = await this.contacts.addressesOf(keys);
    const isNew = await this.optOuts.add({
      phone,
      keys: covered,
      ownerId,
      source: 'reply',
      evidence: id,
      at,
      confirmation: 'due',
    });
    await this.targets.exitByKeys(covered, 'opted_out', at);
    if (!isNew) return;
    this.metrics.replied('opt_out');
    // Not awaited: it goes out in the sender's queue, behind a message that may be under way.
    void this.confirm.run(ownerId, phone, message.phone ?? message.lid);
  }
}
