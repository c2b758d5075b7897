import {
  type IntegrityDifference,
  type IntegrityReport,
  STATISTICS_STORE,
  type StatisticsStore,
} from '@relance/campaigns-domain';
import { type CampaignId, type Clock } from '@relance/kernel';
import { LeasedJobs, SYSTEM_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';

const JOB = 'integrity-recount';
const PAGE = 50;
const ITEMS = 1000;

/**
 * Recounts every campaign's targets and deliveries against its counters, and all campaigns against the tiles. A job: on one
 * process at a time, and its report is stored for everybody.
 */
@Injectable()
export class IntegrityRecount {
  private running: Promise<IntegrityReport | null> | null = null;

  constructor(
    @Inject(STATISTICS_STORE) private readonly statistics: StatisticsStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    private readonly jobs: LeasedJobs,
  ) {}

  /** The stored report of the last recount, whichever process made it; null before the first. */
  latest(): Promise<IntegrityReport | null> {
    return this.statistics.lastReport();
  }

  /** Recounts and stores the report. Null: a recount runs already in another process, or this one ends. */
  run(): Promise<IntegrityReport | null> {
    this.running ??= this.jobs
      .run(JOB, ({ signal }) => this.recount(signal))
      .finally(() => {
        this.running = null;
      });
    return this.running;
  }

  /** Recounts without the lease and without storing anything; for tests and the job itself. */
  async count(signal?: AbortSignal): Promise<IntegrityReport> {
    const items: IntegrityDifference[] = [];
    let differences = 0;
    let after: CampaignId | null = null;
    const take = (found: readonly IntegrityDifference[]): void => {
      differences += found.length;
      items.push(...found.slice(0, ITEMS - items.length));
    };
    do {
      signal?.throwIfAborted();
      const page = await this.statistics.recount(after, PAGE);
      take(page.differences);
      after = page.last;
    } while (after !== null);
    take(await this.statistics.recountTotals());
    return { differences, checkedAt: this.clock.now(), items };
  }

  private async recount(signal: AbortSignal): Promise<IntegrityReport> {
    const report = await this.count(signal);
    await this.statistics.saveReport(report);
    await this.statistics.repairTotals();
    return report;
  }
}
