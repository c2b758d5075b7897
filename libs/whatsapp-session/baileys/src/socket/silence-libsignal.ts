/**
 * libsignal prints whole sessions, private keys included, through the console. What it says is known word for word, so
 * exactly that is dropped, before anything else logs; everything else passes.
 */
const BEGINNINGS = [
  'Closing session:',
  'Opening session:',
  'Removing old closed session:',
  'Migrating session to:',
  'Session already closed',
  'Session already open',
  'Closing open session in favor of incoming prekey bundle',
  'Closing stale open session',
  'Decrypted message with closed session.',
  'Failed to decrypt message with any known session',
  'Session error:',
  'V1 session storage migration error',
  'Unhandled bucket type',
];
const METHODS = ['log', 'info', 'warn', 'error'] as const;
const silenced = Symbol.for('relance.libsignal-silenced');

type Writer = (...parts: unknown[]) => void;

/** Safe to call more than once. */
export function silenceLibsignal(target: Record<string, unknown> = globalThis.console as never): void {
  for (const method of METHODS) {
    const write = target[method] as Writer & { [silenced]?: true };
    if (write[silenced]) continue;
    const filtered: Writer & { [silenced]?: true } = (...parts) => {
      const [first] = parts;
      if (typeof first === 'string' && BEGINNINGS.some((beginning) => first.startsWith(beginning))) return;
      write.apply(target, parts);
    };
    filtered[silenced] = true;
    target[method] = filtered;
  }
}
