import { SENDING_STORE, type SendingStore, type Target } from '@relance/campaigns-domain';
import { type CampaignId, type Clock, earlierOf, type OwnerId } from '@relance/kernel';
import { SYSTEM_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { SENDING_POLICY, type SendingPolicy } from '../shared/sending.policy.ts';

/** So many waiting targets of a campaign are asked for at once. */
const AHEAD = 20;
/** Campaigns remembered; of more, those not asked about for longest are asked for anew. */
const MOST_CAMPAIGNS = 10_000;

/** `targets`: those that are due. `next`: when the first of the others falls due; undefined when so many are due that none was read. */
type Ahead = { readonly readAt: number; readonly targets: Target[]; readonly next: Date | null | undefined };

/**
 * Due targets, looked up a few ahead. They are hints of where to look next and no more: whether one still stands as it was read
 * is decided by the intent, which is written over its version and over its campaign's epoch.
 */
@Injectable()
export class DueTargets {
  private readonly ahead = new LRUCache<CampaignId, Ahead>({ max: MOST_CAMPAIGNS });

  constructor(
    @Inject(SENDING_STORE) private readonly store: SendingStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(SENDING_POLICY) private readonly policy: Pick<SendingPolicy, 'aheadForMs'>,
  ) {}

  /** The one that has been due longest; null when none was due at the last question. */
  async first(ownerId: OwnerId, campaignId: CampaignId, now: Date): Promise<Target | null> {
    const known = this.known(campaignId);
    return known ? (known.targets[0] ?? null) : this.ask(ownerId, campaignId, now);
  }

  /** The one that would be first (or after so many others), without asking; null when nobody asked lately. */
  peek(campaignId: CampaignId, after = 0): Target | null {
    return this.known(campaignId)?.targets[after] ?? null;
  }

  /** Whether the next answer comes from an earlier question; that none was due is such an answer too. */
  isAhead(campaignId: CampaignId): boolean {
    return this.known(campaignId) !== null;
  }

  /** When the next one of these campaigns falls due, as of the last question; undefined when that is not known. */
  nextDue(campaignIds: readonly CampaignId[]): Date | null | undefined {
    let earliest: Date | null = null;
    for (const id of campaignIds) {
      const next = this.known(id)?.next;
      if (next === undefined) return undefined;
      earliest = earlierOf(earliest, next);
    }
    return earliest;
  }

  /** This one is done with: claimed, put off, let go or skipped. The last one of a full page leads to the next question. */
  drop({ campaignId, id }: Target): void {
    const targets = this.ahead.get(campaignId)?.targets;
    const index = targets?.findIndex((target) => target.id === id) ?? -1;
    if (index >= 0) targets?.splice(index, 1);
    if (targets?.length === 0) this.ahead.delete(campaignId);
  }

  /** Something was not as read, or the sender rests: the next question goes to the database. */
  forget(campaignIds: readonly CampaignId[]): void {
    for (const id of campaignIds) this.ahead.delete(id);
  }

  private known(campaignId: CampaignId): Ahead | null {
    const known = this.ahead.get(campaignId);
    return known && this.clock.now().getTime() - known.readAt < this.policy.aheadForMs ? known : null;
  }

  private async ask(ownerId: OwnerId, campaignId: CampaignId, now: Date): Promise<Target | null> {
    const readAt = this.clock.now().getTime();
    const waiting = await this.store.waiting(ownerId, campaignId, AHEAD);
    const isDue = ({ dueAt }: Target): boolean => dueAt !== null && dueAt <= now;
    const targets = waiting.filter(isDue);
    const next = waiting.length < AHEAD ? null : undefined;
    this.ahead.set(campaignId, { readAt, targets, next: waiting[targets.length]?.dueAt ?? next });
    return targets[0] ?? null;
  }
}
