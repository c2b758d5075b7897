import { Global, Injectable, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { BACKGROUND_TASK_MODEL, BackgroundTaskStore, backgroundTaskSchema } from './background-tasks.store.ts';
import { BackgroundTasks } from './background-tasks.ts';
import { JobLock } from './job-lock.ts';
import { LeasedJobs } from './leased-jobs.ts';
import { Shutdown } from './shutdown.ts';

/** Timers of `@nestjs/schedule` stop with the intake: no job is begun that would have to be ended at once. */
@Injectable()
class ScheduleStopper {
  constructor(registry: SchedulerRegistry, shutdown: Shutdown) {
    shutdown.on('stopIntake', 'schedules', async () => {
      for (const name of registry.getIntervals()) registry.deleteInterval(name);
      for (const name of registry.getTimeouts()) registry.deleteTimeout(name);
      await Promise.all([...registry.getCronJobs().values()].map((job) => job.stop()));
    });
  }
}

const jobs = [JobLock, LeasedJobs, BackgroundTaskStore, BackgroundTasks];

/**
 * When (`@Interval`, `@Cron` of `@nestjs/schedule`), who (LeasedJobs), and long work (BackgroundTasks). Global; comes with
 * MongoModule.
 */
@Global()
@Module({
  imports: [
    ScheduleModule.forRoot(),
    MongooseModule.forFeature([{ name: BACKGROUND_TASK_MODEL, schema: backgroundTaskSchema }]),
  ],
  providers: [...jobs, ScheduleStopper],
  exports: jobs,
})
export class JobsModule {}
