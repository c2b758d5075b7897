import {
  type Delivery,
  decideTarget,
  type Intent,
  type DeliveryPart,
  isCold,
  isPartAccepted,
  MEDIA_STORE,
  type MediaStore,
  messageIdsOf,
  messagePhone,
  messageParts,
  personKeys,
  type DeliveryUpdate,
  positionAfterSend,
  refusal,
  SENDING_STORE,
  type SendingStore,
  type Target,
} from '@relance/campaigns-domain';
import { type Clock, type OwnerId, seededRng } from '@relance/kernel';
import { MESSENGER, type Messenger, type OutboundMessage, type Sender, type SendOutcome } from '@relance/messaging';
import { PRODUCT_CLOCK, SYSTEM_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Claim, ClaimDueTarget } from './claim-due-target.ts';
import { DeliveryResultBuffer } from '../results/delivery-result-buffer.ts';
import { newDocumentId } from '../shared/document-id.ts';
import { FaultPoints } from '../shared/fault-points.ts';
import { GateFactsReader, outboundMedia, type SenderFacts } from '@relance/campaigns-core';
import { LinkedNumberTracker } from '../shared/linked-number.ts';
import { messageIdOf, partIdOf } from '../shared/message-id.ts';
import { OptOutBarrier } from '../shared/opt-out-barrier.ts';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';
import { SendingMetrics } from '../shared/sending.metrics.ts';

/**
 * What a step came to. `refused`: somebody was faster, a cap was used up or the campaign was paused in this moment; look afresh.
 * `rest`: nothing can leave before `until`; null: something must change first.
 */
export type SendStep =
  { readonly kind: 'sent' } | { readonly kind: 'refused' } | { readonly kind: 'rest'; readonly until: Date | null };

type Attempts = { readonly resend: Delivery | null; readonly earlier: Delivery | null };

