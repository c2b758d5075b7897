// What administrators of the installation work with, as the API says it.
import { type components } from '@relance/api-client';

type Schemas = components['schemas'];

export type OwnerRow = Schemas['OwnerProfileView'];
export type OptOut = Schemas['OptOutView'];
export type OwnerSettings = Schemas['SettingsView'];
export type InstallationSettings = Schemas['InstallationSettingsView'];
/** What is changed; null stop words: the product's own lists. */
export type InstallationSettingsInput = Schemas['InstallationSettingsBody'];
/** `items`: the first of the differences. */
export type IntegrityReport = Schemas['IntegrityView'];
export type IntegrityDifference = Schemas['IntegrityDifferenceView'];
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

export type AnalyticsPoint = Schemas['PointView'];
export type FunnelDay = Schemas['FunnelDayView'];
export type Exits = Schemas['ExitsView'];
export type AuditFilters = {
  action: string | null;
  actorId: string | null;
  userId: string | null;
  entityType: string | null;
  from: string | null;
  to: string | null;
  page: number;
};

export type BulkAction = Schemas['BulkBody']['action'];
export type BulkFilter = Schemas['BulkFilter'];
/** Campaigns by id or by filter, never both; `dryRun` is the call's own. */
export type BulkRequest = Omit<Schemas['BulkBody'], 'dryRun'>;
/** How many it would be, with the token that confirms it. */
export type BulkDryRun = Required<Pick<Schemas['CampaignBulkAnswer'], 'count' | 'confirmToken' | 'samples'>>;
export type BulkResult = Schemas['BulkResultView'];
/** What became of each, or where to ask for it when there are many. */
export type BulkOutcome = Pick<Schemas['CampaignBulkAnswer'], 'results' | 'jobId'>;
export type BulkJob = Schemas['BulkJobView'];

/** Webhooks of all owners' installation, or an owner's own. */
export type Whose = 'admin' | 'own';
