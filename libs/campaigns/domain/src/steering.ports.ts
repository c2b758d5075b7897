import { type CampaignId, type OwnerId } from '@relance/kernel';

/** What the sending engine may do to campaigns: by the lifecycle's own rules, in the system's name. */
export interface SystemSteering {
  /** Pauses every active campaign of an owner; how many. */
  pauseBySystem(
    ownerId: OwnerId,
    reason: { readonly code: 'session_expired' | 'failure_ratio'; readonly note: string },
  ): Promise<number>;
  /** Resumes those that were paused with this code; how many. */
  resumeBySystem(ownerId: OwnerId, code: 'session_expired' | 'failure_ratio'): Promise<number>;
  /** Completes a campaign when its audience is enrolled and nobody is left in it. */
  completeIfDrained(campaignId: CampaignId): Promise<boolean>;
}
export const SYSTEM_STEERING = Symbol('SystemSteering');
