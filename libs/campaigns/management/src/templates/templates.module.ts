import { CampaignsCoreModule } from '@relance/campaigns-core';
import { Module } from '@nestjs/common';
import { MediaModule } from '../media/media.module.ts';
import { ManagementSharedModule } from '../shared/shared.module.ts';
import { AdminTemplatesController } from './admin-templates.controller.ts';
import { MessageRules } from './message-rules.ts';
import { PreviewTemplate } from './preview-template.ts';
import { SeedTemplates } from './seed-templates.ts';
import { TemplateService } from './template.service.ts';
import { TemplatesController } from './templates.controller.ts';

/** What each day says: the installation's set and the owners' own ones. */
@Module({
  imports: [CampaignsCoreModule, MediaModule, ManagementSharedModule],
  providers: [PreviewTemplate, SeedTemplates, TemplateService, MessageRules],
  exports: [PreviewTemplate, TemplateService, MessageRules],
})
export class TemplatesModule {}

@Module({ imports: [TemplatesModule], controllers: [TemplatesController, AdminTemplatesController] })
export class TemplatesHttpModule {}
