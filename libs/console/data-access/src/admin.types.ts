// What administrators of the installation work with, as the API says it.
import { type components } from '@relance/api-client';
import { type Language, type SessionView } from './contract.ts';

type Schemas = components['schemas'];

export type OwnerRow = {
  id: string;
  name: string | null;
  email: string | null;
  session: SessionView | null;
  campaigns: { active: number; total: number };
  contacts: number;
  lastSeenAt: string | null;
};
export type OptOut = {
  id: string;
  phoneMasked: string;
  source?: string | null;
  reason?: string | null;
  evidence?: string | null;
  text?: string | null;
  createdAt?: string;
  at?: string;
};
export type OwnerSettings = {
  enabled: boolean;
  enrollmentPaused: boolean;
  sendingPaused: boolean;
  defaultCampaignPaused: boolean;
  allowSimultaneousCampaigns: boolean;
  maxMessagesPerDay: number;
  maxTargetsPerCampaign: number;
  timeZone: string;
  defaultCountry: string | null;
  coldContactsPerDay: number;
  warmUp: number[];
  sendWindows: { days: number[]; from: string; to: string }[];
  pacingProfile: 'safe' | 'fast' | 'test';
  language: Language;
  linkedNumberSince: string | null;
  autoResumeAfterRelink: boolean;
};
export type InstallationSettings = {
  optOutLine: { fr: string; en: string } | null;
  /** All that are heard; sent back as a whole, or null for the product's own lists. */
  stopWords: string[];
  stopWordChanges: { list: 'builtIn' | 'own'; added: string[]; removed: string[] };
  defaults: Partial<OwnerSettings>;
  limits: Record<string, number | null>;
  retention: Record<string, number | null>;
  requireTwoFactor: boolean;
};
/** What is changed; null stop words: the product's own lists. */
export type InstallationSettingsInput = Partial<Omit<InstallationSettings, 'stopWords' | 'stopWordChanges'>> & {
  stopWords?: string[] | null;
  stopWordChanges?: { added?: string[]; removed?: string[] };
};
export type Report = Schemas['ReportView'];
export type ReportFrequency = Report['frequency'];
export type ReportInput = Schemas['ReportBody'];
export type ReportRun = Schemas['ReportRunView'];
/** The mail of a report as it would be sent now; `html` is a whole document. */
export type ReportMail = Schemas['ReportPreviewView'];
export type Webhook = Schemas['WebhookView'];
export type WebhookEvent = Webhook['events'][number];
export type WebhookDelivery = Schemas['WebhookDeliveryView'];
/** In the order of the form. */
export const webhookEvents = [
  'session.updated',
  'campaign.updated',
  'target.exited',
  'delivery.updated',
  'contact.opted_out',
  'contact.replied',
] as const satisfies readonly WebhookEvent[];

export type AnalyticsPoint = {
  at: string;
  sent: number;
  delivered: number;
  read: number;
  failed: number;
  replied: number;
};
export type FunnelDay = {
  day: number;
  waiting: number;
  sent: number;
  delivered: number;
  read: number;
  replied: number;
  exited: number;
};
export type AuditFilters = {
  action: string | null;
  actorId: string | null;
  userId: string | null;
  entityType: string | null;
  from: string | null;
  to: string | null;
  page: number;
};

export type BulkAction = 'pause' | 'resume' | 'cancel';
export type BulkFilter = Partial<Record<'status' | 'type' | 'userId' | 'q' | 'from' | 'to', string>>;
export type BulkRequest = {
  action: BulkAction;
  ids?: string[];
  filter?: BulkFilter;
  reason?: string;
  dryRun?: boolean;
  confirmToken?: string;
};
export type BulkDryRun = { count: number; confirmToken: string; samples: { id: string; name: string }[] };
export type BulkResult = { id: string; ok: boolean; code?: string; currentStatus?: string; name?: string };
export type BulkOutcome = { results?: BulkResult[]; jobId?: string; status?: string; progress?: number };

/** Webhooks of all owners' installation, or an owner's own. */
export type Whose = 'admin' | 'own';
