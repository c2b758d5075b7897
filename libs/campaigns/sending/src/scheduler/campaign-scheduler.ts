import { CAMPAIGN_STORE, type CampaignStore } from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import {
  type JobLease,
  LeasedJobs,
  LOGGER,
  PRODUCT_CLOCK,
  RELANCE_CONFIG,
  type RelanceConfig,
  Shutdown,
} from '@relance/platform';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from 'pino';
import { EnrolDefaultCampaigns } from './enrol-default-campaigns.ts';
import { CampaignTransitions } from '@relance/campaigns-core';

/** Real time between two looks at the clock. */
const TICK_MS = 1000;
const JOB = 'campaign-scheduler';
/** Default enrolment and tidying come once in a minute of product time. */
const MINUTE_MS = 60_000;
const BATCH = 200;

/** What happens to campaigns by time alone: due starts, enrolments to go on with, default relance, sweeps and ends. */
@Injectable()
export class CampaignScheduler implements OnApplicationBootstrap {
  private lastMinute = 0;

  constructor(
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'roles'>,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly jobs: LeasedJobs,
    private readonly shutdown: Shutdown,
    private readonly transitions: CampaignTransitions,
    private readonly enrolDefaults: EnrolDefaultCampaigns,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.roles.worker) void this.loop();
  }

  /** One process holds the lease and does the work; the others ask for it until they get it. */
  private async loop(): Promise<void> {
    const { signal } = this.shutdown;
    while (!signal.aborted) {
      await this.jobs.runLogged(JOB, (lease) => this.whileHeld(lease));
      await sleep(TICK_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async whileHeld({ signal }: JobLease): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.work(signal);
      } catch (error) {
        // The next tick tries again; nothing here is lost by waiting.
        this.logger.warn(
          { event: 'campaign_scheduler.tick_failed', err: error },
          'campaign scheduler tick failed; retrying next tick',
        );
      }
      await sleep(TICK_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** One round of everything that is due now. */
  async work(signal?: AbortSignal): Promise<void> {
    // Once with all of it: totals of a database that has none yet are begun by the count.
    if (this.lastMinute === 0 || (await this.campaigns.hasWork(this.clock.now()))) {
      await this.startDue();
      await this.goOnEnrolling(signal);
      await this.campaigns.countChanges(BATCH);
    }
    const minute = Math.floor(this.clock.now().getTime() / MINUTE_MS);
    if (minute === this.lastMinute) return;
    this.lastMinute = minute;
    await this.enrolDefaults.run();
    await this.finishSweeps();
    await this.finishRemovals();
    await this.completeDrained();
  }

  /** All due campaigns, not one. A date missed while nothing ran starts late. */
  private async startDue(): Promise<void> {
    const due = await this.campaigns.due(this.clock.now(), BATCH);
    for (const { id, runAfterCampaignId } of due) {
      const isStarted = await this.transitions.startBySystem(
        id,
        runAfterCampaignId ? 'parent_ended' : 'start_date_reached',
      );
      if (isStarted)
        this.logger.info({ event: 'campaign.started_by_schedule', campaignId: id }, 'a scheduled campaign started');
    }
  }

  private async goOnEnrolling(signal?: AbortSignal): Promise<void> {
    for (const { id } of await this.campaigns.withOpenEnrolment(BATCH)) await this.transitions.enrol(id, signal);
  }

  private async finishSweeps(): Promise<void> {
    for (const { id } of await this.campaigns.cancelledWithLiveTargets(BATCH)) {
      await this.transitions.exitLiveTargets(id);
    }
  }

  private async finishRemovals(): Promise<void> {
    for (const id of await this.campaigns.unfinishedRemovals(BATCH)) await this.transitions.removeTargets(id);
  }

  private async completeDrained(): Promise<void> {
    for (const { id } of await this.campaigns.finished(BATCH)) await this.transitions.completeIfDrained(id);
  }
}
