// The shapes the console reads, under short names. They come from the API's own published description, so a
// change there that this code does not follow is a type error here.
import { type components } from '@relance/api-client';

type Schemas = components['schemas'];

export type Language = 'fr' | 'en';

export type CampaignView = Schemas['CampaignView'];
export type CampaignTotals = Schemas['AllCampaignsStatsView'];
export type CampaignStatusCounts = Schemas['OwnCampaignsStatsView'];
export type CampaignStatus = CampaignView['status'];
export type CampaignType = CampaignView['type'];
export type TargetFilter = NonNullable<CampaignView['targetFilter']>;
export type TargetView = Schemas['TargetView'];
export type TargetStatus = TargetView['status'];
export type AuditEntry = Schemas['AuditEntryView'];
export type Owner = Schemas['OwnerView'];
export type SessionView = Schemas['AdminSessionView'];
export type SessionState = SessionView['sessionState'];
export type SessionTotals = Schemas['SessionStatsView'];
export type SessionEvent = Schemas['SessionEventView'];
export type ConnectBody = Schemas['ConnectBody'];
export type ConnectAnswer = Schemas['ConnectAnswer'];
export type QrView = Schemas['QrView'];
/** Who is logged in. */
export type ConsoleUser = Schemas['LoginUserView'];

export type PageInfo = { total: number; page: number; limit: number; totalPages: number; nextCursor: string | null };
export type Page<K extends string, T> = PageInfo & Record<K, T[]>;

/** In the order of the filter chips. */
export const campaignStatuses = [
  'draft',
  'scheduled',
  'active',
  'paused',
  'completed',
  'cancelled',
] as const satisfies readonly CampaignStatus[];

export const campaignTypes = ['default', 'filtered'] as const satisfies readonly CampaignType[];

export const targetStatuses = [
  'active',
  'sending',
  'unknown',
  'completed',
  'converted',
  'exited',
] as const satisfies readonly TargetStatus[];

export const sessionStates = [
  'connected',
  'connecting',
  'awaiting_scan',
  'pairing',
  'retry_wait',
  'waiting_network',
  'conflict',
  'restricted',
  'expired',
  'disconnected',
  'none',
] as const satisfies readonly SessionState[];
