/** Those who wait for the next change: woken by each commit, no polling. */
export class Waiters {
  readonly #waiting = new Set<() => void>();

  /** Resolves at the next commit or when the time is over. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#waiting.add(done);
    });
  }

  /** How many wait. */
  get count(): number {
    return this.#waiting.size;
  }

  /** Wakes everybody. */
  wake(): void {
    for (const done of [...this.#waiting]) done();
  }
}
