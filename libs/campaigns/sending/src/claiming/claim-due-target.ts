import {
  type Campaign,
  type Contact,
  decideTarget,
  firstClosed,
  type GateName,
  nextDayDue,
  SENDING_STORE,
  type SendingStore,
  type Target,
  TARGET_STORE,
  type TargetStore,
  type TargetEvent,
  type Verdict,
} from '@relance/campaigns-domain';
import { type CampaignId, earlierOf, type OwnerId } from '@relance/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ComposeMessage, type ComposedMessage } from './compose-message.ts';
import { DueTargets } from './due-targets.ts';
import { NumberLookups } from './number-lookups.ts';
import { gateFacts, GateFactsReader, type PersonFacts, type SenderFacts } from '@relance/campaigns-core';

export type Claim = {
  readonly campaign: Campaign;
  readonly target: Target;
  readonly contact: Contact;
  readonly message: ComposedMessage;
};

type Claimed = { readonly kind: 'claimed'; readonly claim: Claim };
/**
 * Nothing can leave before `until`; null: something must change first. `isIdle`: only a campaign, the settings or a result can bring
 * work before that, nothing else that would have to be asked about again and again.
 */
type Nothing = { readonly kind: 'nothing'; readonly until: Date | null; readonly isIdle: boolean };
export type ClaimOutcome = Claimed | Nothing;
/** `stale`: nobody may be sent to, but that rests in part on how a target stood when it was looked up ahead. */
type SearchOutcome =
  | Claimed
  | {
      readonly kind: 'none' | 'stale';
      readonly until: Date | null;
      readonly handled: number;
      readonly isIdle: boolean;
      /** Somebody who is due waits for a gate of which nobody knows when it opens. */
      readonly isOpenEnded: boolean;
    };
/** `gate`: the one that is closed; null where it is none of them. */
type Blocked = { readonly kind: 'blocked'; readonly until: Date | null; readonly gate: GateName | null };
type GateOutcome = Claimed | Blocked | { readonly kind: 'handled' };

/** Targets put off, let go or skipped in one search; then the sender's search begins anew. */
const HANDLED_AT_ONCE = 50;
const FIRST_ATTEMPT = 1;
/**
 * Gates that open by a change of the campaign, whose revision tells the scheduler of every one. Settings have none: what is switched
 * off and on again between two polls looks unchanged.
 */
const watched: ReadonlySet<GateName | null> = new Set(['campaign']);
/** Campaigns and senders remembered for fairness and looking ahead. */
const REMEMBERED = 10_000;

/** Finds the next target that may be sent to, fair between campaigns; on the way it puts off or lets go who may not. */
@Injectable()
export class ClaimDueTarget {
  /** When each campaign was last served, in turns; only fairness depends on it. */
  private readonly turns = new LRUCache<CampaignId, number>({ max: REMEMBERED });
  private turn = 0;
  /** Who is likely to be next and who after, so that the questions about them can be asked with those about the sender. */
  private readonly likely = new LRUCache<OwnerId, readonly Target[]>({ max: REMEMBERED });

  constructor(
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(TARGET_STORE) private readonly targets: TargetStore,
    private readonly reader: GateFactsReader,
    private readonly due: DueTargets,
    private readonly compose: ComposeMessage,
    private readonly numbers: NumberLookups,
  ) {}

  /** At most two, of what was looked up ahead; a hint of whom to ask about and no more. */
  likelyNext(ownerId: OwnerId): readonly Target[] {
    const [first, second] = this.likely.get(ownerId) ?? [];
    if (!first || this.due.peek({ ownerId, id: first.campaignId }) !== first) return [];
    return second ? [first, second] : [first];
  }

  /**
   * The next message, made before its turn from what is known already; nothing is asked, changed or noted. Null where more than that
   * would be needed: a closed gate, a number to be looked up, an account to be noted, a day without a message, a second attempt.
   */
  async plainNext(sender: SenderFacts, people: readonly PersonFacts[], now: Date): Promise<Claim | null> {
    const [target] = this.likelyNext(sender.ownerId);
    const person = people.find((known) => known.target === target);
    const campaign = sender.active.find(({ id }) => id === target?.campaignId);
    if (!target || !campaign || !person?.contact) return null;
    const { contact } = person;
    const isPlain =
      target.attempt === FIRST_ATTEMPT &&
      target.resendOf === null &&
      this.numbers.isAnswered(contact, now) &&
      isIdentified(target, contact) &&
      firstClosed(gateFacts(sender, campaign, person), now) === null;
    const message = isPlain ? await this.compose.run(campaign, target, contact) : null;
    return message && { campaign, target, contact, message };
  }

  /** Notes that this message has its turn now. */
  take(sender: SenderFacts, { campaign, target }: Claim): void {
    this.due.drop(target);
    this.serve(campaign);
    this.expect(sender);
  }

