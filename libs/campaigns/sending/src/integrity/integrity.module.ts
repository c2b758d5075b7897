import { Module } from '@nestjs/common';
import { IntegrityJob } from './integrity-job.ts';
import { IntegrityRecount } from './integrity-recount.ts';
import { OptOutFlagsJob } from './opt-out-flags-job.ts';

/** The recount on demand; no timers. */
@Module({ providers: [IntegrityRecount], exports: [IntegrityRecount] })
export class IntegrityModule {}

/** The recount each night, and who opted out each hour; worker processes. */
@Module({ imports: [IntegrityModule], providers: [IntegrityJob, OptOutFlagsJob] })
export class IntegrityScheduleModule {}
