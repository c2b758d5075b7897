import {
  dailyCap,
  firstClosed,
  type Intent,
  isCold,
  type PacingPosition,
  senderDay,
  type Target,
} from '@relance/campaigns-domain';
import { gateFacts, GateFactsReader, type PersonFacts, type SenderFacts } from '@relance/campaigns-core';
import { type Clock, type OwnerId } from '@relance/kernel';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { PRODUCT_CLOCK, ProductTime } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';
import { LinkedNumberTracker } from '../shared/linked-number.ts';
import { type Claim, ClaimDueTarget } from './claim-due-target.ts';

/** A slot that opens later than this (real time) is waited for; what is asked then is newer. */
const SOON_MS = 250;
/** The open transaction waits so long for its confirmation: a pause of the same campaign waits behind it. */
const CONFIRM_WITHIN_MS = 1000;
const REMEMBERED = 10_000;

/** The next message of a sender, and what its intent would be planned on. */
export type Prepared = { readonly facts: SenderFacts; readonly claim: Claim };

/**
 * Gets the next message of an unpaced sender ready while WhatsApp has the one before it, so that its intent can be written as
 * soon as that one is acknowledged.
 *
 * Why nothing leaves on old knowledge: what is prepared is a guess of what the gates will say, and nothing of it is written
 * before the message before it has its outcome. Then the intent is written, and *beside* that write, before its commit, every
 * gate is asked again by the very question and the very code that decide a message which was not prepared (`confirm`). The commit
 * happens only if each gate is open, the contact is unchanged (its text was made from it) and all that the intent was planned on
 * (settings, day, caps, pacing, number, lease, epoch) is what was assumed. So a decision rests on answers that were asked for
 * after the acknowledgement, as without preparing; a pause, a STOP, a payment or a setting stored before that is seen. What
 * is stored while the question is under way meets the conditions inside the intent, as before: campaign and epoch, target and
 * version, caps, lease. Anything else than "yes" ends the transaction without a trace, and the message is claimed anew from
 * the start. What is not a plain first attempt (a retry, a number to be looked up, a closed gate) is not prepared at all.
 */
@Injectable()
export class PrepareNext {
  private readonly prepared = new LRUCache<OwnerId, Prepared>({ max: REMEMBERED });

  constructor(
    private readonly claims: ClaimDueTarget,
    private readonly reader: GateFactsReader,
    private readonly numbers: LinkedNumberTracker,
    private readonly time: ProductTime,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(SENDING_POLICY) private readonly policy: Pick<SendingPolicy, 'aheadForMs'>,
  ) {}

  /** Never rejects. `pacing` is where the sender stands once the message under way has left. */
  async run(facts: SenderFacts, pacing: PacingPosition, people: readonly PersonFacts[]): Promise<void> {
    this.forget(facts.ownerId);
    if (this.time.realDelayMs(pacing.nextSlotAt) > SOON_MS) return;
    const after = { ...facts, state: { ...facts.state, pacing } };
    const claim = await this.claims.plainNext(facts, people, this.clock.now()).catch(() => null);
    if (claim) this.prepared.set(facts.ownerId, { facts: after, claim }, { ttl: this.policy.aheadForMs });
  }

  forget(ownerId: OwnerId): void {
    this.prepared.delete(ownerId);
  }

  /** What is prepared and still next, as of `now`; null when there is nothing. It is handed out once. */
  take(ownerId: OwnerId, now: Date): Prepared | null {
    const prepared = this.prepared.get(ownerId);
    this.prepared.delete(ownerId);
    if (!prepared || this.claims.likelyNext(ownerId)[0] !== prepared.claim.target) return null;
    const { settings, state } = prepared.facts;
    if (state.pacing && state.pacing.nextSlotAt > now) return null;
    const facts = {
      ...prepared.facts,
      today: senderDay(now, settings.timeZone),
      dailyCap: dailyCap(settings, now),
    };
    return { facts, claim: prepared.claim };
  }

  /** Asks the gates anew, about `following` too; null when the intent may not be committed (or that is not known in time). */
  async confirm(
    { facts: assumed, claim }: Prepared,
    intent: Intent,
    following: Target | null,
    now: Date,
  ): Promise<{ readonly sender: SenderFacts; readonly people: readonly PersonFacts[] } | null> {
    const people = following ? [claim.target, following] : [claim.target];
    const asked = this.reader.ofSender(assumed.ownerId, now, people, { soon: true });
    const waiting = new AbortController();
    const late = pause(CONFIRM_WITHIN_MS, null, { signal: waiting.signal, ref: false }).catch(() => null);
    const answer = await Promise.race([asked, late]).finally(() => waiting.abort());
    const [person] = answer?.people ?? [];
    if (!answer || !person) return null;
    return this.isConfirmed({ assumed, claim, intent }, answer.sender, person, now) ? answer : null;
  }

  private isConfirmed(
    { assumed, claim, intent }: { readonly assumed: SenderFacts; readonly claim: Claim; readonly intent: Intent },
    sender: SenderFacts,
    person: PersonFacts,
    now: Date,
  ): boolean {
    const campaign = sender.active.find(({ id }) => id === claim.campaign.id);
    const linked = this.messenger.sender(sender.ownerId);
    if (!campaign || linked === null || linked.leaseToken !== intent.leaseToken) return false;
    const isAsAssumed =
      !this.numbers.isOutdated(linked, sender.state) &&
      campaign.epoch === intent.epoch &&
      campaign.maxMessagesPerDay === intent.caps.campaign &&
      sender.dailyCap === assumed.dailyCap &&
      isCold(person.contact, sender.state) === intent.delivery.isCold &&
      isDeepStrictEqual(sender.state.pacing, assumed.state.pacing) &&
      isDeepStrictEqual(sender.settings, assumed.settings) &&
      isDeepStrictEqual(person.contact, claim.contact);
    return isAsAssumed && firstClosed(gateFacts(sender, campaign, person), now) === null;
  }
}
