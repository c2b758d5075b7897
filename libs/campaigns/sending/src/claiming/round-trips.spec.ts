import { testDatabase, type TestDatabase } from '@relance/platform/testing';
import { vi } from 'vitest';
import {
  aCampaignFor,
  anOwner,
  aPhone,
  type Asked,
  commandLog,
  DAY_MS,
  type EngineTestEnv,
  eventually,
  startEngineTestEnv,
} from '@relance/campaigns-testing';

import { DeliveryResultBuffer } from '../results/delivery-result-buffer.ts';
import { SendDueTarget } from './send-due-target.ts';

// The machine may be busy; a test waits for conditions, not for time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const PEOPLE = 45;
/** Of a message that was prepared: the gates are asked beside the write of its intent. */
const together = ['aggregate relance_configs', 'bulkWrite'];

let database: TestDatabase;
let env: EngineTestEnv;
beforeAll(async () => {
  database = await testDatabase();
  const address = new URL(database.uri);
  address.searchParams.set('monitorCommands', 'true');
  // Results wait until the test asks for them; what is looked up ahead holds, however slow the machine.
  env = await startEngineTestEnv({ flushMs: 600_000, aheadForMs: 600_000 }, address.href);
}, 60_000);
afterAll(async () => {
  await env.close();
  await database.stop();
});

describe('what a message costs the database', () => {
  it('is one question beside one write, and its commit; results come by the batch', async () => {
    const log = commandLog(env);
    const sends: Asked[] = [];
    const sendDue = env.app.get(SendDueTarget);
    const run = sendDue.run.bind(sendDue);
    vi.spyOn(sendDue, 'run').mockImplementation(async (owner) => {
      const { answer, asked } = await log(() => run(owner));
      if (answer.kind === 'sent') sends.push(asked);
      return answer;
    });
    const buffer = env.app.get(DeliveryResultBuffer);
    vi.spyOn(buffer, 'flushSoon').mockImplementation(() => undefined);
    const owner = anOwner();
    const { id, api } = await aCampaignFor(env, owner, Array.from({ length: PEOPLE }, aPhone));
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(env.messenger.sent).toHaveLength(PEOPLE));
    await buffer.flushAll();
    // By now WhatsApp was asked about every number; this is what all days but the first cost.
    sends.length = 0;
    env.advance(DAY_MS);
    await eventually(() => expect(env.messenger.sent).toHaveLength(2 * PEOPLE));

    const isUsual = ({ commands, roundTrips }: Asked): boolean =>
      roundTrips === 2 && commands.length === together.length + 1;
    const usual = sends.find(isUsual);
    expect(usual?.commands.slice(0, -1).sort()).toEqual(together);
    expect(usual?.commands.at(-1)).toBe('commitTransaction');
    // A page of targets now and then, and the day's first message, ask for more: the person and the texts apart.
    expect(sends.filter(isUsual).length).toBeGreaterThanOrEqual(PEOPLE / 2);
    expect(Math.max(...sends.slice(1).map(({ commands }) => commands.length))).toBeLessThanOrEqual(together.length + 7);

    const { asked } = await log(() => buffer.flushAll());
    expect((await env.campaign(id)).messages.sent).toBe(2 * PEOPLE);
    expect(asked.commands).toContain('bulkWrite');
    expect(asked.commands.length).toBeLessThanOrEqual(8);
    expect(await env.differences()).toEqual([]);
  });
});

describe('the answer to a pause', () => {
  it('tells of the message on its way, not of those whose answers only wait to be stored', async () => {
    const owner = anOwner();
    const { id, api } = await aCampaignFor(env, owner, Array.from({ length: 6 }, aPhone));
    const sent = () => env.messenger.sent.filter(({ ownerId }) => ownerId === owner).length;
    let release: () => void = () => undefined;
    env.messenger.script = () =>
      sent() === 4
        ? new Promise((resolve) => (release = () => resolve({ kind: 'accepted', at: new Date() })))
        : { kind: 'accepted', at: new Date() };
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(sent()).toBe(4));
    expect((await api.post(`/campaigns/${id}/pause`)).body.data).toMatchObject({ inFlight: 1 });
    release();
    await eventually(async () => {
      await env.settled();
      expect((await env.campaign(id)).messages.sent).toBe(4);
    });
  });
});
