import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type Logger } from 'pino';
import { LOGGER } from '../observability/logger.ts';

/**
 * The order in which a process ends, and by when (milliseconds from its begin) each phase must be over. A phase that is done
 * early gives its time to the next ones; one that is late is left behind, so that the later ones still have theirs.
 */
export const shutdownPhases = {
  /** No new requests, connections, ticks or jobs. */
  stopIntake: 1_000,
  /** What runs is ended, or handed over with its progress saved. An acknowledgement may take 15 s. */
  endWork: 15_600,
  /** What only this process knows is written down. */
  flush: 16_400,
  /** Other processes may take over. */
  releaseLeases: 16_900,
  /** Connections to WhatsApp. */
  closeSockets: 17_400,
} as const;
export type ShutdownPhase = keyof typeof shutdownPhases;

/** The whole process, database connection included, ends within this. */
export const SHUTDOWN_DEADLINE_MS = 18_000;

/** `signal` aborts when the phase's time is up: the part gives up what it still waits for. */
export type ShutdownHandler = (signal: AbortSignal) => void | Promise<void>;

type Part = { readonly name: string; readonly end: ShutdownHandler };

/**
 * One orderly end of the process: every part registers what it has to do in which phase, and everybody may ask `signal` whether the
 * end has begun. Runs once, at `begin` (SIGTERM) or when Nest closes the application.
 */
@Injectable()
export class Shutdown implements OnModuleDestroy {
  private readonly parts: { readonly [phase in ShutdownPhase]: Set<Part> } = {
    stopIntake: new Set(),
    endWork: new Set(),
    flush: new Set(),
    releaseLeases: new Set(),
    closeSockets: new Set(),
  };
  private readonly begun = new AbortController();
  private ending: Promise<boolean> | null = null;

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /** Aborts when the end begins: loops stop at their next safe point. */
  get signal(): AbortSignal {
    return this.begun.signal;
  }

  /** Registers what a part does in a phase; parts of one phase run at the same time. Answers how to take it back. */
  on(phase: ShutdownPhase, name: string, end: ShutdownHandler): () => void {
    const part = { name, end };
    this.parts[phase].add(part);
    return () => void this.parts[phase].delete(part);
  }

  /** Runs `work` and makes the phase wait for it, should the end begin meanwhile. */
  async track<T>(phase: ShutdownPhase, name: string, work: () => Promise<T>): Promise<T> {
    const running = work();
    const settled = running.then(
      () => undefined,
      () => undefined,
    );
    const untrack = this.on(phase, name, () => settled);
    try {
      return await running;
    } finally {
      untrack();
    }
  }

  /** Ends all parts, phase by phase; answers whether each was done in time and none failed. Further calls await the first. */
  begin(reason: string): Promise<boolean> {
    this.ending ??= this.run(reason);
    return this.ending;
  }

  async onModuleDestroy(): Promise<void> {
    await this.begin('application closed');
  }

  private async run(reason: string): Promise<boolean> {
    const startedAt = performance.now();
    this.begun.abort(new Error(`the process ends: ${reason}`));
    let isClean = true;
    for (const [phase, until] of Object.entries(shutdownPhases) as [ShutdownPhase, number][]) {
      const budgetMs = Math.max(100, until - (performance.now() - startedAt));
      const results = await Promise.all([...this.parts[phase]].map((part) => this.end(phase, part, budgetMs)));
      isClean &&= results.every(Boolean);
    }
    return isClean;
  }

  private async end(phase: ShutdownPhase, { name, end }: Part, budgetMs: number): Promise<boolean> {
    const late = new AbortController();
    const done = new AbortController();
    const timer = sleep(budgetMs, 'late' as const, { signal: done.signal }).catch(() => 'done' as const);
    try {
      const outcome = await Promise.race([Promise.resolve(end(late.signal)).then(() => 'done' as const), timer]);
      if (outcome === 'done') return true;
      late.abort(new Error(`${name} was not done in time`));
      this.logger.error({ event: 'shutdown.part_late', phase, part: name }, 'part did not end in time; going on');
      return false;
    } catch (error) {
      this.logger.error({ event: 'shutdown.part_failed', phase, part: name, err: error }, 'part did not end cleanly');
      return false;
    } finally {
      done.abort();
    }
  }
}
