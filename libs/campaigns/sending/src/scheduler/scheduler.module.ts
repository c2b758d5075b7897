import { CampaignsCoreModule } from '@relance/campaigns-core';
import { Module } from '@nestjs/common';
import { ClaimingModule } from '../claiming/claiming.module.ts';
import { ResultsModule } from '../results/results.module.ts';
import { SendingSharedModule } from '../shared/shared.module.ts';
import { CampaignScheduler } from './campaign-scheduler.ts';
import { EnrolDefaultCampaigns } from './enrol-default-campaigns.ts';
import { SendScheduler } from './send-scheduler.ts';
import { SenderQueues } from './sender-queues.ts';

/** When anything happens by itself: senders that may send again, campaigns that time alone changes. */
@Module({
  imports: [CampaignsCoreModule, ClaimingModule, ResultsModule, SendingSharedModule],
  providers: [CampaignScheduler, EnrolDefaultCampaigns, SenderQueues, SendScheduler],
  exports: [SenderQueues, SendScheduler],
})
export class SchedulerModule {}
