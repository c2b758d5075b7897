import { AsyncLocalStorage } from 'node:async_hooks';
import { monitorCommands } from '@relance/platform/testing';
import { type EngineTestEnv } from './engine.test-env.ts';

/** What one piece of work asked of the database. */
export type Asked = {
  /** Command and collection, in the order in which they were sent: `find campaigns`, `commitTransaction`. */
  readonly commands: string[];
  /** How often it waited for the database: commands sent together are one round trip. */
  roundTrips: number;
  open: number;
};

/**
 * Notes the commands of chosen work and of nothing else that goes on meanwhile, by the driver's own monitoring. The env must
 * be opened on an address with `monitorCommands=true`.
 */
export function commandLog(env: EngineTestEnv) {
  const work = new AsyncLocalStorage<Asked>();
  const waiting = new Map<number, Asked>();
  monitorCommands(
    env.app.get<{ getClient(): unknown }>('DatabaseConnection'),
    ({ name, requestId, collections }) => {
      const asked = work.getStore();
      if (!asked) return;
      // Of a write to several collections its name says enough.
      asked.commands.push(name === 'bulkWrite' ? name : [name, ...collections].join(' '));
      if (asked.open === 0) asked.roundTrips += 1;
      asked.open += 1;
      waiting.set(requestId, asked);
    },
    (requestId) => {
      const asked = waiting.get(requestId);
      waiting.delete(requestId);
      if (asked) asked.open -= 1;
    },
  );
  return async <T>(run: () => Promise<T>): Promise<{ readonly answer: T; readonly asked: Asked }> => {
    const asked: Asked = { commands: [], roundTrips: 0, open: 0 };
    return { answer: await work.run(asked, run), asked };
  };
}
