import { Module } from '@nestjs/common';
import { EnrolmentModule } from '../enrolment/enrolment.module.ts';
import { SignalsModule } from '../signals/signals.module.ts';
import { CampaignTransitions } from './campaign-transitions.ts';
import { SystemCampaignActions } from './system-campaign-actions.ts';

@Module({
  imports: [EnrolmentModule, SignalsModule],
  providers: [CampaignTransitions, SystemCampaignActions],
  exports: [CampaignTransitions, SystemCampaignActions],
})
export class TransitionsModule {}
