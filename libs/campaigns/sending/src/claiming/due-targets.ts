import { SENDING_STORE, type SendingStore, type Target } from '@relance/campaigns-domain';
import { type CampaignId, type Clock, earlierOf, type OwnerId } from '@relance/kernel';
import { SYSTEM_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';

/** So many waiting targets of a campaign are asked for at once. */
const AHEAD = 20;
/** Senders remembered; of more, those not asked about for longest are asked for anew. */
const MOST_SENDERS = 10_000;
const LONG_AGO = new Date(0);

/** What one question told of a campaign. All instants but `readAt` are of the product's clock. */
type Page = {
  /** Of the process's clock; null while the question is under way. */
  readAt: number | null;
  /** Those that are due, the longest first. */
  readonly due: Target[];
  /** Those that fall due later, the first of them first. */
  readonly later: Target[];
  /** From here on there may be others that were not read; null when all that wait were read. */
  endsAt: Date | null;
  /** From here on somebody is due who was not waiting when it was read; null when nobody told of one. */
  missesFrom: Date | null;
};
type PagesOfSender = Map<CampaignId, Page>;

/**
 * Waiting targets, looked up a few ahead: those that are due and those that fall due next. They are hints of where to look next and
 * no more: whether one still stands as it was read is decided by the intent, which is written over its version and over its
 * campaign's epoch. That nobody is due is believed as long as nothing told of a change since (`expect`, `doubt`, `forget`).
 */
@Injectable()
export class DueTargets {
  private readonly pages = new LRUCache<OwnerId, PagesOfSender>({ max: MOST_SENDERS });

  constructor(
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(SENDING_POLICY) private readonly policy: Pick<SendingPolicy, 'aheadForMs' | 'clockRate'>,
  ) {}

  /** The one that has been due longest; null when none is due. `isAhead`: as of an earlier question. */
  async first(
    ownerId: OwnerId,
    campaignId: CampaignId,
    now: Date,
  ): Promise<{ readonly target: Target | null; readonly isAhead: boolean }> {
    const known = this.known(ownerId, campaignId);
    if (known) {
      moveDue(known, now);
      const [target = null] = known.due;
      if (target || isComplete(known, now)) return { target, isAhead: true };
    }
    return { target: await this.ask(ownerId, campaignId, now), isAhead: false };
  }

  /** The one that would be first (or after so many others), without asking; null when that is not known. */
  peek({ ownerId, id }: { readonly ownerId: OwnerId; readonly id: CampaignId }, after = 0): Target | null {
    return this.known(ownerId, id)?.due[after] ?? null;
  }

  /** When the next one of these campaigns falls due, as of the last question; undefined when that is not known. */
  nextDue(ownerId: OwnerId, campaignIds: readonly CampaignId[]): Date | null | undefined {
    let earliest: Date | null = null;
    for (const id of campaignIds) {
      const page = this.known(ownerId, id);
      // All of a full page are due: the next one was not read.
      if (!page || (page.endsAt && page.later.length === 0)) return undefined;
      earliest = earlierOf(earliest, page.later[0]?.dueAt ?? null);
    }
    return earliest;
  }

  /** This one is done with: claimed, put off, let go or skipped. */
  drop({ ownerId, campaignId, id }: Target): void {
    const due = this.pages.get(ownerId)?.get(campaignId)?.due;
    const index = due?.findIndex((target) => target.id === id) ?? -1;
    if (index >= 0) due?.splice(index, 1);
  }

  /** Somebody of this sender falls due at this instant who was not waiting before: then the next question goes to the database. */
  expect(ownerId: OwnerId, at: Date): void {
    for (const page of this.pages.get(ownerId)?.values() ?? []) page.missesFrom = earlierOf(page.missesFrom, at);
  }

  /** Something may have changed: those that were read stay hints, that nobody else is due is not believed any more. */
  doubt(ownerId: OwnerId): void {
    this.expect(ownerId, LONG_AGO);
  }

  /** Something was not as read: the next question goes to the database. */
  forget(ownerId: OwnerId): void {
    this.pages.delete(ownerId);
  }

  /** The sender rests until then (null: nobody knows how long): what would be too old by that time is not kept. */
  rest(ownerId: OwnerId, until: Date | null, now: Date): void {
    const restMs = until ? (until.getTime() - now.getTime()) / this.policy.clockRate : Infinity;
    if (restMs >= this.policy.aheadForMs) this.forget(ownerId);
  }

  private known(ownerId: OwnerId, campaignId: CampaignId): Page | null {
    const page = this.pages.get(ownerId)?.get(campaignId);
    if (!page || page.readAt === null) return null;
    return this.clock.now().getTime() - page.readAt < this.policy.aheadForMs ? page : null;
  }

  private async ask(ownerId: OwnerId, campaignId: CampaignId, now: Date): Promise<Target | null> {
    const page: Page = { readAt: null, due: [], later: [], endsAt: null, missesFrom: null };
    const ofSender: PagesOfSender = this.pages.get(ownerId) ?? new Map();
    // Kept before the answer comes: what is told meanwhile may not be in it.
    this.pages.set(ownerId, ofSender.set(campaignId, page));
    const readAt = this.clock.now().getTime();
    const waiting = await this.store.waiting(ownerId, campaignId, AHEAD);
    page.later.push(...waiting);
    page.endsAt = waiting.length < AHEAD ? null : (waiting.at(-1)?.dueAt ?? null);
    moveDue(page, now);
    page.readAt = readAt;
    return page.due[0] ?? null;
  }
}

/** Whoever has fallen due by now is due. */
function moveDue({ due, later }: Page, now: Date): void {
  const firstLater = later.findIndex(({ dueAt }) => dueAt === null || dueAt > now);
  due.push(...later.splice(0, firstLater < 0 ? later.length : firstLater));
}

const isComplete = ({ endsAt, missesFrom }: Page, now: Date): boolean =>
  (endsAt === null || endsAt > now) && (missesFrom === null || missesFrom > now);
