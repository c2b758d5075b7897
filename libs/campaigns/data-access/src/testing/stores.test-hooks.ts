import { vi } from 'vitest';
import { openTestStores, type TestStores } from './test-stores.ts';

/** The book of a spec: opened before its tests and closed behind them. The machine may be busy; tests wait for conditions. */
export function testStores(): TestStores {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
  // Filled before the first test runs; nothing of it may be used while the file is read.
  const stores = {} as TestStores;
  beforeAll(async () => void Object.assign(stores, await openTestStores()), 60_000);
  afterAll(() => stores.close?.());
  return stores;
}
