/** Before the second, third and fourth try; ms. Together longer than a short gap in the network. */
const waitsMs = [500, 1000, 2500] as const;

/** Loads a part's script, again when that fails for a moment. @throws what the last try threw */
export async function loadAgain<T>(load: () => Promise<T>): Promise<T> {
  for (const waitMs of waitsMs) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs)); // the last try below says why
    }
  }
  return load();
}