/** One step of one sender: claim, gate, intent, send, news. The only place that sends campaign messages. */
@Injectable()
export class SendDueTarget {
  constructor(
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(MEDIA_STORE) private readonly media: MediaStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SYSTEM_CLOCK) private readonly realClock: Clock,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
    private readonly reader: GateFactsReader,
    private readonly claims: ClaimDueTarget,
    private readonly buffer: DeliveryResultBuffer,
    private readonly metrics: SendingMetrics,
    private readonly faults: FaultPoints,
    private readonly barrier: OptOutBarrier,
    private readonly numbers: LinkedNumberTracker,
  ) {}

  async run(ownerId: OwnerId): Promise<SendStep> {
    const step = await this.step(ownerId);
    if (step.kind === 'rest') this.buffer.flushSoon();
    return step;
  }

  private async step(ownerId: OwnerId): Promise<SendStep> {
    const sender = this.messenger.sender(ownerId);
    if (sender?.availability !== 'ready') return { kind: 'rest', until: null };
    const now = this.clock.now();
    // Everything that the gates ask is read anew for each message, in one command; the targets alone are looked up ahead.
    const likely = this.claims.likelyNext(ownerId);
    const { sender: facts, person } = await this.reader.ofSender(ownerId, now, likely);
    if (this.numbers.isOutdated(sender, facts.state)) {
      await this.numbers.follow(ownerId, sender.linkedPhone ?? '');
      return { kind: 'refused' };
    }
    const slot = slotOf(facts);
    if (slot && slot > now) return { kind: 'rest', until: slot };
    const outcome = await this.claims.run(facts, now, person);
    if (outcome.kind === 'nothing') return { kind: 'rest', until: outcome.until };
    return this.send(sender, facts, outcome.claim);
  }

  private async send(sender: Sender, facts: SenderFacts, claim: Claim): Promise<SendStep> {
    const attempts = { resend: await this.resendOf(claim.target), earlier: await this.earlierOf(claim) };
    const planned = this.intentOf(sender, facts, claim, attempts);
    const messages = this.messagesOf(planned.delivery, claim);
    const { intent, outbound } = this.withOutgoing(planned, messages);
    this.faults.pass('before_intent');
    const written = await this.buffer.whileNotFlushing(() => this.store.writeIntent(intent));
    if (written !== 'written') {
      this.claims.startAfresh(facts);
      return written === 'sender_taken' ? { kind: 'rest', until: null } : { kind: 'refused' };
    }
    this.faults.pass('after_intent');
    const startedAt = this.realClock.now().getTime();
    const outcome = await this.sendParts(intent.delivery, claim, outbound);
    this.metrics.sent((this.realClock.now().getTime() - startedAt) / 1000);
    // A refusal may stop this sender: it must be known before the next message.
    if (outcome.kind === 'refused') await this.buffer.flushAll();
    if (outcome === stoppedBefore) return { kind: 'refused' };
    return outcome.kind === 'not_sent' ? { kind: 'rest', until: null } : { kind: 'sent' };
  }

  /**
   * Sends the messages of a delivery one after the other and notes what became of each. What was not begun after one that did
   * not arrive has certainly not left: the next attempt sends it, and only it.
   */
  private async sendParts(
    delivery: Delivery,
    { target, contact }: Claim,
    messages: readonly OutboundMessage[],
  ): Promise<SendOutcome> {
    const ids = messageIdsOf(delivery);
    let last: SendOutcome = { kind: 'accepted', at: this.clock.now() };
    let hasLeft = false;
    for (const [index, outbound] of messages.entries()) {
      const { waMessageId } = outbound;
      const part = delivery.parts?.[index];
      if (part && isPartAccepted(part)) {
        hasLeft = true;
        continue;
      }
      if (index > 0) this.faults.pass('between_parts');
      last =
        (await this.barrier.send(personKeys(contact), () => this.messenger.send(target.ownerId, outbound))) ??
        stoppedBefore;
      this.faults.pass('after_send');
      if (last.kind !== 'accepted') this.noteUnsent(ids.slice(index + 1));
      this.buffer.add(waMessageId, deliveryUpdateOf(last, this.clock.now(), hasLeft), 'result');
      if (last.kind !== 'accepted') return last;
      hasLeft = true;
    }
    return last;
  }

  /** The messages of a delivery, in order, those that had left before included. */
  private messagesOf(delivery: Delivery, { contact, message }: Claim): readonly OutboundMessage[] {
    const ids = messageIdsOf(delivery);
    return messageParts(message.text, message.media).map(({ text, media }, index) => ({
      waMessageId: ids[index] ?? partIdOf(delivery.waMessageId, index),
      // The person's address of today, not the one that was enrolled.
      phone: messagePhone(contact),
      text,
      ...(media && { media: outboundMedia(media, this.media) }),
    }));
  }

  /** What WhatsApp's side keeps of each message is stored with the intent, not in a write of its own before the frame. */
  private withOutgoing(
    intent: Intent,
    messages: readonly OutboundMessage[],
  ): { readonly intent: Intent; readonly outbound: readonly OutboundMessage[] } {
    const prepared = messages.map((message, index) => {
      const part = intent.delivery.parts?.[index];
      const hasLeft = part !== undefined && isPartAccepted(part);
      return { message, record: hasLeft ? null : this.messenger.prepare(intent.before.ownerId, message) };
    });
    return {
      intent: { ...intent, outgoing: prepared.flatMap(({ record }) => record ?? []) },
      outbound: prepared.map(({ message, record }) => (record ? { ...message, isKept: true } : message)),
    };
  }

  private noteUnsent(ids: readonly string[]): void {
    const error = notBegun;
    for (const id of ids) this.buffer.add(id, { state: 'failed', at: this.clock.now(), error }, 'result');
  }

  private intentOf(sender: Sender, facts: SenderFacts, claim: Claim, attempts: Attempts): Intent {
    const now = this.clock.now();
    const { target, campaign } = claim;
    const { resend } = attempts;
    const delivery = this.deliveryOf(facts, claim, attempts, now);
    const { leaseMs } = this.policy;
    const until = new Date(this.realClock.now().getTime() + leaseMs);
    const lease = { deliveryId: delivery.id, token: sender.leaseToken, until };
    const after = decideTarget(target, { type: 'intent', lease }, now);
    if (after === null) throw new Error('a claimed target is active');
    const profile = this.policy.profiles[facts.settings.pacingProfile];
    const rng = seededRng(`${facts.ownerId}|${delivery.waMessageId}`);
    return {
      before: target,
      after,
      delivery,
      resend,
      epoch: campaign.epoch,
      caps: { daily: facts.dailyCap, campaign: campaign.maxMessagesPerDay, cold: facts.settings.coldContactsPerDay },
      pacing: positionAfterSend(profile, facts.state.pacing, { now, day: facts.today, rng }),
      leaseToken: sender.leaseToken,
      leaseMs,
      outgoing: [],
      at: now,
    };
  }

  private deliveryOf(
    facts: SenderFacts,
    { target, contact, message }: Claim,
    { resend, earlier }: Attempts,
    now: Date,
  ): Delivery {
    if (resend) {
      const parts = resend.parts?.map((part) => (isPartAccepted(part) ? part : { ...part, state: 'sending' as const }));
      return { ...resend, state: 'sending', rev: resend.rev + 1, reservedOn: facts.today, ...(parts && { parts }) };
    }
    const waMessageId = messageIdOf(target);
    return {
      id: newDocumentId<'DeliveryId'>(this.realClock.now()),
      ownerId: target.ownerId,
      campaignId: target.campaignId,
      targetId: target.id,
      contactId: target.contactId,
      day: target.currentDay,
      attempt: target.attempt,
      state: 'sending',
      waMessageId,
      ...this.partsOf(waMessageId, message, earlier),
      language: message.language,
      textHash: message.textHash,
      isCold: isCold(contact, facts.state),
      reservedOn: facts.today,
      times: { intentAt: now, sentAt: null, deliveredAt: null, readAt: null, failedAt: null },
      error: null,
      rev: 0,
    };
  }

  /** Parts only where there are several; those that an earlier attempt brought to WhatsApp are not sent again. */
  private partsOf(
    waMessageId: string,
    { text, media }: Claim['message'],
    earlier: Delivery | null,
  ): Pick<Delivery, 'parts'> {
    const count = messageParts(text, media).length;
    if (count === 1) return {};
    const before = earlier?.parts?.length === count ? earlier.parts : [];
    const parts = Array.from({ length: count }, (_, index): DeliveryPart => {
      const sent = before[index];
      if (sent && isPartAccepted(sent)) return sent;
      return { waMessageId: partIdOf(waMessageId, index), state: 'sending', error: null };
    });
    return { parts };
  }

  /** The attempt before this one, when it was of several messages of which some may have left. */
  private async earlierOf({ target, message }: Claim): Promise<Delivery | null> {
    if (target.attempt === 0 || target.resendOf !== null || message.media.length === 0) return null;
    const id = messageIdOf({ ...target, attempt: target.attempt - 1 });
    return (await this.store.deliveriesByMessageId([id])).find(({ waMessageId }) => waMessageId === id) ?? null;
  }

  /** The uncertain delivery to be sent again under its own id; only with the policy resend-same-id. */
  private async resendOf(target: Target): Promise<Delivery | null> {
    if (target.resendOf === null) return null;
    const [known] = await this.store.deliveriesByMessageId([messageIdOf(target)]);
    return known?.state === 'unknown' ? known : null;
  }
}

