import { SYSTEM_STEERING } from '@relance/campaigns-domain';
import { type Provider, type Type } from '@nestjs/common';
import { EnrolAudience } from './audience/enrol-audience.ts';
import { EnrolDefaultCampaigns } from './audience/enrol-default-campaigns.ts';
import { JudgeAudience } from './audience/judge-audience.ts';
import { PreviewAudience } from './audience/preview-audience.ts';
import { CampaignControl } from './campaigns/campaign-control.ts';
import { CampaignLifecycle } from './campaigns/campaign-lifecycle.ts';
import { CampaignPresenter } from './campaigns/campaign.presenter.ts';
import { ReadCampaignPlan } from './campaigns/campaign-plan.ts';
import { CampaignReader } from './campaigns/campaign-reader.ts';
import { CampaignSteering } from './campaigns/campaign-steering.ts';
import { CampaignTransitions } from './campaigns/campaign-transitions.ts';
import { CampaignsController } from './campaigns/campaigns.controller.ts';
import { LifecycleController } from './campaigns/lifecycle.controller.ts';
import { WriteCampaign } from './campaigns/write-campaign.ts';
import { CampaignClock } from './clock/campaign-clock.ts';
import { ContactPresenter } from './contacts/contact-presenter.ts';
import { ContactsController } from './contacts/contacts.controller.ts';
import { ConvertContact } from './contacts/convert-contact.ts';
import { KeepContacts } from './contacts/keep-contacts.ts';
import { SaveContactRows } from './contacts/save-contact-rows.ts';
import { ChangeSettings } from './settings/change-settings.ts';
import { SeedDemo } from './demo/seed-demo.ts';
import { SettingsController } from './settings/settings.controller.ts';
import { Audited } from './shared/audited.ts';
import { PreviewTemplate } from './templates/preview-template.ts';
import { SeedTemplates } from './templates/seed-templates.ts';
import { TemplatesController } from './templates/templates.controller.ts';

/** Routes of the campaign book. */
export const bookControllers: Type[] = [
  SettingsController,
  ContactsController,
  TemplatesController,
  CampaignsController,
  LifecycleController,
];

/** What other modules may use of the book. */
export const bookExports = [CampaignControl, CampaignReader, CampaignSteering, CampaignPresenter, PreviewAudience];

/** The book's use cases. */
export const bookProviders: Provider[] = [
  ...bookExports,
  JudgeAudience,
  EnrolAudience,
  EnrolDefaultCampaigns,
  ReadCampaignPlan,
  CampaignTransitions,
  CampaignLifecycle,
  WriteCampaign,
  CampaignClock,
  ContactPresenter,
  ConvertContact,
  KeepContacts,
  SaveContactRows,
  ChangeSettings,
  Audited,
  PreviewTemplate,
  SeedTemplates,
  SeedDemo,
  { provide: SYSTEM_STEERING, useExisting: CampaignSteering },
];
