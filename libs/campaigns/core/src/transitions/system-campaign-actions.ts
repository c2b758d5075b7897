import { type CampaignReasonCode, CAMPAIGN_STORE, type CampaignStore, SYSTEM_ACTOR } from '@relance/campaigns-domain';
import { type CampaignId, DomainError, type OwnerId } from '@relance/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CampaignTransitions } from './campaign-transitions.ts';

export type SystemPause = { readonly code: 'session_expired' | 'failure_ratio'; readonly note: string | null };

/** What the sending engine may do to campaigns: what a lost session or too many failures do to an owner's campaigns. */
@Injectable()
export class SystemCampaignActions {
  constructor(
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    private readonly transitions: CampaignTransitions,
  ) {}

  /** Pauses the owner's active campaigns; how many. Safe to repeat. */
  async pauseBySystem(ownerId: OwnerId, { code, note }: SystemPause): Promise<number> {
    const active = await this.campaigns.activeOf([ownerId]);
    const event = { type: 'pause', by: SYSTEM_ACTOR, note, code } as const;
    return this.countDone(active, ({ id }) => this.transitions.apply(id, { ownerId }, event));
  }

  /** Resumes the campaigns that were paused for this reason; how many. */
  async resumeBySystem(ownerId: OwnerId, code: CampaignReasonCode): Promise<number> {
    const paused = await this.campaigns.pausedFor(ownerId, code);
    return this.countDone(paused, ({ id }) =>
      this.transitions.apply(id, { ownerId }, { type: 'resume', by: SYSTEM_ACTOR }),
    );
  }

  /** Completes a campaign whose last target has left; false while it goes on. */
  completeIfDrained(campaignId: CampaignId): Promise<boolean> {
    return this.transitions.completeIfDrained(campaignId);
  }

  private async countDone<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number> {
    let done = 0;
    for (const item of items) {
      try {
        await work(item);
        done += 1;
      } catch (error) {
        // Somebody was quicker (409) or it is gone (404): the others still get their turn.
        if (!(error instanceof DomainError)) throw error;
      }
    }
    return done;
  }
}
