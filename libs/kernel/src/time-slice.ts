// The kernel is compiled without Node's types; these two exist wherever it runs.
declare const performance: { now(): number };
declare const setImmediate: (callback: (value: unknown) => void) => unknown;

/** So long may work hold the event loop: several requests a second take some ten turns each. */
const SLICE_MS = 4;

/**
 * For work that would keep other requests waiting: asked at each step, it says when the work has held the event loop for
 * `sliceMs`; then the others get their turn.
 *
 * ```ts
 * const turn = new TimeSlice();
 * for (const row of rows) {
 *   if (turn.isOver) await turn.yield();
 *   …
 * }
 * ```
 */
export class TimeSlice {
  private startedAt = performance.now();

  constructor(private readonly sliceMs = SLICE_MS) {}

  get isOver(): boolean {
    return performance.now() - this.startedAt >= this.sliceMs;
  }

  /** Lets everything that waits run once. */
  async yield(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.startedAt = performance.now();
  }
}
