import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type OwnerId, type Transaction } from '@relance/kernel';
import { type Logger } from 'pino';
import { problemOf } from '../http/problem.ts';
import { LOGGER } from '../observability/logger.ts';
import {
  type BackgroundTask,
  BackgroundTaskStore,
  type TakenTask,
  TaskLostError,
  type TaskProgress,
  failureOf,
} from './background-tasks.store.ts';
import { Shutdown } from './shutdown.ts';

/** What the work of a task is handed. */
export type TaskRun<Input, Checkpoint, Report> = {
  readonly id: string;
  readonly ownerId: OwnerId | null;
  readonly input: Input;
  /** What the last `save` kept; null at the first start. */
  readonly checkpoint: Checkpoint | null;
  /** The report as the last `save` kept it. */
  readonly report: Report | null;
  readonly fence: number;
  /** Aborts when the task was lost or the process ends: stop at the next safe point (throwing is fine); the task goes on later. */
  readonly signal: AbortSignal;
  /** Keeps progress; in a transaction, together with the work it stands for, so that nothing is done twice. */
  readonly save: (progress: TaskProgress<Checkpoint, Report>, transaction?: Transaction) => Promise<void>;
};

export type TaskKind<Input, Checkpoint, Report> = {
  /** Noun and verb: `contacts.import`. */
  readonly kind: string;
  /** Tasks of this kind that this process runs at a time; 1 by default. */
  readonly concurrency?: number;
  /** Does the work and answers its report. A thrown DomainError becomes the task's error. */
  readonly work: (run: TaskRun<Input, Checkpoint, Report>) => Promise<Report>;
};

type AnyKind = TaskKind<unknown, unknown, unknown>;

const LEASE_MS = 15_000;
/** How often tasks that another process queued or left behind are looked for. */
const POLL_MS = 3_000;
/** Starts in a row without progress after which a task has failed. */
const MAX_ATTEMPTS = 5;
/** A task that met a dependency which is away rests this long. */
const RETRY_MS = 5_000;

/**
 * Long work that outlives its request and its process: queued in the database, run by any process that registered its kind, seen by
 * progress, continued from its checkpoint after a restart, kept for seven days.
 */
@Injectable()
export class BackgroundTasks implements OnApplicationBootstrap {
  private readonly kinds = new Map<string, AnyKind>();
  private readonly running = new Map<string, number>();
  private wakeUp = (): void => undefined;
  private isAwake = false;

