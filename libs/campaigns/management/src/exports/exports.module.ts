import { Module } from '@nestjs/common';
import { CampaignExportController } from './campaign-export.controller.ts';
import { CampaignExports } from './campaign-exports.ts';

/** Campaigns and targets as files. */
@Module({ controllers: [CampaignExportController], providers: [CampaignExports], exports: [CampaignExports] })
export class ExportsModule {}
