/**
 * Set up before each spec that talks through Baileys: its upload of one-time keys leaves a timer of half a minute behind
 * whatever happens, and a first history that never comes one of twenty seconds. They end by themselves and may not keep a
 * test process alive.
 */
const LONG_MS = 20_000;
const setTimer = globalThis.setTimeout;

globalThis.setTimeout = Object.assign(
  (task: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const timer = setTimer(task, ms, ...args);
    if ((ms ?? 0) >= LONG_MS) timer.unref();
    return timer;
  },
  { __promisify__: setTimer.__promisify__ },
) as typeof setTimeout;
