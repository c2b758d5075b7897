/**
 * libsignal prints whole sessions, private keys included, through the console. Importing this file first keeps them out
 * of test output.
 */
const console = globalThis.console;
for (const name of ['info', 'warn', 'error', 'log'] as const) console[name] = () => undefined;
