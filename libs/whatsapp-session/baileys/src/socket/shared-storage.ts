import asyncHooks, { AsyncLocalStorage } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';

/** What each storage holds in the present asynchronous context. */
type Stores = ReadonlyMap<object, unknown>;

const contexts = new AsyncLocalStorage<Stores>();

/** Does what the library uses of an AsyncLocalStorage; all instances live in one storage of Node's. */
class SharedStorage {
  run<T>(store: unknown, work: (...args: unknown[]) => T, ...args: unknown[]): T {
    return contexts.run(new Map(contexts.getStore()).set(this, store), work, ...args);
  }

  getStore(): unknown {
    return contexts.getStore()?.get(this);
  }
}

/**
 * Runs `make`, which must be synchronous, with every AsyncLocalStorage that it constructs sharing one storage of Node's.
 *
 * Why: Baileys (seen in 7.0.0-rc14) constructs one for each socket and never disables it. Up to Node 22 every promise of the process
 * copies the value of every storage that was ever used (`async_hooks`): 1 µs for each promise and socket, those that ended
 * included. With 50 sessions that was more processor time than everything else that a message costs.
 */
export function withSharedStorage<T>(make: () => T): T {
  const own = Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage');
  if (!own?.configurable) return make();
  Object.defineProperty(asyncHooks, 'AsyncLocalStorage', { ...replacing(own), value: SharedStorage });
  syncBuiltinESMExports();
  try {
    return make();
  } finally {
    Object.defineProperty(asyncHooks, 'AsyncLocalStorage', own);
    syncBuiltinESMExports();
  }
}

/** Later versions of Node define it by a getter. */
const replacing = ({ enumerable = true }: PropertyDescriptor): PropertyDescriptor => ({
  configurable: true,
  writable: true,
  enumerable,
});
