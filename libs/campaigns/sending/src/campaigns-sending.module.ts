import { Module } from '@nestjs/common';
import { InboundModule } from './inbound/inbound.module.ts';
import { IntegrityScheduleModule } from './integrity/integrity.module.ts';
import { SchedulerModule } from './scheduler/scheduler.module.ts';

/** The sending engine: loaded by worker processes. No routes; needs the campaigns' ports. */
@Module({ imports: [SchedulerModule, InboundModule, IntegrityScheduleModule], exports: [SchedulerModule] })
export class CampaignsSendingModule {}
