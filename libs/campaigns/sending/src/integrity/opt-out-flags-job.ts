import { OPT_OUT_STORE, type OptOutStore } from '@relance/campaigns-domain';
import { LeasedJobs } from '@relance/platform';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

const HOUR_MS = 3_600_000;

/**
 * Who opted out is shown so in the lists of contacts, also after a process was killed in the moment of the opt-out: looked at when
 * a worker process starts and each hour, in one process at a time; nothing waits for it.
 */
@Injectable()
export class OptOutFlagsJob implements OnApplicationBootstrap {
  constructor(
    @Inject(OPT_OUT_STORE) private readonly optOuts: OptOutStore,
    private readonly jobs: LeasedJobs,
  ) {}

  onApplicationBootstrap(): void {
    void this.jobs.runLogged('contacts.optOutFlags', () => this.optOuts.refreshFlags('start'));
  }

  @Interval('contacts.optOutFlags', HOUR_MS)
  async hourly(): Promise<void> {
    await this.jobs.runLogged('contacts.optOutFlags', () => this.optOuts.refreshFlags('hour'));
  }
}
