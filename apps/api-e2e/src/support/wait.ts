/** Asks again until the answer is right or the time is up; every wait in a story has an end and says what it waited for. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  { within = 20_000, every = 100 }: { within?: number; every?: number } = {},
): Promise<T> {
  const deadline = Date.now() + within;
  let lastError: unknown = null;
  do {
    try {
      const answer = await ask();
      if (answer) return answer;
      lastError = null;
    } catch (error) {
      lastError = error;
    }
    await pause(every);
  } while (Date.now() < deadline);
  throw new Error(`waited ${within} ms for ${what}${lastError ? `: ${String(lastError)}` : ''}`);
}

/** Watches for a while that something stays true; for "nothing more arrives". */
export async function stays(what: string, ask: () => Promise<boolean>, forMs: number): Promise<void> {
  const deadline = Date.now() + forMs;
  while (Date.now() < deadline) {
    if (!(await ask())) throw new Error(`did not stay true: ${what}`);
    await pause(100);
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
