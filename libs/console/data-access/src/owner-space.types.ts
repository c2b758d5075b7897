// One owner's things as the API says them: phone, settings, people, messages, files, own campaigns.
import { type components } from '@relance/api-client';

type Schemas = components['schemas'];
export type OwnSession = Schemas['SessionView'];
export type OwnSettings = Schemas['SettingsView'];
export type ContactView = Schemas['ContactView'];
/** Everything that is kept about a person. */
export type ContactDataView = Schemas['ContactDataView'];
export type ContactInput = Partial<Schemas['ContactBody']>;
export type TemplateView = Schemas['TemplateView'];
export type TemplateSet = Schemas['TemplateSetView'];
export type TemplatePreview = Schemas['TemplatePreviewView'];
export type MediaView = Schemas['MediaView'];
/** `phone` is whole: the owner typed it. */
export type TestNumber = Schemas['TestNumberView'];
export type AudiencePreview = Schemas['PreviewAnswer'];
export type Forecast = Schemas['ForecastView'];
export type Texts = Schemas['TextsBody'];
export type CustomMessage = Schemas['CustomMessageBody'];
/** A draft; what is not given takes the API's default. */
export type CampaignInput = Pick<Schemas['CampaignBody'], 'name' | 'targetFilter'> & Partial<Schemas['CampaignBody']>;
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
export type ImportInspection = Schemas['InspectAnswer'];
export type ImportReport = Schemas['ImportReport'];
export type ImportOptions = Required<Pick<Schemas['ImportBody'], 'importId' | 'mapping'>> &
  Partial<Omit<Schemas['ImportBody'], 'file'>>;

export type PreviewInput = Omit<Schemas['TemplatePreviewBody'], 'dayNumber'>;
