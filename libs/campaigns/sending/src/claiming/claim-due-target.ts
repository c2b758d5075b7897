import {
  afterLookup,
  type Campaign,
  type Contact,
  CONTACT_STORE,
  type ContactStore,
  decideTarget,
  firstClosed,
  nextDayDue,
  type NumberAnswer,
  SENDING_STORE,
  type SendingStore,
  type Target,
  TARGET_STORE,
  type TargetStore,
  type TargetEvent,
  type Verdict,
} from '@relance/campaigns-domain';
import { type CampaignId, type OwnerId } from '@relance/kernel';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { LOGGER } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type Logger } from 'pino';
import { ComposeMessage, type ComposedMessage } from './compose-message.ts';
import { DueTargets } from './due-targets.ts';
import { gateFacts, GateFactsReader, type PersonFacts, type SenderFacts } from '@relance/campaigns-core';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';

export type Claim = {
  readonly campaign: Campaign;
  readonly target: Target;
  readonly contact: Contact;
  readonly message: ComposedMessage;
};

type Claimed = { readonly kind: 'claimed'; readonly claim: Claim };
/** Nothing can leave before `until`; null: something must change first. */
type Nothing = { readonly kind: 'nothing'; readonly until: Date | null };
export type ClaimOutcome = Claimed | Nothing;
/** `stale`: nobody may be sent to, but that rests in part on targets looked up ahead. */
type SearchOutcome =
  Claimed | { readonly kind: 'none' | 'stale'; readonly until: Date | null; readonly handled: number };
type GateOutcome = Claimed | { readonly kind: 'blocked'; readonly until: Date | null } | { readonly kind: 'handled' };

/** Targets put off, let go or skipped in one search; then the sender's search begins anew. */
const HANDLED_AT_ONCE = 50;
/** A number once found on WhatsApp is believed for a month, and for an hour of real time however fast the clock runs. */
const LOOKUP_FOR_MS = 30 * 24 * 3_600_000;
const LOOKUP_FOR_REAL_MS = 3_600_000;
/** An open question is not asked again sooner than this, real time. */
const LOOKUP_RETRY_REAL_MS = 5_000;
/** Campaigns and senders remembered for fairness and looking ahead. */
const REMEMBERED = 10_000;

/** Finds the next target that may be sent to, fair between campaigns; on the way it puts off or lets go who may not. */
@Injectable()
export class ClaimDueTarget {
  /** When each campaign was last served, in turns; only fairness depends on it. */
  private readonly turns = new LRUCache<CampaignId, number>({ max: REMEMBERED });
  private turn = 0;
  /** Who is likely to be next, so that the questions about them can be asked together with those about the sender. */
  private readonly likely = new LRUCache<OwnerId, Target>({ max: REMEMBERED });

  constructor(
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    @Inject(MESSENGER) private readonly messenger: Messenger,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
    private readonly reader: GateFactsReader,
    private readonly due: DueTargets,
    private readonly compose: ComposeMessage,
  ) {}

  /** Null when nothing was looked up ahead. */
  likelyNext(ownerId: OwnerId): Target | null {
    const target = this.likely.get(ownerId);
    return target && this.due.peek(target.campaignId) === target ? target : null;
  }

  /** `known`: a person about whom was asked already, in the same moment as about the sender. */
  async run(sender: SenderFacts, now: Date, known: PersonFacts | null): Promise<ClaimOutcome> {
    let outcome = await this.search(sender, now, known);
    if (outcome.kind === 'stale') {
      // A sender does not rest on what was looked up ahead.
      this.startAfresh(sender);
      outcome = await this.search(sender, now, null);
    }
    if (outcome.kind === 'claimed') {
      this.expect(sender);
      return outcome;
    }
    this.startAfresh(sender);
    if (outcome.handled >= HANDLED_AT_ONCE) return { kind: 'nothing', until: now };
    const campaignIds = sender.active.map(({ id }) => id);
    const nextDue = await this.store.earliestDue(sender.ownerId, campaignIds);
    return { kind: 'nothing', until: nextDue && nextDue > now ? earlier(outcome.until, nextDue) : outcome.until };
  }

  /** What was read of this sender's targets is not so any more. */
  startAfresh({ ownerId, active }: Pick<SenderFacts, 'ownerId' | 'active'>): void {
    this.likely.delete(ownerId);
    this.due.forget(active.map(({ id }) => id));
  }

  private expect({ ownerId, active }: SenderFacts): void {
    const [next] = this.inTurn(active).flatMap(({ id }) => this.due.peek(id) ?? []);
    if (next) this.likely.set(ownerId, next);
    else this.likely.delete(ownerId);
  }

