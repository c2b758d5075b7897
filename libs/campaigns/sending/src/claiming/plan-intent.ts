import {
  type Delivery,
  type DeliveryPart,
  decideTarget,
  type Intent,
  isCold,
  isPartAccepted,
  MEDIA_STORE,
  type MediaStore,
  messageIdsOf,
  messageParts,
  messagePhone,
  positionAfterSend,
  SENDING_STORE,
  type SendingStore,
  type Target,
} from '@relance/campaigns-domain';
import { outboundMedia, type SenderFacts } from '@relance/campaigns-core';
import { type Clock, seededRng } from '@relance/kernel';
import { MESSENGER, type Messenger, type OutboundMessage, type Sender } from '@relance/messaging';
import { PRODUCT_CLOCK, SYSTEM_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { newDocumentId } from '../shared/document-id.ts';
import { messageIdOf, partIdOf } from '../shared/message-id.ts';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';
import { type Claim } from './claim-due-target.ts';

/** What was tried before for this day: the uncertain delivery to be sent again, and the attempt before this one. */
export type Attempts = { readonly resend: Delivery | null; readonly earlier: Delivery | null };

/** What is to be written before the messages of a claim leave, and the messages as they are handed to WhatsApp. */
export type PlannedIntent = { readonly intent: Intent; readonly outbound: readonly OutboundMessage[] };

/** Makes the intent of a claim. */
@Injectable()
export class PlanIntent {
  constructor(
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(MEDIA_STORE) private readonly media: MediaStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SYSTEM_CLOCK) private readonly realClock: Clock,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
  ) {}

  /** Asks the database only about a target that was tried before. */
  async run(sender: Sender, facts: SenderFacts, claim: Claim): Promise<PlannedIntent> {
    const attempts = { resend: await this.resendOf(claim.target), earlier: await this.earlierOf(claim) };
    const planned = this.intentOf(sender, facts, claim, attempts);
    return this.withOutgoing(planned, this.messagesOf(planned.delivery, claim));
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
  private withOutgoing(intent: Intent, messages: readonly OutboundMessage[]): PlannedIntent {
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
    if (target.attempt <= 1 || target.resendOf !== null || message.media.length === 0) return null;
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
