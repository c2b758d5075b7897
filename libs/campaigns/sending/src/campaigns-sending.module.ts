import { Module } from '@nestjs/common';
import { InboundModule } from './inbound/inbound.module.ts';
import { IntegrityModule } from './integrity/integrity.module.ts';
import { SchedulerModule } from './scheduler/scheduler.module.ts';

/** The sending engine: loaded by worker processes. No routes; needs the campaigns' ports. */
@Module({ imports: [SchedulerModule, InboundModule, IntegrityModule], exports: [SchedulerModule, IntegrityModule] })
export class CampaignsSendingModule {}