  private async search(sender: SenderFacts, now: Date, known: PersonFacts | null): Promise<SearchOutcome> {
    let handled = 0;
    let until: Date | null = null;
    let isStale = false;
    for (const campaign of this.inTurn(sender.active)) {
      while (handled < HANDLED_AT_ONCE) {
        // Read at the beginning of this step: it holds for the step, however long the questions took.
        const ahead = handled === 0 && known?.target.campaignId === campaign.id ? known : null;
        const isAhead = ahead !== null || this.due.isAhead(campaign.id);
        const target = ahead?.target ?? (await this.due.first(sender.ownerId, campaign.id, now));
        if (target === null) {
          isStale ||= isAhead;
          break;
        }
        const person = ahead ?? (await this.reader.ofPerson(target));
        const evaluated = await this.evaluateGate(sender, campaign, person, now);
        if (evaluated.kind === 'blocked') {
          until = earlier(until, evaluated.until);
          isStale ||= isAhead;
          break;
        }
        this.due.drop(target);
        if (evaluated.kind === 'claimed') {
          this.turn += 1;
          this.turns.set(campaign.id, this.turn);
          return evaluated;
        }
        handled += 1;
      }
    }
    return { kind: isStale ? 'stale' : 'none', until, handled };
  }

  private inTurn(campaigns: readonly Campaign[]): readonly Campaign[] {
    const turnOf = ({ id }: Campaign): number => this.turns.get(id) ?? 0;
    return [...campaigns].sort((a, b) => a.priority - b.priority || turnOf(a) - turnOf(b));
  }

  private async evaluateGate(
    sender: SenderFacts,
    campaign: Campaign,
    person: PersonFacts,
    now: Date,
  ): Promise<GateOutcome> {
    const { target, contact: found } = person;
    const facts = gateFacts(sender, campaign, person);
    const closed = firstClosed(facts, now);
    if (closed) return this.handle(target, closed, now);
    if (found === null) return { kind: 'blocked', until: null };
    const contact = await this.lookedUp(found, now);
    // Nobody knows yet whether this number is there: it is asked about later, and others go on.
    if ('retryAt' in contact) return this.handle(target, notReachable(contact.retryAt), now);
    const identified = await this.identified(target, contact, now);
    if (identified === null) return { kind: 'handled' };
    if (identified !== target) return this.evaluateGate(sender, campaign, await this.reader.ofPerson(identified), now);
    const refused = firstClosed(gateFacts(sender, campaign, { target, contact, isOptedOut: false }), now);
    if (refused) return this.handle(target, refused, now);
    const message = await this.compose.run(campaign, target, contact);
    if (message !== null) return { kind: 'claimed', claim: { campaign, target, contact, message } };
    const entry = { leftAt: now, enrolledAt: target.enrolledAt };
    await this.change(
      target,
      { type: 'skip', nextDayAt: nextDayDue(entry, sender.settings.sendWindows, facts.zone) },
      now,
    );
    return { kind: 'handled' };
  }

  private async handle(target: Target, { effect, until }: Verdict, now: Date): Promise<GateOutcome> {
    if (effect === null || effect.type === 'wait') return { kind: 'blocked', until };
    await this.change(target, effect, now);
    return { kind: 'handled' };
  }

  private async change(before: Target, event: TargetEvent, now: Date): Promise<void> {
    const after = decideTarget(before, event, now);
    if (after) await this.store.apply([{ target: { before, after }, delivery: null, refund: null }], now);
  }

  /** Asks WhatsApp once about a number that nobody asked about lately. `retryAt`: there is no answer now. */
  private async lookedUp(contact: Contact, now: Date): Promise<Contact | { readonly retryAt: Date }> {
    const checkedAt = contact.onWhatsAppCheckedAt?.getTime() ?? 0;
    const believedForMs = Math.max(LOOKUP_FOR_MS, LOOKUP_FOR_REAL_MS * this.policy.clockRate);
    if (contact.onWhatsApp === 'yes' && now.getTime() - checkedAt < believedForMs) return contact;
    if (contact.lookupRetryAt !== null && contact.lookupRetryAt > now) return { retryAt: contact.lookupRetryAt };
    const answer = await this.ask(contact);
    const known = afterLookup(contact, answer, now, LOOKUP_RETRY_REAL_MS * this.policy.clockRate);
    await this.contacts.saveWhatsAppKnowledge(contact, known);
    if (answer.answer !== 'unknown') return { ...contact, ...known };
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

  /** Notes the account that WhatsApp named. Null: the target left, it is about somebody who is in a sequence already. */
  private async identified(target: Target, { waPhone, lid }: Contact, now: Date): Promise<Target | null> {
    const account = { waPhone: waPhone ?? target.waPhone, lid: lid ?? target.lid };
    if (account.waPhone === target.waPhone && account.lid === target.lid) return target;
    const outcome = await this.targets.identify(target.id, account, now);
    return outcome.kind === 'identified' ? outcome.target : null;
  }
}

const notReachable = (until: Date): Verdict => ({
  gate: 'number',
  open: false,
  code: 'not_reachable_now',
  until,
  effect: { type: 'defer', until, cause: 'not_reachable_now' },
});

const earlier = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));
