// One owner's things as the API says them: phone, settings, people, messages, files, own campaigns.
import { type components } from '@relance/api-client';
import { type TargetFilter } from './contract.ts';

type Schemas = components['schemas'];
export type OwnSession = Schemas['SessionView'];
export type OwnSettings = Schemas['SettingsView'];
export type ContactView = Schemas['ContactView'];
export type ContactInput = Partial<Schemas['ContactBody']>;
export type TemplateView = Schemas['TemplateView'];
export type TemplateSet = Schemas['TemplateSetView'];
export type TemplatePreview = Schemas['TemplatePreviewView'];
export type MediaView = Schemas['MediaView'];
export type AudiencePreview = Schemas['PreviewAnswer'] & { estimated?: boolean };
export type Forecast = Schemas['ForecastView'];
export type Texts = { fr: string; en?: string | null };
export type CustomMessage = { dayNumber: number; messageTemplate: Texts; mediaIds?: string[] };
export type CampaignInput = {
  name: string;
  targetFilter: TargetFilter | Record<string, never>;
  audienceMode?: 'frozen' | 'dynamic';
  customMessages?: CustomMessage[];
  scheduledStartDate?: string | null;
  runAfterCampaignId?: string | null;
  maxMessagesPerDay?: number;
  stopOnReply?: boolean;
};
export type WhyNot = Schemas['WhyNotView'];
/** `next` null: nobody waits in a running campaign. */
export type NextMessage = Schemas['NextMessageAnswer'];
export type ContactFilters = {
  q: string | null;
  country: string | null;
  language: string | null;
  tag: string | null;
  /** Whether they paid, ever wrote back, asked to be left alone, and are in a sequence now; as the address says it. */
  converted: 'true' | 'false' | null;
  replied: 'true' | 'false' | null;
  optedOut: 'true' | 'false' | null;
  inLiveSequence: 'true' | 'false' | null;
  sort: string | null;
  page: number;
};
export type ImportInspection = {
  importId: string;
  format: string;
  encoding: string | null;
  delimiter: string | null;
  sheets: string[] | null;
  rows: number;
  columns: {
    index: number;
    header: string;
    samples: (string | null)[];
    suggested: string;
    confidence: number;
  }[];
  problems: unknown[];
};
type Coded = { code?: string | null; params?: Record<string, string> };
export type ImportReport = {
  jobId: string;
  status?: 'queued' | 'running' | 'done' | 'failed';
  progress?: number;
  rows?: number;
  created: number;
  updated: number;
  merged?: number;
  unchanged?: number;
  rejected: number | unknown[];
  restored?: number;
  unknownColumns?: string[];
  notes?: string[];
  /** Code of what ended the import, where it failed. */
  failure?: string | null;
  /** What is wrong with the file, where that ended it. */
  failureInDetail?: (Coded & { problem: string }) | null;
  notesInDetail?: (Coded & { problem: string; count: number; rows: number[]; sample: string | null })[];
  errors?: (Coded & { row: number; field: string | null; problem: string; value: string | null })[];
};
export type ImportOptions = {
  importId: string;
  mapping: Record<string, string>;
  defaultCountry?: string;
  tags?: string[];
  language?: 'fr' | 'en';
  consent?: { source: string; at: string };
};

export type PreviewInput = {
  day?: number;
  messageTemplate?: Texts;
  mediaIds?: string[];
  language?: 'fr' | 'en';
  contactId?: string;
  campaignName?: string;
};
