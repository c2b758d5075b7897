/** One thing at a time per key, in the order asked; other keys do not wait. */
export class SerialQueues<Key> {
  private readonly tails = new Map<Key, Promise<unknown>>();

  /** Runs `work` after everything asked before for this key, whether that succeeded or not. */
  run<T>(key: Key, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key) ?? Promise.resolve();
    const result = before.then(work, work);
    const tail = result.then(
      () => undefined,
      () => undefined,
    );
    this.tails.set(key, tail);
    void tail.then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    });
    return result;
  }

  /** Resolves when nothing is running or waiting. */
  async idle(): Promise<void> {
    while (this.tails.size > 0) await Promise.all([...this.tails.values()]);
  }
}
