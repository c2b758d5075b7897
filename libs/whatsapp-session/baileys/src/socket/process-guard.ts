import { type AdapterLog } from '../options.ts';

const guarded = Symbol.for('relance.process-guard');

/**
 * Bytes that do not decrypt, and now and then a closed connection, end inside Baileys as a rejection that nobody waits
 * for; without a handler it would end the process and every session in it. The connection's own end follows.
 */
export function guardProcess(log: AdapterLog): void {
  const target = process as NodeJS.Process & { [guarded]?: true };
  if (target[guarded]) return;
  target[guarded] = true;
  process.on('unhandledRejection', (reason) => {
    // The program has a handler of its own, which says and counts it.
    if (process.listenerCount('unhandledRejection') > 1) return;
    const error = reason instanceof Error ? reason : new Error(String(reason));
    // The top of the stack names a place in code, never a value.
    const place = error.stack
      ?.split('\n')
      .find((line) => line.includes(' at '))
      ?.trim();
    log.error(
      { error: error.name, place: place ?? null },
      'a promise of the WhatsApp client was rejected and nobody handled it',
    );
  });
}
