import { CampaignsCoreModule } from '@relance/campaigns-core';
import { Module } from '@nestjs/common';
import { ResultsModule } from '../results/results.module.ts';
import { SchedulerModule } from '../scheduler/scheduler.module.ts';
import { SendingSharedModule } from '../shared/shared.module.ts';
import { ConfirmOptOut } from './confirm-opt-out.ts';
import { ExtendOptOuts } from './extend-opt-outs.ts';
import { HandleInbound } from './handle-inbound.ts';
import { MessengerSubscriber } from './messenger-subscriber.ts';
import { SenderStateUpdater } from './sender-state-updater.ts';

/** What the messenger tells: receipts, replies, changes of a sender. */
@Module({
  imports: [CampaignsCoreModule, ResultsModule, SchedulerModule, SendingSharedModule],
  providers: [ConfirmOptOut, ExtendOptOuts, HandleInbound, MessengerSubscriber, SenderStateUpdater],
})
export class InboundModule {}
