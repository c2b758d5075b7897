import { CampaignsCoreModule } from '@relance/campaigns-core';
import { Module } from '@nestjs/common';
import { SendingSharedModule } from '../shared/shared.module.ts';
import { DeliveryResultBuffer } from './delivery-result-buffer.ts';
import { DeliveryResultEffects } from './delivery-result-effects.ts';
import { KnownDeliveries } from './known-deliveries.ts';
import { NextDayScheduler } from './next-day-scheduler.ts';
import { StaleLeaseReaper } from './stale-lease-reaper.ts';

/** What became of messages: gathered, stored with their counters, and what follows from it. */
@Module({
  imports: [CampaignsCoreModule, SendingSharedModule],
  providers: [DeliveryResultBuffer, DeliveryResultEffects, KnownDeliveries, NextDayScheduler, StaleLeaseReaper],
  exports: [DeliveryResultBuffer, KnownDeliveries, StaleLeaseReaper],
})
export class ResultsModule {}
