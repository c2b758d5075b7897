import { type OwnerId } from '@relance/kernel';
import { type Language } from '../contact/contact.ts';

export const pacingProfiles = ['safe', 'fast', 'test'] as const;
export type PacingProfileName = (typeof pacingProfiles)[number];

/** ISO weekdays, 1 = Monday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Hours in which messages may leave, `HH:mm` local. `to` at or before `from` reaches into the next day. */
export type SendWindow = { readonly days: readonly Weekday[]; readonly from: string; readonly to: string };

/** An owner's switches, limits and policy: what PUT /settings and PATCH /config change. */
export type Settings = {
  readonly enabled: boolean;
  readonly enrollmentPaused: boolean;
  readonly sendingPaused: boolean;
  /** The owner's own pause of default enrolment; the automatic one is derived, never stored. */
  readonly defaultCampaignPaused: boolean;
  readonly allowSimultaneousCampaigns: boolean;
  readonly maxMessagesPerDay: number;
  readonly maxTargetsPerCampaign: number;
  /** IANA. */
  readonly timeZone: string;
  /** ISO 3166 alpha-2 for national numbers; null: only international numbers are understood. */
  readonly defaultCountry: string | null;
  readonly coldContactsPerDay: number;
  /** Daily cap by week since `linkedNumberSince`; after the last entry only `maxMessagesPerDay` holds. */
  readonly warmUp: readonly number[];
  readonly sendWindows: readonly SendWindow[];
  readonly pacingProfile: PacingProfileName;
  readonly language: Language;
  /** Since when the number is in use; null: since it was linked here. */
  readonly linkedNumberSince: Date | null;
  readonly autoResumeAfterRelink: boolean;
};

/** Why sending was paused by the engine; null when the owner did it or it is not paused. */
export type SendingPauseReason = { readonly code: 'failure_ratio'; readonly note: string; readonly at: Date };

export type OwnerSettings = Settings & {
  readonly ownerId: OwnerId;
  /** False when nothing was ever saved for this owner and these are the defaults. */
  readonly isStored: boolean;
  readonly sendingPauseReason: SendingPauseReason | null;
};

export const settingsBounds = {
  maxMessagesPerDay: { min: 1, max: 100 },
  maxTargetsPerCampaign: { min: 10, max: 1000 },
  coldContactsPerDay: { min: 0, max: 100 },
  warmUpEntries: { min: 0, max: 12 },
  warmUpEntry: { min: 1, max: 100 },
  sendWindows: { min: 1, max: 14 },
} as const;

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** What holds for an owner who never changed anything. The window comes from the configuration. */
export const defaultSettings = (window: { readonly from: string; readonly to: string }): Settings => ({
  enabled: true,
  enrollmentPaused: false,
  sendingPaused: false,
  defaultCampaignPaused: false,
  allowSimultaneousCampaigns: false,
  maxMessagesPerDay: 50,
  maxTargetsPerCampaign: 500,
  timeZone: 'UTC',
  defaultCountry: null,
  coldContactsPerDay: 20,
  warmUp: [20, 50, 100],
  sendWindows: [{ days: everyDay, from: window.from, to: window.to }],
  pacingProfile: 'safe',
  language: 'fr',
  linkedNumberSince: null,
  autoResumeAfterRelink: false,
});
