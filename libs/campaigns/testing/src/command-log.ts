import { AsyncLocalStorage } from 'node:async_hooks';
import { type EventEmitter } from 'node:events';
import { type EngineTestEnv } from './engine.test-env.ts';

/** What one piece of work asked of the database. */
export type Asked = {
  /** Command and collection, in the order in which they were sent: `find campaigns`, `commitTransaction`. */
  readonly commands: string[];
  /** How often it waited for the database: commands sent together are one round trip. */
  roundTrips: number;
  open: number;
};

type Started = { readonly commandName: string; readonly requestId: number; readonly command: Record<string, unknown> };
type Ended = { readonly requestId: number };

/**
 * Notes the commands of chosen work and of nothing else that goes on meanwhile, by the driver's own monitoring. The env must
 * be opened on an address with `monitorCommands=true`.
 */
export function commandLog(env: EngineTestEnv) {
  const work = new AsyncLocalStorage<Asked>();
  const waiting = new Map<number, Asked>();
  const client = env.app.get<{ getClient(): EventEmitter }>('DatabaseConnection').getClient();
  client.on('commandStarted', ({ commandName, requestId, command }: Started) => {
    const asked = work.getStore();
    if (!asked) return;
    const of = command[commandName];
    asked.commands.push(typeof of === 'string' ? `${commandName} ${of}` : commandName);
    if (asked.open === 0) asked.roundTrips += 1;
    asked.open += 1;
    waiting.set(requestId, asked);
  });
  const end = ({ requestId }: Ended): void => {
    const asked = waiting.get(requestId);
    waiting.delete(requestId);
    if (asked) asked.open -= 1;
  };
  client.on('commandSucceeded', end);
  client.on('commandFailed', end);
  return async <T>(run: () => Promise<T>): Promise<{ readonly answer: T; readonly asked: Asked }> => {
    const asked: Asked = { commands: [], roundTrips: 0, open: 0 };
    return { answer: await work.run(asked, run), asked };
  };
}
