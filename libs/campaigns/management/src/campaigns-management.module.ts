import { Module } from '@nestjs/common';
import { AudienceModule } from './audience/audience.module.ts';
import { CampaignsHttpModule, CampaignsModule } from './campaigns/campaigns.module.ts';
import { ContactsHttpModule, ContactsModule } from './contacts/contacts.module.ts';
import { ExportsHttpModule, ExportsModule } from './exports/exports.module.ts';
import { SettingsHttpModule, SettingsModule } from './settings/settings.module.ts';
import { MediaHttpModule, MediaModule } from './media/media.module.ts';
import { TargetsHttpModule, TargetsModule } from './targets/targets.module.ts';
import { TemplatesHttpModule, TemplatesModule } from './templates/templates.module.ts';
import { TestMessagesHttpModule, TestMessagesModule } from './test-messages/test-messages.module.ts';

/** What people do with campaigns. No routes, no timers; needs the campaigns' ports, platform, audit and user directory. */
@Module({
  imports: [
    CampaignsModule,
    AudienceModule,
    ContactsModule,
    ExportsModule,
    MediaModule,
    SettingsModule,
    TargetsModule,
    TemplatesModule,
    TestMessagesModule,
  ],
  exports: [CampaignsModule, AudienceModule, ContactsModule, ExportsModule, TargetsModule],
})
export class CampaignsManagementModule {}

/** The routes of what people do with campaigns: loaded by processes of the api role. A fixed path stands before `:id` of the same list. */
@Module({
  imports: [
    CampaignsHttpModule,
    ContactsHttpModule,
    ExportsHttpModule,
    MediaHttpModule,
    SettingsHttpModule,
    TargetsHttpModule,
    TestMessagesHttpModule,
    TemplatesHttpModule,
  ],
})
export class CampaignsManagementHttpModule {}
