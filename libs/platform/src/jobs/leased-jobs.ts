import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type Logger } from 'pino';
import { LOGGER } from '../observability/logger.ts';
import { type HeldLock, JobLock } from './job-lock.ts';
import { Shutdown } from './shutdown.ts';

/** What a running job is told. */
export type JobLease = {
  readonly name: string;
  /** Rises with each change of holder; written with (and compared in) the job's writes, it refuses those of a late holder. */
  readonly fence: number;
  /** Aborts when the lease is lost or the process ends: the work stops at its next safe point and saves nothing more. */
  readonly signal: AbortSignal;
};

export type LeasedJobOptions = {
  /** How long another process waits for a holder that died; the lease is renewed at each third of it. */
  readonly leaseMs?: number;
  /** Ends the work as well. */
  readonly signal?: AbortSignal;
};

/** The reason of a job's aborted signal when another process may hold the lease by now. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

const LEASE_MS = 15_000;

/**
 * Runs a job on one process at a time, however long it takes: the lease is on the database's clock, renewed while the work runs,
 * given back afterwards. A lost lease, a database that is away too long, and the end of the process abort the job's signal.
 */
@Injectable()
export class LeasedJobs {
  constructor(
    private readonly locks: JobLock,
    private readonly shutdown: Shutdown,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Runs `work` under the lease `name` and answers its value; null when the job runs already, here or elsewhere. */
  async run<T>(
    name: string,
    work: (lease: JobLease) => Promise<T>,
    { leaseMs = LEASE_MS, signal }: LeasedJobOptions = {},
  ): Promise<T | null> {
    if (this.shutdown.signal.aborted || signal?.aborted) return null;
    const askedAt = performance.now();
    const lock = await this.locks.acquire(name, leaseMs);
    if (!lock) return null;
    const ended = new AbortController();
    const lost = new AbortController();
    const signals = [this.shutdown.signal, lost.signal, ...(signal ? [signal] : [])];
    const renewing = this.keepRenewed(lock, leaseMs, askedAt, ended.signal, lost);
    const done = this.shutdown.track('endWork', `job ${name}`, async () => {
      try {
        return await work({ name, fence: lock.token, signal: AbortSignal.any(signals) });
      } finally {
        ended.abort();
        await renewing;
        // Whoever comes next need not wait for it to run out.
        await this.locks.release(lock).catch(() => undefined);
      }
    });
    return done;
  }

  /** As `run`, for timers: a failure is logged (`job.failed`) instead of thrown; the next call tries again. */
  async runLogged(
    name: string,
    work: (lease: JobLease) => Promise<unknown>,
    options: LeasedJobOptions = {},
  ): Promise<void> {
    try {
      await this.run(name, work, options);
    } catch (error) {
      if (this.shutdown.signal.aborted || error instanceof LeaseLostError) {
        this.logger.info({ event: 'job.aborted', job: name }, 'job stopped before its end; it goes on later');
        return;
      }
      this.logger.error({ event: 'job.failed', job: name, err: error }, 'job failed; it is tried again when next due');
    }
  }

  /** The local deadline counts from before the database was asked, so it is never later than the database's. */
  private async keepRenewed(
    lock: HeldLock,
    leaseMs: number,
    askedAt: number,
    ended: AbortSignal,
    lost: AbortController,
  ): Promise<void> {
    const expired = (at: number) => performance.now() - at >= leaseMs;
    for (let renewedAt = askedAt; !ended.aborted && !lost.signal.aborted;) {
      const startedAt = performance.now();
      await sleep(leaseMs / 3, undefined, { signal: ended, ref: false }).catch(() => undefined);
      if (ended.aborted) return;
      const asking = performance.now();
      // A process that was suspended for longer than its lease must not think that it still holds it.
      const overslept = asking - startedAt > leaseMs;
      const bound = Math.max(0, leaseMs - (asking - renewedAt));
      const renewed = overslept
        ? null
        : await within(bound, this.locks.renew(lock, leaseMs)).catch(() => 'away' as const);
      if (renewed !== null && renewed !== 'away') renewedAt = asking;
      else if (renewed === null || expired(renewedAt)) {
        this.logger.warn({ event: 'job.lease_lost', job: lock.name }, 'lease of a job lost; its work is stopped');
        lost.abort(new LeaseLostError(`the lease of ${lock.name} was lost`));
      }
    }
  }
}

/** An answer that comes too late counts as none: the driver may wait longer than the lease lasts. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const ending = new AbortController();
  const late = sleep(ms, undefined, { signal: ending.signal, ref: false }).then(() => {
    throw new Error('no answer in time');
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    ending.abort();
    late.catch(() => undefined);
    promise.catch(() => undefined);
  }
}
