import {
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignStore,
  type PacingProfile,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { documentId, ownerId, type OwnerId } from '@relance/kernel';
import { setTimeout as pause } from 'node:timers/promises';
import { DeliveryResultBuffer, IntegrityRecount, type SendingPolicy, SendScheduler } from '@relance/campaigns-sending';

import { ScriptedMessenger } from './scripted-messenger.ts';
import { openTestApp } from './test-app.ts';

const DEADLINE_MS = 30_000;
/** Messages may follow one another at once. */
export const unpaced: PacingProfile = {
  waves: [{ size: 1000, gapMs: 0, pauseAfterMs: null }],
  jitterMs: 0,
  floorMs: 0,
};
export const DAY_MS = 86_400_000;

/** Waits until the condition holds; fails after the deadline with the last error or answer. */
export async function eventually<T>(check: () => Promise<T> | T): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(15);
    }
  }
}

export type EngineTestEnv = Awaited<ReturnType<typeof startEngineTestEnv>>;

/** The whole campaigns module at work on the embedded database, with WhatsApp as a script. */
export async function startEngineTestEnv(
  change: Partial<SendingPolicy> = {},
  databaseUri?: string,
  environment: Readonly<Record<string, string>> = {},
) {
  const messenger = new ScriptedMessenger();
  const policy = (usual: SendingPolicy): SendingPolicy => ({
    ...usual,
    profiles: { safe: unpaced, fast: unpaced, test: unpaced },
    tickMs: 100,
    flushMs: 5,
    ...change,
  });
  const doubles = { messenger, policy, ...(databaseUri && { databaseUri }) };
  const app = await openTestApp('2026-03-02T09:00:00Z', doubles, environment);
  const tick = app.app.get(SendScheduler);
  const campaigns = app.app.get<CampaignStore>(CAMPAIGN_STORE);
  const targets = app.app.get<TargetStore>(TARGET_STORE);
  const sentTo = (phone: string) => messenger.sent.filter((message) => message.phone === phone);
  return {
    ...app,
    messenger,
    tick,
    campaign: async (id: string): Promise<Campaign> => {
      const found = await campaigns.find(documentId<'CampaignId'>(id), 'anyOwner');
      if (!found) throw new Error('no such campaign');
      return found;
    },
    targetsOf: async (id: string) => {
      const page = { limit: 100, page: 1, after: null, sort: 'createdAt' } as const;
      return (await targets.list({ scope: 'anyOwner', campaignId: documentId<'CampaignId'>(id) }, page)).rows;
    },
    /** The texts that went to this phone, in order. */
    sentTo: (phone: string): readonly string[] => sentTo(phone).map(({ text }) => text),
    /** Their message ids. */
    idsTo: (phone: string): readonly string[] => sentTo(phone).map(({ waMessageId }) => waMessageId),
    /** Moves the product's clock and lets every sender look again. */
    advance: (ms: number): void => {
      app.clock.advance(ms);
      for (const { ownerId: of } of messenger.senders()) tick.wake(of);
    },
    /** Everything heard so far is stored. */
    settled: () => app.app.get(DeliveryResultBuffer).flushAll(),
    differences: async () => (await app.app.get(IntegrityRecount).count()).items,
  };
}

let owners = 0;
export const anOwner = (): OwnerId => ownerId(`engine-owner-${(owners += 1)}`);
let people = 0;
export const aPhone = (): string => `+2376501${String((people += 1)).padStart(5, '0')}`;

/** An owner with open limits, contacts and a campaign for them, through the API; not started. */
export async function aCampaignFor(
  env: EngineTestEnv,
  owner: OwnerId,
  phones: readonly string[],
  settings: object = {},
): Promise<{ id: string; api: Awaited<ReturnType<EngineTestEnv['as']>> }> {
  const api = await env.as(owner);
  const open = { maxMessagesPerDay: 100, coldContactsPerDay: 100, warmUp: [], sendWindows: everyHour, timeZone: 'UTC' };
  expectStatus(await api.put('/settings', { ...open, ...settings }), 200);
  const contacts = phones.map((phone, index) => ({ phone, name: `Person ${index + 1}`, language: 'en' }));
  expectStatus(await api.post('/contacts/bulk', { contacts }), 200);
  const created = await api.post('/campaigns', {
    name: 'Spring',
    targetFilter: {},
    maxMessagesPerDay: 100,
    customMessages: [1, 2, 3, 4, 5, 6, 7].map((dayNumber) => ({
      dayNumber,
      messageTemplate: { fr: `Jour ${dayNumber} {{name}}`, en: `Day {{day}} for {{name}}` },
    })),
  });
  expectStatus(created, 201);
  return { id: created.body.data.id, api };
}

const everyHour = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }];

function expectStatus(answer: { readonly status: number; readonly body: unknown }, status: number): void {
  if (answer.status !== status) throw new Error(`expected ${status}: ${answer.status} ${JSON.stringify(answer.body)}`);
}