  constructor(
    private readonly store: BackgroundTaskStore,
    private readonly shutdown: Shutdown,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Names who does the work of a kind; called in a constructor or `onModuleInit` by processes that shall run it. */
  register<Input, Checkpoint, Report>(kind: TaskKind<Input, Checkpoint, Report>): void {
    // The store keeps what `create` was given for this kind.
    this.kinds.set(kind.kind, kind as unknown as AnyKind);
  }

  onApplicationBootstrap(): void {
    if (this.kinds.size > 0) void this.shutdown.track('endWork', 'background tasks', () => this.loop());
  }

  /** Queues a task and answers its id at once. With a transaction, call `wake` after its commit. */
  async create(
    task: { readonly kind: string; readonly ownerId: OwnerId | string | null; readonly input: unknown },
    transaction?: Transaction,
  ): Promise<string> {
    const id = await this.store.create(task, transaction);
    if (!transaction) this.wake();
    return id;
  }

  /** Looks for tasks now instead of at the next poll. */
  wake(): void {
    this.isAwake = true;
    this.wakeUp();
  }

  find<Report, Input = unknown>(
    id: string,
    of: { readonly kind: string; readonly ownerId: string | null },
  ): Promise<BackgroundTask<Report, Input> | null> {
    return this.store.find(id, of) as Promise<BackgroundTask<Report, Input> | null>;
  }

  latest<Report, Input = unknown>(
    of: { readonly kind: string; readonly ownerId: string | null },
    limit?: number,
  ): Promise<readonly BackgroundTask<Report, Input>[]> {
    return this.store.latest(of, limit) as Promise<readonly BackgroundTask<Report, Input>[]>;
  }

  private async loop(): Promise<void> {
    const { signal } = this.shutdown;
    const work = new Set<Promise<void>>();
    while (!signal.aborted) {
      this.isAwake = false;
      try {
        for (let task = await this.next(); task; task = signal.aborted ? null : await this.next()) {
          const run = this.runOne(task).finally(() => {
            work.delete(run);
            this.wake();
          });
          work.add(run);
        }
      } catch (error) {
        this.logger.warn({ event: 'task.poll_failed', err: error }, 'background tasks could not be read; trying again');
      }
      if (!this.isAwake) await this.rest(signal);
    }
    await Promise.all(work);
  }

  private async next(): Promise<TakenTask | null> {
    const open = [...this.kinds.values()].filter(
      (kind) => (this.running.get(kind.kind) ?? 0) < (kind.concurrency ?? 1),
    );
    return open.length === 0
      ? null
      : this.store.take(
          open.map(({ kind }) => kind),
          LEASE_MS,
        );
  }

  private async rest(signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    this.wakeUp = () => woken.abort();
    await sleep(POLL_MS, undefined, { signal: AbortSignal.any([signal, woken.signal]), ref: false }).catch(
      () => undefined,
    );
    this.wakeUp = () => undefined;
  }

  private async runOne(task: TakenTask): Promise<void> {
    const kind = this.kinds.get(task.kind);
    if (!kind) return;
    this.running.set(task.kind, (this.running.get(task.kind) ?? 0) + 1);
    const ended = new AbortController();
    const lost = new AbortController();
    const renewing = this.keepRenewed(task, ended.signal, lost);
    const signal = AbortSignal.any([this.shutdown.signal, lost.signal]);
    try {
      if (task.attempts > MAX_ATTEMPTS) await this.store.fail(task, gaveUp);
      else await this.store.finish(task, await kind.work(this.runOf(task, signal, lost)));
    } catch (error) {
      await this.afterFailure(task, error, signal).catch((problem: unknown) => {
        // The lease runs out and another process takes it.
        this.logger.warn({ event: 'task.not_saved', task: task.id, err: problem }, 'end of a task could not be saved');
      });
    } finally {
      ended.abort();
      await renewing;
      this.running.set(task.kind, (this.running.get(task.kind) ?? 1) - 1);
    }
  }

  private runOf(task: TakenTask, signal: AbortSignal, lost: AbortController): TaskRun<unknown, unknown, unknown> {
    const { id, input, checkpoint, report, fence } = task;
    const save = async (progress: TaskProgress, transaction?: Transaction) => {
      try {
        await this.store.save(task, progress, transaction);
      } catch (error) {
        if (error instanceof TaskLostError) lost.abort(error);
        throw error;
      }
    };
    return { id, ownerId: task.ownerId as OwnerId | null, input, checkpoint, report, fence, signal, save };
  }

  private async afterFailure(task: TakenTask, error: unknown, signal: AbortSignal): Promise<void> {
    const facts = { task: task.id, kind: task.kind };
    if (error instanceof TaskLostError) return;
    if (signal.aborted) {
      await this.store.release(task);
      this.logger.info({ event: 'task.interrupted', ...facts }, 'background task interrupted; it goes on later');
      return;
    }
    if (problemOf(error)?.status === 503) {
      await this.store.release(task, RETRY_MS);
      this.logger.warn({ event: 'task.retried', ...facts, err: error }, 'background task met an outage; trying again');
      return;
    }
    await this.store.fail(task, failureOf(error));
    this.logger.error({ event: 'task.failed', ...facts, err: error }, 'background task failed');
  }

  private async keepRenewed(task: TakenTask, ended: AbortSignal, lost: AbortController): Promise<void> {
    for (let renewedAt = performance.now(); !ended.aborted && !lost.signal.aborted;) {
      await sleep(LEASE_MS / 3, undefined, { signal: ended, ref: false }).catch(() => undefined);
      if (ended.aborted) return;
      const asking = performance.now();
      const renewed = await this.store.renew(task, LEASE_MS).catch(() => null);
      if (renewed) renewedAt = asking;
      else if (renewed === false || performance.now() - renewedAt > LEASE_MS) {
        lost.abort(new TaskLostError(`task ${task.id} is run by another process`));
      }
    }
  }
}

const gaveUp = { code: 'TASK_GAVE_UP', message: 'The work was interrupted several times without progress.' };
