import { type EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { withTimeLimit } from './operation-time-limit.ts';

/** What is used of the driver's Connection; it is private there and has no types. */
type Wire = EventEmitter & {
  readonly error: Error | null;
  command(ns: unknown, command: Readonly<Record<string, unknown>>, ...rest: unknown[]): Promise<unknown>;
  writeCommand(...parts: unknown[]): Promise<void>;
  readMany(...parts: unknown[]): AsyncGenerator<unknown>;
};
const methods = ['command', 'writeCommand', 'readMany'] as const;
const patched = Symbol.for('relance.driver-patched');

/**
 * The MongoDB driver (seen in 7.8) waits for ever on a connection that the server resets in the very moment of a command:
 * the write waits for a drain that a destroyed socket never tells, the read for an answer after the failure was told. When
 * the command is a monitor's hello, the client never sees its server again; when it is a tick's, ticks stop. So both ask
 * whether the connection has failed, and the write also listens for it. Each command also takes the server's limit of time along
 * (`withTimeLimit`): the driver knows such a limit per call only, and a call that forgets it would have none. Safe to call again. Answers false, and changes nothing, on a
 * driver that is built otherwise: then this file must be looked at again.
 */
export function patchMongodbDriver(driver: DriverInternals = loadDriver()): boolean {
  const wire = driver.Connection?.prototype;
  if (!wire || !methods.every((name) => typeof wire[name] === 'function')) return false;
  if (wire[patched]) return true;
  patch(wire);
  wire[patched] = true;
  return true;
}

type DriverInternals = { readonly Connection?: { readonly prototype: Wire & { [patched]?: true } } };

function loadDriver(): DriverInternals {
  try {
    return createRequire(import.meta.url)('mongodb/lib/cmap/connection.js') as DriverInternals;
  } catch {
    return {};
  }
}

function patch(wire: Wire): void {
  const { command, writeCommand, readMany } = wire;
  wire.command = function commandWithTimeLimit(this: Wire, ns, body, ...rest) {
    return command.call(this, ns, withTimeLimit(body), ...rest);
  };
  wire.writeCommand = async function writeUnlessClosed(this: Wire, ...parts) {
    if (this.error) throw this.error;
    let isOver = (): void => undefined;
    const closed = new Promise<void>((_, reject) => {
      isOver = () => reject(this.error ?? new Error('the connection closed'));
    });
    this.once('close', isOver);
    try {
      await Promise.race([writeCommand.apply(this, parts), closed]);
    } finally {
      this.off('close', isOver);
    }
  };
  wire.readMany = async function* readUnlessFailed(this: Wire, ...parts) {
    if (this.error) throw this.error;
    yield* readMany.apply(this, parts);
  };
}
