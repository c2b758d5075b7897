/** What the simulator does later. Knows when nothing is left to do, and can be stopped as a whole. */
export class Scheduler {
  private readonly cancels = new Set<() => void>();
  private readonly waiting = new Set<() => void>();
  private busy = 0;
  private stopped = false;

  /** Runs the task in `ms` milliseconds; 0: as soon as the current event is handled. */
  later(ms: number, task: () => void): void {
    if (this.stopped) return;
    const run = () => {
      this.cancels.delete(cancel);
      try {
        task();
      } finally {
        this.tell();
      }
    };
    const timer = ms > 0 ? setTimeout(run, ms) : undefined;
    const immediate = ms > 0 ? undefined : setImmediate(run);
    const cancel = () => {
      clearTimeout(timer);
      clearImmediate(immediate);
    };
    this.cancels.add(cancel);
  }

  /** Counts a promise as work under way. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.busy += 1;
    try {
      return await work;
    } finally {
      this.busy -= 1;
      this.tell();
    }
  }

  get pending(): number {
    return this.cancels.size + this.busy;
  }

  /** True once nothing is left to do, false when that takes longer than `timeoutMs`. */
  async idle(timeoutMs: number): Promise<boolean> {
    if (this.pending === 0) return true;
    return new Promise((resolve) => {
      const done = (result: boolean) => {
        clearTimeout(limit);
        this.waiting.delete(check);
        resolve(result);
      };
      const check = () => {
        if (this.pending === 0) done(true);
      };
      const limit = setTimeout(() => done(false), timeoutMs);
      this.waiting.add(check);
    });
  }

  /** Forgets all that was to come. */
  cancelAll(): void {
    for (const cancel of this.cancels) cancel();
    this.cancels.clear();
    this.tell();
  }

  stop(): void {
    this.stopped = true;
    this.cancelAll();
  }

  private tell(): void {
    for (const check of [...this.waiting]) check();
  }
}
