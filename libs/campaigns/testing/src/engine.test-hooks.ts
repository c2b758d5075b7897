import { vi } from 'vitest';
import { type SendOutcome } from '@relance/messaging';
import { type SendingPolicy } from '@relance/campaigns-sending';
import { type EngineTestEnv, startEngineTestEnv } from './engine.test-env.ts';

export const accepted: SendOutcome = { kind: 'accepted', at: new Date() };

/**
 * The engine of a spec: opened before its stories and closed behind them. After each story everything is stored and a recount
 * finds no difference. The machine may be busy; stories wait for conditions, not for time.
 */
export function engineTestEnv(change: Partial<SendingPolicy> = {}): EngineTestEnv {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
  // Filled before the first story runs; nothing of it may be used while the file is read.
  const env = {} as EngineTestEnv;
  beforeAll(async () => void Object.assign(env, await startEngineTestEnv(change)), 60_000);
  afterAll(() => env.close?.());
  afterEach(async () => {
    env.messenger.script = () => accepted;
    env.messenger.beforeFrame = async () => undefined;
    await env.settled();
    expect(await env.differences()).toEqual([]);
  });
  return env;
}
