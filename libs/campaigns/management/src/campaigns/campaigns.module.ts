import { CampaignsCoreModule } from '@relance/campaigns-core';
import { Module } from '@nestjs/common';
import { AudienceModule } from '../audience/audience.module.ts';
import { ManagementSharedModule } from '../shared/shared.module.ts';
import { TemplatesModule } from '../templates/templates.module.ts';
import { CampaignActions } from './campaign-actions.ts';
import { CampaignDrafts } from './campaign-drafts.ts';
import { CampaignReader } from './campaign-reader.ts';
import { CampaignStartPlan } from './campaign-start-plan.ts';
import { CampaignPresenter } from './campaign.presenter.ts';
import { CampaignsController } from './campaigns.controller.ts';
import { LifecycleController } from './lifecycle.controller.ts';

/** Campaigns as people make, read and steer them. */
@Module({
  imports: [CampaignsCoreModule, AudienceModule, TemplatesModule, ManagementSharedModule],
  providers: [CampaignActions, CampaignDrafts, CampaignReader, CampaignStartPlan, CampaignPresenter],
  exports: [CampaignActions, CampaignDrafts, CampaignReader, CampaignPresenter],
})
export class CampaignsModule {}

@Module({ imports: [CampaignsModule, AudienceModule], controllers: [CampaignsController, LifecycleController] })
export class CampaignsHttpModule {}
