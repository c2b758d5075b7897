import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type Clock } from '@relance/kernel';
import {
  AUDIT_WRITER,
  type AuditWriter,
  INSTALLATION_SETTINGS,
  type InstallationSettings,
  type InstallationSettingsReader,
  LOGGER,
  LeasedJobs,
  PRODUCT_CLOCK,
  RELANCE_CONFIG,
  RETENTION_RUNS,
  type RelanceConfig,
  type RetentionCutoffs,
  RetentionRules,
  type RetentionRuns,
  SYSTEM_CLOCK,
} from '@relance/platform';
import { type Logger } from 'pino';

const DAY_MS = 86_400_000;
/** Documents at a time: small enough to stop between two. */
const BATCH = 1000;
const LOOK_EVERY_MS = 5000;

/** Once a day of the product's clock, on one process: removes what is older than the installation's settings allow. */
@Injectable()
export class RetentionJob {
  /** Until then nothing is due, as far as this process knows. */
  private quietUntil = 0;

  constructor(
    @Inject(INSTALLATION_SETTINGS) private readonly settings: InstallationSettingsReader,
    @Inject(RETENTION_RUNS) private readonly runs: RetentionRuns,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(SYSTEM_CLOCK) private readonly machine: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'roles' | 'clockRate'>,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly rules: RetentionRules,
    private readonly jobs: LeasedJobs,
  ) {}

  @Interval('retention', LOOK_EVERY_MS)
  async look(): Promise<void> {
    if (!this.config.roles.worker || this.clock.now().getTime() < this.quietUntil) return;
    await this.jobs.runLogged('retention', ({ signal }) => this.runIfDue(signal));
  }

  private async runIfDue(signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const last = await this.runs.lastRunAt();
    const dueAt = last ? last.getTime() + DAY_MS : 0;
    if (now.getTime() < dueAt) {
      this.quietUntil = dueAt;
      return;
    }
    const { retention } = await this.settings.read();
    const clocks = { product: now, machine: this.machine.now(), rate: this.config.clockRate };
    const removed = await this.removeAll(retentionCutoffs(retention, clocks), signal);
    if (Object.keys(removed).length > 0) await this.note(removed);
    // Stopped half-way, the rest is removed by the next run.
    if (signal.aborted) return;
    await this.runs.save(now);
    this.quietUntil = now.getTime() + DAY_MS;
  }

  private async removeAll(before: RetentionCutoffs, signal: AbortSignal): Promise<Record<string, number>> {
    const removed: Record<string, number> = {};
    for (const { name, remove } of this.rules.all()) {
      for (let count = 1; count > 0 && !signal.aborted;) {
        count = await remove(before, BATCH);
        if (count > 0) removed[name] = (removed[name] ?? 0) + count;
      }
    }
    return removed;
  }

  private async note(removed: Record<string, number>): Promise<void> {
    this.logger.info({ event: 'retention.removed', removed }, 'old data removed');
    await this.audit.append({
      actor: { id: 'system', email: null, role: 'system' },
      action: 'retention.run',
      entity: { type: 'installation', id: 'retention', name: null },
      before: removed,
      after: null,
    });
  }
}

/**
 * Days back by the product's clock, months back by its calendar (UTC). Session events, messages kept for resending and the audit are dated by the machine's
 * clock: they are kept as many of the product's days, which are `rate` times shorter on it, counted back from its own now. With a
 * product's clock that runs ahead (the demo) they would else be too old as soon as they are written.
 */
export function retentionCutoffs(
  keep: InstallationSettings['retention'],
  { product, machine, rate }: { readonly product: Date; readonly machine: Date; readonly rate: number },
): RetentionCutoffs {
  const daysAgo = (days: number) => new Date(product.getTime() - days * DAY_MS);
  const onMachine = (cutoff: Date) => new Date(machine.getTime() - (product.getTime() - cutoff.getTime()) / rate);
  return {
    texts: daysAgo(keep.textDays),
    outgoing: onMachine(daysAgo(keep.textDays)),
    sessionEvents: onMachine(daysAgo(keep.sessionEventDays)),
    targets: monthsAgo(keep.targetMonths, product),
    audit: onMachine(monthsAgo(keep.auditMonths, product)),
  };
}

function monthsAgo(months: number, now: Date): Date {
  const at = new Date(now);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, lastDay));
  return at;
}
