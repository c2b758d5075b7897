import { setTimeout as pause } from 'node:timers/promises';
import { CAMPAIGN_STORE, type CampaignStore } from '@relance/campaigns-domain';
import { type SendOutcome } from '@relance/messaging';
import { monitorCommands, testDatabase, type TestDatabase } from '@relance/platform/testing';
import { vi } from 'vitest';
import {
  aCampaignFor,
  anOwner,
  aPhone,
  type EngineTestEnv,
  eventually,
  startEngineTestEnv,
} from '@relance/campaigns-testing';
import { type Connection } from 'mongoose';
import { SendDueTarget } from '../claiming/send-due-target.ts';

// The machine may be busy; a test waits for conditions, not for time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const SENDERS = 4;
const POLLS = 5;
/** Campaigns and settings of all senders, results that never came. */
const OF_A_POLL = 4;
type Polling = { poll(): Promise<void> };

let database: TestDatabase;
let env: EngineTestEnv;
beforeAll(async () => {
  database = await testDatabase();
  const address = new URL(database.uri);
  address.searchParams.set('monitorCommands', 'true');
  // Polls come when the test makes them.
  env = await startEngineTestEnv({ tickMs: 600_000 }, address.href);
}, 60_000);
afterAll(async () => {
  await env?.close();
  await database?.stop();
});

describe('polls', () => {
  it('cost the same however many senders there are, as long as nothing changed', async () => {
    const scheduler = env.tick as unknown as Polling;
    const owners = Array.from({ length: SENDERS }, anOwner);
    const looks = vi.spyOn(env.app.get(SendDueTarget), 'run');
    const lookedAt = () => [...new Set(looks.mock.calls.map(([owner]) => owner))].sort();
    for (const owner of owners) {
      await aCampaignFor(env, owner, [aPhone()]);
      // Active, and nobody is in it: who was entered by hand did not just sign up.
      await env.app.get<CampaignStore>(CAMPAIGN_STORE).ensureDefault(owner, env.clock.now());
      await env.messenger.link(owner);
    }
    await eventually(async () => {
      await scheduler.poll();
      expect(lookedAt()).toEqual([...owners].sort());
    });
    await eventually(async () => {
      looks.mockClear();
      await scheduler.poll();
      await pause(50);
      expect(looks).not.toHaveBeenCalled();
    });

    const asked: string[] = [];
    const stopListening = monitorCommands(env.app.get<Connection>('DatabaseConnection'), ({ name, collections }) => {
      const to = collections.join();
      if (/relance_targets|relance_configs|contacts/.test(to)) asked.push(`${name} ${to}`);
    });
    for (let polls = 0; polls < POLLS; polls += 1) {
      await scheduler.poll();
      await pause(20);
    }
    stopListening();
    expect(looks).not.toHaveBeenCalled();
    expect(asked.length).toBeLessThanOrEqual(OF_A_POLL * POLLS);
  });

  it('find who was held by a switch of the owner that was switched back before they saw it', async () => {
    const scheduler = env.tick as unknown as Polling;
    const owner = anOwner();
    const { id, api } = await aCampaignFor(env, owner, [aPhone(), aPhone()]);
    const sentBefore = env.messenger.sent.length;
    const sent = () => env.messenger.sent.length - sentBefore;
    let release: (outcome: SendOutcome) => void = () => undefined;
    env.messenger.script = () => new Promise<SendOutcome>((resolve) => (release = resolve));
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(async () => {
      await scheduler.poll();
      expect(sent()).toBe(1);
    });
    await scheduler.poll();
    const looks = vi.spyOn(env.app.get(SendDueTarget), 'run');
    await api.put('/settings', { sendingPaused: true });
    release({ kind: 'accepted', at: new Date() });
    // It looks for the next one, finds sending paused, and the day after is known to be due.
    await eventually(async () => {
      expect(looks.mock.calls.filter(([of]) => of === owner)).not.toEqual([]);
      expect((await env.campaign(id)).messages.sent).toBe(1);
    });
    env.messenger.script = () => ({ kind: 'accepted', at: new Date() });
    await api.put('/settings', { sendingPaused: false });
    await eventually(async () => {
      await scheduler.poll();
      expect(sent()).toBe(2);
    });
  });

  it('find a campaign that begins without anybody telling of it', async () => {
    const scheduler = env.tick as unknown as Polling;
    const owner = anOwner();
    const { id, api } = await aCampaignFor(env, owner, [aPhone()]);
    await env.messenger.link(owner);
    await scheduler.poll();
    await api.post(`/campaigns/${id}/start`);
    const before = env.messenger.sent.length;
    await eventually(async () => {
      await scheduler.poll();
      expect(env.messenger.sent.length).toBe(before + 1);
    });
  });
});
