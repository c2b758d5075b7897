import { type EventEmitter } from 'node:events';

/** A command on its way to the database. */
export type SentCommand = {
  readonly name: string;
  /** Pairs the command with its end. */
  readonly requestId: number;
  readonly command: Readonly<Record<string, unknown>>;
  /** What it goes to, each once: none for the end of a transaction, several for a `bulkWrite`. */
  readonly collections: readonly string[];
};

/** What the driver's own monitoring says. */
type Started = { readonly commandName: string } & Pick<SentCommand, 'requestId' | 'command'>;
type Ended = { readonly requestId: number };

/**
 * Hears every command that a connection sends, and with `ended` when each was answered or failed, by the driver's own monitoring: the
 * connection must be opened with `monitorCommands=true` in its address. Answers what ends the listening.
 */
export function monitorCommands(
  connection: { getClient(): unknown },
  started: (command: SentCommand) => void,
  ended?: (requestId: number) => void,
): () => void {
  const client = connection.getClient() as EventEmitter; // what every client of the driver is; Mongoose's type of it is a copy
  const onStarted = ({ commandName: name, requestId, command }: Started): void =>
    started({ name, requestId, command, collections: collectionsOf(name, command) });
  const onEnded = ({ requestId }: Ended): void => ended?.(requestId);
  const listeners = [
    ['commandStarted', onStarted],
    ['commandSucceeded', onEnded],
    ['commandFailed', onEnded],
  ] as const;
  for (const [event, listener] of listeners) client.on(event, listener);
  return () => listeners.forEach(([event, listener]) => client.off(event, listener));
}

/** A write to several collections names each once, in its field `nsInfo`. */
function collectionsOf(name: string, command: SentCommand['command']): readonly string[] {
  const several = command['nsInfo'] as readonly { readonly ns: string }[] | undefined; // as the server's protocol has it
  if (several) return several.map(({ ns }) => ns.slice(ns.indexOf('.') + 1));
  const one = command[name];
  return typeof one === 'string' ? [one] : [];
}
