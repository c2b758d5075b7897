import {
  type Delivery,
  decideTarget,
  type Intent,
  isCold,
  type DeliveryUpdate,
  positionAfterSend,
  refusal,
  SENDING_STORE,
  type SendingStore,
  type Target,
} from '@relance/campaigns-domain';
import { type Clock, type OwnerId, seededRng } from '@relance/kernel';
import { MESSENGER, type Messenger, type Sender, type SendOutcome } from '@relance/messaging';
import { PRODUCT_CLOCK, SYSTEM_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Claim, ClaimDueTarget } from './claim-due-target.ts';
import { DeliveryResultBuffer } from '../results/delivery-result-buffer.ts';
import { newDocumentId } from '../shared/document-id.ts';
import { FaultPoints } from '../shared/fault-points.ts';
import { GateFactsReader, type SenderFacts } from '@relance/campaigns-core';
import { messageIdOf } from '../shared/message-id.ts';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';
import { SendingMetrics } from '../shared/sending.metrics.ts';

/**
 * What a step came to. `refused`: somebody was faster, a cap was used up or the campaign was paused in this moment; look afresh.
 * `rest`: nothing can leave before `until`; null: something must change first.
 */
export type SendStep =
  { readonly kind: 'sent' } | { readonly kind: 'refused' } | { readonly kind: 'rest'; readonly until: Date | null };

/** One step of one sender: claim, gate, intent, send, news. The only place that sends campaign messages. */
@Injectable()
export class SendDueTarget {
  constructor(
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SYSTEM_CLOCK) private readonly realClock: Clock,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
    private readonly reader: GateFactsReader,
    private readonly claims: ClaimDueTarget,
    private readonly buffer: DeliveryResultBuffer,
    private readonly metrics: SendingMetrics,
    private readonly faults: FaultPoints,
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
    // Everything that the gates ask is read anew for each message, in one round; the targets alone are looked up ahead.
    const likely = this.claims.likelyNext(ownerId);
    const [facts, person] = await Promise.all([
      this.reader.ofSender(ownerId, now),
      likely && this.reader.ofPerson(likely),
    ]);
    const slot = slotOf(facts);
    if (slot && slot > now) return { kind: 'rest', until: slot };
    const outcome = await this.claims.run(facts, now, person);
    if (outcome.kind === 'nothing') return { kind: 'rest', until: outcome.until };
    return this.send(sender, facts, outcome.claim);
  }

  private async send(sender: Sender, facts: SenderFacts, claim: Claim): Promise<SendStep> {
    const resend = await this.resendOf(claim.target);
    const intent = this.intentOf(sender, facts, claim, resend);
    this.faults.pass('before_intent');
    const written = await this.buffer.whileNotFlushing(() => this.store.writeIntent(intent));
    if (written !== 'written') {
      this.claims.startAfresh(facts);
      return written === 'sender_taken' ? { kind: 'rest', until: null } : { kind: 'refused' };
    }
    this.faults.pass('after_intent');
    const startedAt = this.realClock.now().getTime();
    const { waMessageId } = intent.delivery;
    const { phone } = claim.target;
    const outcome = await this.messenger.send(claim.target.ownerId, { waMessageId, phone, text: claim.message.text });
    this.faults.pass('after_send');
    this.metrics.sent((this.realClock.now().getTime() - startedAt) / 1000);
    this.buffer.add(waMessageId, deliveryUpdateOf(outcome, this.clock.now()), 'result');
    // A refusal may stop this sender: it must be known before the next message.
    if (outcome.kind === 'refused') await this.buffer.flushAll();
    return outcome.kind === 'not_sent' ? { kind: 'rest', until: null } : { kind: 'sent' };
  }

  private intentOf(sender: Sender, facts: SenderFacts, claim: Claim, resend: Delivery | null): Intent {
    const now = this.clock.now();
    const { target, campaign } = claim;
    const delivery = this.deliveryOf(facts, claim, resend, now);
    const until = new Date(this.realClock.now().getTime() + this.policy.leaseMs);
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
      at: now,
    };
  }

  private deliveryOf(
    facts: SenderFacts,
    { target, contact, message }: Claim,
    resend: Delivery | null,
    now: Date,
  ): Delivery {
    if (resend) return { ...resend, state: 'sending', rev: resend.rev + 1, reservedOn: facts.today };
    return {
      id: newDocumentId<'DeliveryId'>(this.realClock.now()),
      ownerId: target.ownerId,
      campaignId: target.campaignId,
      targetId: target.id,
      contactId: target.contactId,
      day: target.currentDay,
      attempt: target.attempt,
      state: 'sending',
      waMessageId: messageIdOf(target),
      language: message.language,
      textHash: message.textHash,
      isCold: isCold(contact),
      reservedOn: facts.today,
      times: { intentAt: now, sentAt: null, deliveredAt: null, readAt: null, failedAt: null },
      error: null,
      rev: 0,
    };
  }

  /** The uncertain delivery to be sent again under its own id; only with the policy resend-same-id. */
  private async resendOf(target: Target): Promise<Delivery | null> {
    if (target.resendOf === null) return null;
    const [known] = await this.store.deliveriesByMessageId([messageIdOf(target)]);
    return known?.state === 'unknown' ? known : null;
  }
}

const slotOf = ({ state }: SenderFacts): Date | null => {
  const times = [state.pacing?.nextSlotAt, state.heldUntil].flatMap((at) => at ?? []);
  return times.length === 0 ? null : new Date(Math.max(...times.map((at) => at.getTime())));
};

/** What an outcome of the messenger means for the delivery. */
export function deliveryUpdateOf(outcome: SendOutcome, now: Date): DeliveryUpdate {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'sent', at: now, error: null };
    case 'refused':
      return { state: 'refused', at: now, error: refusal(outcome.code) };
    case 'unknown':
      return { state: 'unknown', at: now, error: null };
    case 'not_sent':
      return outcome.reason === 'send_failed'
        ? {
            state: 'failed',
            at: now,
            error: { code: 'send_failed', class: 'recipient_temporary', message: 'The message could not be prepared.' },
          }
        : { state: 'withdrawn', at: now };
  }
}
