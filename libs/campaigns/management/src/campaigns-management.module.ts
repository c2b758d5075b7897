import { Module } from '@nestjs/common';
import { AudienceModule } from './audience/audience.module.ts';
import { CampaignsModule } from './campaigns/campaigns.module.ts';
import { ContactsModule } from './contacts/contacts.module.ts';
import { ExportsModule } from './exports/exports.module.ts';
import { SettingsModule } from './settings/settings.module.ts';
import { MediaModule } from './media/media.module.ts';
import { TargetsModule } from './targets/targets.module.ts';
import { TemplatesModule } from './templates/templates.module.ts';
import { TestMessagesModule } from './test-messages/test-messages.module.ts';

/** What people do with campaigns, over HTTP. No timers; needs the campaigns' ports, platform, audit and user directory. */
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
