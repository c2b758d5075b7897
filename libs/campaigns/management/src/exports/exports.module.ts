import { Module } from '@nestjs/common';
import { CampaignExportController } from './campaign-export.controller.ts';
import { ManagementSharedModule } from '../shared/shared.module.ts';
import { CampaignExports } from './campaign-exports.ts';

/** Campaigns and targets as files. */
@Module({
  imports: [ManagementSharedModule],
  providers: [CampaignExports],
  exports: [CampaignExports],
})
export class ExportsModule {}

@Module({ imports: [ExportsModule, ManagementSharedModule], controllers: [CampaignExportController] })
export class ExportsHttpModule {}
