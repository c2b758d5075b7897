import {
  type FailedRun,
  lastOccurrence,
  nextOccurrence,
  periodOf,
  type Report,
  REPORT_STORE,
  reportRetryAt,
  type ReportRun,
  type ReportStore,
} from '@relance/admin-domain';
import { MAILER, type Mailer } from '@relance/messaging';
import { LOGGER, ProductTime, RELANCE_CONFIG, type RelanceConfig, Shutdown } from '@relance/platform';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from 'pino';
import { ReportContents } from './report-content.ts';

/** How often reports are looked at. Real time. */
const POLL_MS = 1000;
/** … while there are none. */
const IDLE_POLL_MS = 10_000;
/** What a dead process had taken is sent by another one after this; renewed while a mail is under way. Real time. */
const LEASE_MS = 15_000;
const BATCH = 20;

/**
 * Sends reports: claims each period in the database before anything is composed, so that it is sent once by however many
 * processes; a process that dies in between leaves a claim that another one finishes. A loop of its own: a mail server that
 * does not answer holds up nothing but reports.
 */
@Injectable()
export class ReportSender implements OnApplicationBootstrap {
  private wake = (): void => undefined;

  constructor(
    @Inject(REPORT_STORE) private readonly store: ReportStore,
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'roles'>,
    private readonly contents: ReportContents,
    private readonly time: ProductTime,
    private readonly shutdown: Shutdown,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.roles.worker) void this.shutdown.track('endWork', 'reports', () => this.loop());
  }

  /** A report was made or changed: looked at now. */
  changed(): void {
    this.wake();
  }

  /** Claims what is due and sends what is claimed; answers whether there are reports at all. */
  async poll(): Promise<boolean> {
    const now = this.time.now();
    for (const report of await this.store.due(now, BATCH)) await this.claim(report, now);
    for (let run = await this.take(); run; run = this.shutdown.signal.aborted ? null : await this.take()) {
      await this.perform(run, { isRetried: run.period !== null });
    }
    return (await this.store.list({ page: 1, limit: 1, afterId: null })).total > 0;
  }

  /** A run asked for by hand: sent now; a failure is its outcome. */
  async runNow(report: Report): Promise<ReportRun> {
    const now = this.time.now();
    const run = await this.store.addRun(
      { reportId: report.id, period: null, ...untilNow(report, now), dueAt: now },
      leaseEnd(),
    );
    return (await this.perform(run, { isRetried: false })) ?? run;
  }

  private async loop(): Promise<void> {
    const { signal } = this.shutdown;
    while (!signal.aborted) {
      let pause = POLL_MS;
      try {
        if (!(await this.poll())) pause = IDLE_POLL_MS;
      } catch (error) {
        this.logger.warn({ event: 'report.poll_failed', err: error }, 'due reports could not be read; trying again');
      }
      if (signal.aborted) return;
      const woken = new AbortController();
      this.wake = () => woken.abort();
      await sleep(pause, undefined, { signal: AbortSignal.any([signal, woken.signal]), ref: false }).catch(
        () => undefined,
      );
    }
  }

  private async claim(report: Report, now: Date): Promise<void> {
    const occurrence = lastOccurrence(report, now);
    const { from, until, label } = periodOf(report, occurrence, report.coveredUntil);
    const key = `${report.frequency}:${occurrence.day}`;
    const next = nextOccurrence(report, now).at;
    await this.store.claimPeriod(report, { key, period: label, from, until, dueAt: now }, next);
  }

  private take(): Promise<ReportRun | null> {
    return this.store.takeRun({ now: this.time.now(), realNow: new Date(), until: leaseEnd() });
  }

  private async perform(run: ReportRun, { isRetried }: { readonly isRetried: boolean }): Promise<ReportRun | null> {
    const renewing = setInterval(() => {
      // A renewal that fails is made up for by the next one; at worst another process sends the same mail with the same id.
      this.store.renewRun(run.id, leaseEnd()).catch(() => undefined);
    }, LEASE_MS / 3);
    try {
      const problem = await this.send(run);
      if (problem === null) return await this.store.settleRun(run.id, { sentAt: this.time.now() });
      const retryAt = isRetried ? reportRetryAt(run.attempts + 1, this.time.now()) : null;
      this.logger.warn(
        { event: 'report.send_failed', reportId: run.reportId, runId: run.id, retryAt, problem: problem.error },
        retryAt ? 'report not sent; it is tried again' : 'report not sent',
      );
      return await this.store.settleRun(run.id, { ...problem, retryAt });
    } finally {
      clearInterval(renewing);
    }
  }

  /** Null when the mail server took it, else what was wrong. */
  private async send(run: ReportRun): Promise<Pick<FailedRun, 'error' | 'errorCode'> | null> {
    const report = await this.store.find(run.reportId);
    if (!report) return { error: 'the report was removed', errorCode: null };
    const content = await this.contents.compose(report, run);
    const outcome = await this.mailer.send({ ...content, to: report.recipients, id: `report-${run.id}` });
    return outcome.ok ? null : { error: outcome.error, errorCode: outcome.code ?? null };
  }
}

const leaseEnd = (): Date => new Date(Date.now() + LEASE_MS);

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const lengths = { daily: DAY_MS, weekly: 7 * DAY_MS, monthly: 31 * DAY_MS } as const;

/** What a run by hand and a preview report: a period's length up to now. */
export const untilNow = ({ frequency }: Pick<Report, 'frequency'>, now: Date): { from: Date; until: Date } => ({
  from: new Date(Math.floor((now.getTime() - lengths[frequency]) / HOUR_MS) * HOUR_MS),
  until: now,
});
