import { type OwnerId } from '@relance/kernel';

/** The part of an owner's settings and day that the session's status block repeats, flat, for user apps. */
export type OwnerSwitches = {
  readonly enabled: boolean;
  readonly enrollmentPaused: boolean;
  readonly sendingPaused: boolean;
  readonly defaultCampaignPaused: boolean;
  readonly allowSimultaneousCampaigns: boolean;
  readonly maxMessagesPerDay: number;
  readonly maxTargetsPerCampaign: number;
  readonly messagesSentToday: number;
  /** Today's cap after warm-up, at most `maxMessagesPerDay`. */
  readonly dailyCap: number;
  readonly defaultPauseSource: 'manual' | 'campaign' | null;
};

/** Read by the session's presenter, provided by campaigns: the two never import each other. */
export interface OwnerSwitchboard {
  /** A pure read; an owner without a stored config gets the defaults. */
  read(ownerId: OwnerId): Promise<OwnerSwitches>;
  readMany(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, OwnerSwitches>>;
}

export const OWNER_SWITCHBOARD = Symbol('OwnerSwitchboard');
