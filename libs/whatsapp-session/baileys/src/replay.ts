const LOOK_EVERY_MS = 20;

/**
 * Messages that were kept while we were away and have arrived, but are not yet handed over: decrypting goes on after the
 * server's marker that says "that was all".
 */
export class Replay {
  private readonly open = new Set<string>();
  /** When the last message arrived, kept or new (`performance.now()`). */
  lastAt = Number.NEGATIVE_INFINITY;

  arrived({ attrs }: { readonly attrs: Readonly<Record<string, string>> }): void {
    this.lastAt = performance.now();
    // Messages of the own phone (history, keys) are nobody's words.
    if (attrs['offline'] === undefined || attrs['category'] === 'peer' || attrs['id'] === undefined) return;
    this.open.add(attrs['id']);
  }

  done(id: string): void {
    this.open.delete(id);
  }

  /** Resolves when all that arrived is handed over, at the latest after `withinMs`. */
  async handled(withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (this.open.size > 0 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    this.open.clear();
  }
}
