import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;
/** Messages that may be under way at a time; of more, the oldest are no longer waited for (they are handed over all the same). */
const MOST_OPEN = 5_000;

/**
 * Messages that have arrived and are not yet handed over: decrypting goes on after the server's marker that says "that
 * was all", and what is decrypted may lie in Baileys' buffer.
 */
export class Replay {
  /** By id; true for those that were kept while we were away. */
  private readonly open = new Map<string, boolean>();
  private movedAt = Number.NEGATIVE_INFINITY;
  private isOver = false;

  /** `release` lets go what the library holds back. */
  constructor(private readonly release: () => void) {}

  arrived({ attrs }: { readonly attrs: Readonly<Record<string, string>> }): void {
    const { id, offline, category } = attrs;
    this.movedAt = performance.now();
    // Messages of the own phone (history, keys) are nobody's words.
    if (category === 'peer' || id === undefined) return;
    this.open.set(id, offline !== undefined || this.open.get(id) === true);
    const [oldest] = this.open.keys();
    if (this.open.size > MOST_OPEN && oldest !== undefined) this.open.delete(oldest);
  }

  done(id: string): void {
    this.movedAt = performance.now();
    this.open.delete(id);
  }

  /**
   * Resolves when all that was kept for us is handed over, or when nothing has moved for so long: a message that cannot
   * be decrypted is asked for again, and its sender may be asleep.
   */
  async caughtUp(patienceMs: number): Promise<void> {
    this.movedAt = performance.now();
    await this.until(() => ![...this.open.values()].includes(true), patienceMs);
    for (const [id, isKept] of this.open) if (isKept) this.open.delete(id);
  }

  /** Resolves when nothing is under way any more, or nothing has moved for so long. */
  async atRest(patienceMs: number): Promise<void> {
    // A frame may be on its way from the socket to here.
    await sleep(LOOK_EVERY_MS);
    await this.until(() => this.open.size === 0, patienceMs);
  }

  /** The connection has ended: nothing more is waited for. */
  stop(): void {
    this.isOver = true;
  }

  private async until(isDone: () => boolean, patienceMs: number): Promise<void> {
    while (!this.isOver && !isDone() && performance.now() - this.movedAt < patienceMs) {
      this.release();
      await sleep(LOOK_EVERY_MS);
    }
  }
}
