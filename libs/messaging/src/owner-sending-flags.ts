import { type OwnerId } from '@relance/kernel';

/** The part of an owner's settings and day that the session's status block repeats, flat, for user apps. */
export type OwnerSendingFlags = {
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
export interface OwnerSettingsReader {
  /** A pure read; an owner without a stored config gets the defaults. */
  read(ownerId: OwnerId): Promise<OwnerSendingFlags>;
  readMany(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, OwnerSendingFlags>>;
}

export const OWNER_SETTINGS_READER = Symbol('OwnerSettingsReader');
