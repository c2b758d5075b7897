/**
 * The values used last, bounded, and all forgotten when none was used for a while: a session that sends keeps the keys of
 * its contacts at hand, an idle one keeps nothing. Null stands for "known to be absent". Only committed values come in.
 */
export class RecentValues {
  private readonly values = new Map<string, string | null>();
  private usedAt = 0;
  private timer: NodeJS.Timeout | null = null;
  /** Rises with every committed write. */
  version = 0;

  constructor(
    private readonly most: number,
    private readonly idleMs: number,
  ) {}

  get size(): number {
    return this.values.size;
  }

  get(name: string): string | null | undefined {
    const value = this.values.get(name);
    if (value === undefined) return undefined;
    this.set(name, value);
    return value;
  }

  set(name: string, value: string | null): void {
    this.values.delete(name);
    this.values.set(name, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.most && oldest !== undefined) this.values.delete(oldest);
    this.usedAt = performance.now();
    this.timer ??= this.look(this.idleMs);
  }

  apply(entries: readonly (readonly [string, string | null])[]): void {
    this.version += 1;
    for (const [name, value] of entries) this.set(name, value);
  }

  forget(names: readonly string[]): void {
    this.version += 1;
    for (const name of names) this.values.delete(name);
  }

  private look(inMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      const left = this.usedAt + this.idleMs - performance.now();
      if (left <= 0) this.values.clear();
      this.timer = left <= 0 ? null : this.look(left);
    }, inMs).unref();
  }
}
