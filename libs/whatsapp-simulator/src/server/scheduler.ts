interface Plan {
  readonly isSure: boolean;
  readonly cancel: () => void;
}

/** What the simulator does later. Knows when nothing is left to do, and can be stopped as a whole. */
export class Scheduler {
  private readonly plans = new Set<Plan>();
  private readonly waiting = new Set<() => void>();
  private busy = 0;
  private stopped = false;

  /** Runs the task in `ms` milliseconds; 0: as soon as the current event is handled. `forget` calls it off. */
  later(ms: number, task: () => void): void {
    this.plan(ms, task, false);
  }

  /** Like `later`, for what must happen once it was begun: bytes on their way, which no reset may lose. */
  surely(ms: number, task: () => void): void {
    this.plan(ms, task, true);
  }

  private plan(ms: number, task: () => void, isSure: boolean): void {
    if (this.stopped) return;
    const run = () => {
      this.plans.delete(plan);
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
    const plan = { isSure, cancel };
    this.plans.add(plan);
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
    return this.plans.size + this.busy;
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

  /** Calls off what was to come, except for what is sure. */
  forget(): void {
    this.cancel((plan) => !plan.isSure);
  }

  /** Calls off everything, for good. */
  stop(): void {
    this.stopped = true;
    this.cancel(() => true);
  }

  private cancel(isMeant: (plan: Plan) => boolean): void {
    for (const plan of this.plans) {
      if (!isMeant(plan)) continue;
      plan.cancel();
      this.plans.delete(plan);
    }
    this.tell();
  }

  private tell(): void {
    for (const check of [...this.waiting]) check();
  }
}
