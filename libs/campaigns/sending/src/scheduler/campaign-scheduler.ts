import { CAMPAIGN_STORE, type CampaignStore } from '@relance/campaigns-domain';
import { type Clock } from '@relance/kernel';
import { type HeldLock, JobLock, LOGGER, PRODUCT_CLOCK, RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Logger } from 'pino';
import { EnrolDefaultCampaigns } from './enrol-default-campaigns.ts';
import { CampaignTransitions } from '@relance/campaigns-core';

/** Real time between two looks at the clock. */
const TICK_MS = 1000;
/** One process does this work; another takes over when it has been silent for so long. */
const LOCK = 'campaign-scheduler';
const LOCK_MS = 15_000;
/** Default enrolment and tidying come once in a minute of product time. */
const MINUTE_MS = 60_000;
const BATCH = 200;

/** What happens to campaigns by time alone: due starts, enrolments to go on with, default relance, sweeps and ends. */
@Injectable()
export class CampaignScheduler implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;
  private lastMinute = 0;
  private held: HeldLock | null = null;

  constructor(
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'roles'>,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly lock: JobLock,
    private readonly transitions: CampaignTransitions,
    private readonly enrolDefaults: EnrolDefaultCampaigns,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.roles.worker) this.schedule();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
    // Given back, so that another process need not wait for the lock to run out.
    if (this.held) await this.lock.release(this.held).catch(() => undefined);
  }

  private schedule(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.running = this.tick().finally(() => this.schedule());
    }, TICK_MS);
    this.timer.unref();
  }

  private async tick(): Promise<void> {
    try {
      this.held =
        (this.held && (await this.lock.renew(this.held, LOCK_MS))) ?? (await this.lock.acquire(LOCK, LOCK_MS));
      if (this.held) await this.work();
    } catch (error) {
      // The next tick tries again; nothing here is lost by waiting.
      this.logger.warn(
        { event: 'campaign_scheduler.tick_failed', err: error },
        'campaign scheduler tick failed; retrying next tick',
      );
    }
  }

  /** One round of everything that is due now. */
  async work(): Promise<void> {
    await this.startDue();
    await this.goOnEnrolling();
    await this.campaigns.countChanges(BATCH);
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

  private async goOnEnrolling(): Promise<void> {
    for (const { id } of await this.campaigns.withOpenEnrolment(BATCH)) await this.transitions.enrol(id);
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
