/**
 * Imported before Baileys. libsignal prints whole sessions, private keys included, through the console: that is kept out
 * of test output. And Baileys leaves timers of half a minute behind (its key upload never clears its own): those must
 * not keep a test process alive.
 */
const LONG_MS = 10_000;

for (const name of ['info', 'warn', 'error', 'log'] as const) globalThis.console[name] = () => undefined;

const setTimer = globalThis.setTimeout;
globalThis.setTimeout = Object.assign(
  (task: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const timer = setTimer(task, ms, ...args);
    if ((ms ?? 0) >= LONG_MS) timer.unref();
    return timer;
  },
  { __promisify__: setTimer.__promisify__ },
) as typeof setTimeout;
