import { type Environment } from './environment.ts';

type Job = {
  readonly run: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
};

/** Hooks around each group commit. */
export type CommitHooks = {
  /** Inside the commit, before the first job. */
  begin(): void;
  /** Inside the commit, behind the last job: save what the jobs changed in memory. */
  finish(): void;
  /** Everything is visible. */
  done(): void;
  /** Whether an error is an answer of the job, as a refusal or a wait for a lock is: what it wrote before stands. */
  isAnswer(error: unknown): boolean;
  /** The commit itself failed: memory and disk may differ, nothing may go on. */
  failed(error: unknown): void;
};

/** A job wrote and then threw: its writes may not be committed beside those of the others. */
export class PartialWriteError extends Error {
  override readonly name = 'PartialWriteError';
  constructor(cause: unknown) {
    super(`a write job failed after it had written: ${String(cause)}`, { cause });
  }
}

const withStandingWrites = new WeakSet<object>();

/**
 * Marks a failure whose job's writes are to be committed all the same: what it wrote is complete, or is swept later.
 * @returns the same error, to be thrown by the job
 */
export const writesStand = <E extends Error>(error: E): E => {
  withStandingWrites.add(error);
  return error;
};

/**
 * Groups the writes that arrive in one turn of the event loop into one commit. A job may end with an answer that
 * is an error (a refusal behind earlier statements of its command, a wait for a lock behind which it goes on where it was, one
 * marked with {@link writesStand}): it fails alone, and what it wrote stands. Any other error behind a write is a fault of the
 * engine: it aborts the whole commit with {@link PartialWriteError}, nothing of it reaches the disk, and the engine ends as
 * after any failed commit.
 */
export class WriteQueue {
  readonly #env: Environment;
  readonly #hooks: CommitHooks;
  #jobs: Job[] = [];

  constructor(env: Environment, hooks: CommitHooks) {
    this.#env = env;
    this.#hooks = hooks;
  }

  /** Runs a synchronous job inside the next group commit; resolves with its result when it is committed. */
  run<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#jobs.push({ run, resolve, reject });
      if (this.#jobs.length === 1) setImmediate(() => this.#drain());
    });
  }

  #isAnswer(error: unknown): boolean {
    return withStandingWrites.has(error as object) || this.#hooks.isAnswer(error);
  }

  #drain(): void {
    const jobs = this.#jobs;
    this.#jobs = [];
    const outcomes: (() => void)[] = [];
    try {
      this.#env.commit(() => {
        this.#hooks.begin();
        for (const { run, resolve, reject } of jobs) {
          const writesBefore = this.#env.writesInCommit;
          try {
            const value = run();
            outcomes.push(() => resolve(value as never));
          } catch (error) {
            if (this.#env.writesInCommit !== writesBefore && !this.#isAnswer(error)) throw new PartialWriteError(error);
            outcomes.push(() => reject(error));
          }
        }
        this.#hooks.finish();
      });
    } catch (error) {
      this.#hooks.failed(error);
      for (const { reject } of jobs) reject(error);
      return;
    }
    this.#hooks.done();
    for (const settle of outcomes) settle();
  }
}