  /** `known`: a person about whom was asked already, in the same moment as about the sender. */
  async run(sender: SenderFacts, now: Date, known: PersonFacts | null): Promise<ClaimOutcome> {
    let outcome = await this.search(sender, now, known);
    if (outcome.kind === 'stale') {
      // A sender does not rest because of how somebody stood a while ago.
      this.startAfresh(sender.ownerId);
      outcome = await this.search(sender, now, null);
    }
    if (outcome.kind === 'claimed') {
      this.expect(sender);
      return outcome;
    }
    const { ownerId } = sender;
    const { handled, isIdle, isOpenEnded } = outcome;
    const campaignIds = sender.active.map(({ id }) => id);
    // Who was put off in this search falls due again at a time that was not read.
    const read = handled === 0 ? this.due.nextDue(ownerId, campaignIds) : undefined;
    this.likely.delete(ownerId);
    if (read === undefined || isOpenEnded) this.due.forget(ownerId);
    if (handled >= HANDLED_AT_ONCE) return { kind: 'nothing', until: now, isIdle };
    if (isOpenEnded) return { kind: 'nothing', until: null, isIdle };
    const nextDue = read === undefined ? await this.store.nextDue(ownerId, campaignIds, now) : read;
    const until = earlierOf(outcome.until, nextDue);
    this.due.rest(ownerId, until, now);
    return { kind: 'nothing', until, isIdle };
  }

  /** What was read of this sender's targets is not so any more. */
  startAfresh(ownerId: OwnerId): void {
    this.likely.delete(ownerId);
    this.due.forget(ownerId);
  }

  private expect({ ownerId, active }: SenderFacts): void {
    const [first, ...others] = this.inTurn(active).filter((campaign) => this.due.peek(campaign) !== null);
    if (!first) return void this.likely.delete(ownerId);
    // A campaign that was just served goes behind those of its priority.
    const [second = first] = others.filter(({ priority }) => priority === first.priority);
    const next = [this.due.peek(first), this.due.peek(second, second === first ? 1 : 0)];
    this.likely.set(
      ownerId,
      next.flatMap((target) => target ?? []),
    );
  }

  private async search(sender: SenderFacts, now: Date, known: PersonFacts | null): Promise<SearchOutcome> {
    let handled = 0;
    let until: Date | null = null;
    let isStale = false;
    let isIdle = true;
    let isOpenEnded = false;
    for (const campaign of this.inTurn(sender.active)) {
      while (handled < HANDLED_AT_ONCE) {
        // Read at the beginning of this step: it holds for the step, however long the questions took.
        const ahead = handled === 0 && known?.target.campaignId === campaign.id ? known : null;
        const { target, isAhead } = ahead
          ? { target: ahead.target, isAhead: true }
          : await this.due.first(sender.ownerId, campaign.id, now);
        if (target === null) break;
        const person = ahead ?? (await this.reader.ofPerson(target));
        const evaluated = await this.evaluateGate(sender, campaign, person, now);
        if (evaluated.kind === 'blocked') {
          until = earlierOf(until, evaluated.until);
          isStale ||= isAhead;
          isIdle &&= evaluated.until !== null || watched.has(evaluated.gate);
          isOpenEnded ||= evaluated.until === null;
          break;
        }
        this.due.drop(target);
        if (evaluated.kind === 'claimed') {
          this.serve(campaign);
          return evaluated;
        }
        handled += 1;
      }
    }
    return { kind: isStale ? 'stale' : 'none', until, handled, isIdle, isOpenEnded };
  }

  private serve({ id }: Campaign): void {
    this.turn += 1;
    this.turns.set(id, this.turn);
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
    if (found === null) return { kind: 'blocked', until: null, gate: null };
    const contact = await this.numbers.lookedUp(found, now);
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

  private async handle(target: Target, { gate, effect, until }: Verdict, now: Date): Promise<GateOutcome> {
    if (effect === null || effect.type === 'wait') return { kind: 'blocked', until, gate };
    await this.change(target, effect, now);
    return { kind: 'handled' };
  }

  private async change(before: Target, event: TargetEvent, now: Date): Promise<void> {
    const after = decideTarget(before, event, now);
    if (after) await this.store.apply([{ target: { before, after }, delivery: null, refund: null }], now);
  }

  /** Notes the account that WhatsApp named. Null: the target left, it is about somebody who is in a sequence already. */
  private async identified(target: Target, contact: Contact, now: Date): Promise<Target | null> {
    if (isIdentified(target, contact)) return target;
    const account = accountOf(target, contact);
    const outcome = await this.targets.identify(target.id, account, now);
    return outcome.kind === 'identified' ? outcome.target : null;
  }
}

const accountOf = (target: Target, { waPhone, lid }: Contact) => ({
  waPhone: waPhone ?? target.waPhone,
  lid: lid ?? target.lid,
});

const isIdentified = (target: Target, contact: Contact): boolean => {
  const { waPhone, lid } = accountOf(target, contact);
  return waPhone === target.waPhone && lid === target.lid;
};

const notReachable = (until: Date): Verdict => ({
  gate: 'number',
  open: false,
  code: 'not_reachable_now',
  until,
  effect: { type: 'defer', until, cause: 'not_reachable_now' },
});
