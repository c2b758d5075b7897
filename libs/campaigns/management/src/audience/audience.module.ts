import { CampaignsCoreModule } from '@relance/campaigns-core';
import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/contacts.module.ts';
import { PreviewAudience } from './preview-audience.ts';

@Module({ imports: [CampaignsCoreModule, ContactsModule], providers: [PreviewAudience], exports: [PreviewAudience] })
export class AudienceModule {}
