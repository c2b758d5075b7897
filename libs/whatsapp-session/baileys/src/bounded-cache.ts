type Entry = { readonly value: unknown; readonly expiresAt: number };

/** A small cache in Baileys' shape that outlives sockets: the oldest entry goes when it is full, each after its time. */
export class BoundedCache {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly most: number,
    private readonly ttlMs: number,
  ) {}

  // Baileys asks with the type it stored under that key before.
  get<T>(key: string): T | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.expiresAt <= Date.now()) {
      this.entries.delete(key);
      return undefined;
    }
    return entry.value as T;
  }

  set<T>(key: string, value: T): void {
    this.entries.delete(key);
    this.entries.set(key, { value, expiresAt: Date.now() + this.ttlMs });
    const [oldest] = this.entries.keys();
    if (this.entries.size > this.most && oldest !== undefined) this.entries.delete(oldest);
  }

  del(key: string): void {
    this.entries.delete(key);
  }

  flushAll(): void {
    this.entries.clear();
  }

  async mget<T>(keys: string[]): Promise<Record<string, T | undefined>> {
    return Object.fromEntries(keys.map((key) => [key, this.get<T>(key)]));
  }

  async mset<T>(entries: { key: string; value: T }[]): Promise<void> {
    for (const { key, value } of entries) this.set(key, value);
  }

  async mdel(keys: string[]): Promise<void> {
    for (const key of keys) this.del(key);
  }
}
