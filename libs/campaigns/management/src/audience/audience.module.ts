import { CampaignsCoreModule } from '@relance/campaigns-core';
import { Module } from '@nestjs/common';
import { PreviewAudience } from './preview-audience.ts';

@Module({ imports: [CampaignsCoreModule], providers: [PreviewAudience], exports: [PreviewAudience] })
export class AudienceModule {}