/** The person asked to be left alone between the intent and the frame: nothing left. */
const stoppedBefore: SendOutcome = { kind: 'not_sent', reason: 'sender_unavailable' };

const slotOf = ({ state }: SenderFacts): Date | null => {
  const times = [state.pacing?.nextSlotAt, state.heldUntil].flatMap((at) => at ?? []);
  return times.length === 0 ? null : new Date(Math.max(...times.map((at) => at.getTime())));
};

const temporary = 'recipient_temporary' as const;
const notBegun = { code: 'not_begun', class: temporary, message: 'The part of the message before it did not arrive.' };
const notSent = {
  send_failed: { code: 'send_failed', class: temporary, message: 'The message could not be prepared.' },
  upload_failed: { code: 'upload_failed', class: temporary, message: 'The file could not be uploaded to WhatsApp.' },
  sender_unavailable: { code: 'sender_unavailable', class: temporary, message: 'The WhatsApp session was lost.' },
  withdrawn: { code: 'withdrawn', class: temporary, message: 'The message was held back at the last moment.' },
  lease_lost: { code: 'lease_lost', class: temporary, message: 'Another process took the WhatsApp session over.' },
} as const;

/** What an outcome of the messenger means for the delivery. What never left is forgotten, unless a part of it had left before. */
export function deliveryUpdateOf(outcome: SendOutcome, now: Date, hasLeft = false): DeliveryUpdate {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'sent', at: now, error: null };
    case 'refused':
      return { state: 'refused', at: now, error: refusal(outcome.code) };
    case 'unknown':
      return { state: 'unknown', at: now, error: null };
    case 'not_sent':
      return hasLeft || outcome.reason === 'send_failed' || outcome.reason === 'upload_failed'
        ? { state: 'failed', at: now, error: notSent[outcome.reason] }
        : { state: 'withdrawn', at: now };
  }
}
