const DEFAULT_PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 5;

/** Waits until the condition gives something true, and answers that; rejects with `what` when it takes too long. */
export async function until<Found>(
  what: string,
  condition: () => Found | undefined | false | null,
  patienceMs = DEFAULT_PATIENCE_MS,
): Promise<Found> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = condition();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${patienceMs} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
