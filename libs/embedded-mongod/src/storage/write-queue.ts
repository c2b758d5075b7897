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
  /** The commit itself failed: memory and disk may differ, nothing may go on. */
  failed(error: unknown): void;
};

/** Groups the writes that arrive in one turn of the event loop into one commit. A job that throws must not have written. */
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

  #drain(): void {
    const jobs = this.#jobs;
    this.#jobs = [];
    const outcomes: (() => void)[] = [];
    try {
      this.#env.commit(() => {
        this.#hooks.begin();
        for (const { run, resolve, reject } of jobs) {
          try {
            const value = run();
            outcomes.push(() => resolve(value as never));
          } catch (error) {
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
