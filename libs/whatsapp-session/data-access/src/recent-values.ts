/** The values used last, bounded; null stands for "known to be absent". Only committed values come in. */
export class RecentValues {
  private readonly values = new Map<string, string | null>();
  /** Rises with every committed write. */
  version = 0;

  constructor(private readonly most: number) {}

  get(name: string): string | null | undefined {
    const value = this.values.get(name);
    if (value === undefined) return undefined;
    this.values.delete(name);
    this.values.set(name, value);
    return value;
  }

  set(name: string, value: string | null): void {
    this.values.delete(name);
    this.values.set(name, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.most && oldest !== undefined) this.values.delete(oldest);
  }

  apply(entries: readonly (readonly [string, string | null])[]): void {
    this.version += 1;
    for (const [name, value] of entries) this.set(name, value);
  }

  forget(names: readonly string[]): void {
    this.version += 1;
    for (const name of names) this.values.delete(name);
  }
}
