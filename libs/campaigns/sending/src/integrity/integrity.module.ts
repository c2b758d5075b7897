import { Module } from '@nestjs/common';
import { IntegrityJob } from './integrity-job.ts';
import { IntegrityRecount } from './integrity-recount.ts';

/** The recount on demand; no timers. */
@Module({ providers: [IntegrityRecount], exports: [IntegrityRecount] })
export class IntegrityModule {}

/** The recount each night; worker processes. */
@Module({ imports: [IntegrityModule], providers: [IntegrityJob] })
export class IntegrityScheduleModule {}
