import {
  type Delivery,
  type DeliveryUpdate,
  isPartAccepted,
  messageIdsOf,
  personKeys,
  refusal,
  SENDING_STORE,
  type SendingStore,
  type Target,
} from '@relance/campaigns-domain';
import { type Clock, type OwnerId } from '@relance/kernel';
import { MESSENGER, type Messenger, type OutboundMessage, type Sender, type SendOutcome } from '@relance/messaging';
import { PRODUCT_CLOCK, SYSTEM_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Claim, ClaimDueTarget } from './claim-due-target.ts';
import { DeliveryResultBuffer } from '../results/delivery-result-buffer.ts';
import { KnownDeliveries } from '../results/known-deliveries.ts';
import { FaultPoints } from '../shared/fault-points.ts';
import { GateFactsReader, type PersonFacts, type SenderFacts } from '@relance/campaigns-core';
import { LinkedNumberTracker } from '../shared/linked-number.ts';
import { OptOutBarrier } from '../shared/opt-out-barrier.ts';
import { SendingMetrics } from '../shared/sending.metrics.ts';
import { PlanIntent, type PlannedIntent } from './plan-intent.ts';
import { type Prepared, PrepareNext } from './prepare-next.ts';

/**
 * What a step came to. `refused`: somebody was faster, a cap was used up or the campaign was paused in this moment; look afresh.
 * `rest`: nothing can leave before `until`; null: something must change first. `isIdle`: what that may be reaches the scheduler by
 * itself; without it the sender is looked at again at each poll.
 */
export type SendStep =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'rest'; readonly until: Date | null; readonly isIdle?: boolean };

/** What was asked of the database about a sender and those that are likely to be next. */
type Known = { readonly sender: SenderFacts; readonly people: readonly PersonFacts[] };

/** One step of one sender: claim, gate, intent, send, result. The only place that sends campaign messages. */
@Injectable()
export class SendDueTarget {
  constructor(
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SYSTEM_CLOCK) private readonly realClock: Clock,
    private readonly reader: GateFactsReader,
    private readonly claims: ClaimDueTarget,
    private readonly plans: PlanIntent,
    private readonly next: PrepareNext,
    private readonly buffer: DeliveryResultBuffer,
    private readonly metrics: SendingMetrics,
    private readonly faults: FaultPoints,
    private readonly barrier: OptOutBarrier,
    private readonly numbers: LinkedNumberTracker,
    private readonly known: KnownDeliveries,
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
    const prepared = this.next.take(ownerId, now);
    return (prepared && (await this.sendPrepared(sender, prepared, now))) ?? this.claimAndSend(sender, now);
  }

  private async claimAndSend(sender: Sender, now: Date): Promise<SendStep> {
    const { ownerId } = sender;
    // Everything that the gates ask is read anew for each message, in one command; the targets alone are looked up ahead.
    const { sender: facts, people } = await this.reader.ofSender(ownerId, now, this.claims.likelyNext(ownerId));
    if (this.numbers.isOutdated(sender, facts.state)) {
      await this.numbers.follow(ownerId, sender.linkedPhone ?? '');
      return { kind: 'refused' };
    }
    const slot = slotOf(facts);
    if (slot && slot > now) return { kind: 'rest', until: slot };
    const outcome = await this.claims.run(facts, now, people[0] ?? null);
    if (outcome.kind === 'nothing') return { kind: 'rest', until: outcome.until, isIdle: outcome.isIdle };
    const planned = await this.plans.run(sender, facts, outcome.claim);
    this.faults.pass('before_intent');
    const written = await this.buffer.whileNotFlushing(() => this.store.writeIntent(planned.intent));
    if (written !== 'written') {
      this.claims.startAfresh(ownerId);
      return written === 'sender_taken' ? { kind: 'rest', until: null } : { kind: 'refused' };
    }
    return this.send(planned, outcome.claim, { sender: facts, people });
  }

  /** Null when the gates do not say the same any more: nothing is written then, and the claim begins anew. */
  private async sendPrepared(sender: Sender, prepared: Prepared, now: Date): Promise<SendStep | null> {
    const { facts, claim } = prepared;
    const planned = await this.plans.run(sender, facts, claim);
    this.claims.take(facts, claim);
    const [following = null] = this.claims.likelyNext(sender.ownerId);
    const answers: { last: Known | null } = { last: null };
    const confirm = async (): Promise<boolean> => {
      answers.last = await this.next.confirm(prepared, planned.intent, following, now);
      return answers.last !== null;
    };
    this.faults.pass('before_intent');
    const written = await this.buffer.whileNotFlushing(() => this.store.writeIntent(planned.intent, confirm));
    if (written === 'written' && answers.last) return this.send(planned, claim, answers.last);
    this.claims.startAfresh(sender.ownerId);
    return null;
  }

  /** The intent is written: from here on the message leaves at most once. */
  private async send({ intent, outbound }: PlannedIntent, claim: Claim, { sender, people }: Known): Promise<SendStep> {
    this.faults.pass('after_intent');
    if (intent.resend === null)
      this.known.intended(intent, { settings: sender.settings, country: claim.contact.country });
    const startedAt = this.realClock.now().getTime();
    const [outcome] = await Promise.all([
      this.sendParts(intent.delivery, claim, outbound),
      this.next.run(sender, intent.pacing, people),
    ]);
    this.metrics.sent((this.realClock.now().getTime() - startedAt) / 1000);
    if (outcome.kind !== 'accepted') this.next.forget(sender.ownerId);
    // A refusal may stop this sender: it must be known before the next message.
    if (outcome.kind === 'refused') await this.buffer.flushAll();
    if (wasHeldBack(outcome)) return { kind: 'refused' };
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
        (await this.barrier.send(personKeys(contact), {
          send: (mayLeave) => this.messenger.send(target.ownerId, { ...outbound, mayLeave }),
          isWanted: () => this.isInFlight(target),
        })) ?? stoppedBefore;
      this.faults.pass('after_send');
      if (last.kind !== 'accepted') this.noteUnsent(ids.slice(index + 1));
      this.buffer.add(waMessageId, deliveryUpdateOf(last, this.clock.now(), hasLeft), 'result');
      if (last.kind !== 'accepted') return last;
      hasLeft = true;
    }
    return last;
  }

  /** Nothing has ended the sequence since the intent was written: an opt-out, a payment, a reply, somebody by hand. */
  private async isInFlight({ id }: Target): Promise<boolean> {
    return (await this.store.targetsById([id])).some(({ status }) => status === 'sending');
  }

  private noteUnsent(ids: readonly string[]): void {
    const error = notBegun;
    for (const id of ids) this.buffer.add(id, { state: 'failed', at: this.clock.now(), error }, 'result');
  }
}

/** The person asked to be left alone between the intent and the frame: nothing left. */
const stoppedBefore: SendOutcome = { kind: 'not_sent', reason: 'withdrawn' };
/** One person's message was held back: the sender goes on with others. */
const wasHeldBack = (outcome: SendOutcome): boolean => outcome.kind === 'not_sent' && outcome.reason === 'withdrawn';

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
