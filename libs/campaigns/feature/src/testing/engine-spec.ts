import { jest } from '@jest/globals';
import { type SendOutcome } from '@relance/messaging';
import { type SendingPolicy } from '../sending/sending.policy.ts';
import { type EngineHouse, openEngineHouse } from './engine-house.ts';

export const accepted: SendOutcome = { kind: 'accepted', at: new Date() };

/**
 * The engine of a spec: opened before its stories and closed behind them. After each story everything is stored and a recount
 * finds no difference. The machine may be busy; stories wait for conditions, not for time.
 */
export function anEngineHouse(change: Partial<SendingPolicy> = {}): EngineHouse {
  jest.setTimeout(60_000);
  // Filled before the first story runs; nothing of it may be used while the file is read.
  const house = {} as EngineHouse;
  beforeAll(async () => void Object.assign(house, await openEngineHouse(change)), 60_000);
  afterAll(() => house.close?.());
  afterEach(async () => {
    house.messenger.script = () => accepted;
    await house.settled();
    expect(await house.differences()).toEqual([]);
  });
  return house;
}
