import { type EventEmitter } from 'node:events';
import { ownerId } from '@relance/kernel';
import { DeliveryResultBuffer, SENDING_POLICY, type SendingPolicy, SendScheduler } from '@relance/campaigns-sending';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { testDatabase } from '@relance/platform/testing';
import { type Simulator, startSimulator } from '@relance/whatsapp-simulator';
import { jest } from '@jest/globals';
import { type ApiTestEnv, startTestApp } from './testing/api.test-env.ts';
import { costOfOne, type WireCommand, WireLog } from './testing/wire-log.ts';

const PEOPLE = 10;
const OWNER = ownerId('owner-cost');
/** Longer than the test: what comes by the clock (polls, batches of results) comes when the test asks for it. */
const NEVER_MS = 600_000;
const everyHour = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }];

/**
 * What a message of one sender to a known contact costs the database, over everything that the process sends while it is on its
 * way. Results and receipts come by the batch, due targets by the page. Lowered with each improvement, never raised.
 */
const BUDGET = {
  commands: [
    'aggregate relance_configs',
    'bulkWrite campaigns+relance_targets+sender_states+sender_days+message_deliveries+whatsapp_outgoing',
    'bulkWrite whatsapp_credentials+whatsapp_signal_keys',
    'commitTransaction campaigns+relance_targets+sender_states+sender_days+message_deliveries+whatsapp_outgoing',
    'commitTransaction whatsapp_credentials+whatsapp_signal_keys',
  ],
  /** The gates are asked beside the write of the intent; its commit is the second. */
  roundTrips: 2,
};
/** The keys of a message are stored while WhatsApp takes it and the next one's intent is written. */
const BESIDE = [
  'bulkWrite whatsapp_credentials+whatsapp_signal_keys',
  'commitTransaction whatsapp_credentials+whatsapp_signal_keys',
];

/** Acknowledgements, noted five times a second for all messages together; what the scheduler of campaigns looks for. */
const BY_CLOCK = ['update whatsapp_outgoing', 'find campaigns'];

let simulator: Simulator;
let env: ApiTestEnv;
let wire: WireLog;
beforeAll(async () => {
  const [database, started] = await Promise.all([
    testDatabase(),
    startSimulator({ seed: 'cost', deliveryMs: 5, readMs: 10 }),
  ]);
  simulator = started;
  const address = new URL(database.uri);
  address.searchParams.set('monitorCommands', 'true');
  env = await startTestApp(
    {
      WHATSAPP_WS_URL: simulator.wsUrl,
      WHATSAPP_ROOT_PUBLIC_KEY: simulator.rootPublicKeyHex,
      WHATSAPP_MEDIA_CA_FILE: simulator.mediaCaFile,
    },
    { uri: address.href, stop: database.stop },
  );
  const policy = env.app.get<SendingPolicy>(SENDING_POLICY, { strict: false });
  const unpaced = { waves: [{ size: 1000, gapMs: 0, pauseAfterMs: null }], jitterMs: 0, floorMs: 0 };
  const profiles = { safe: unpaced, fast: unpaced, test: unpaced };
  // Read at each use.
  Object.assign(policy, { profiles, flushMs: NEVER_MS, tickMs: NEVER_MS, aheadForMs: NEVER_MS });
  wire = new WireLog(env.app.get<{ getClient(): EventEmitter }>('DatabaseConnection').getClient());
}, 90_000);
afterAll(async () => {
  await env?.close();
  await simulator?.stop();
}, 40_000);

describe('what a message to a known contact costs the database in the whole process', () => {
  it('keeps to its commands and round trips', async () => {
    const owner = await asOwner();
    await link(owner);
    await owner('put', '/settings', {
      enabled: true,
      sendWindows: everyHour,
      timeZone: 'UTC',
      maxMessagesPerDay: 100,
      coldContactsPerDay: 100,
      warmUp: [],
    });
    const phones = Array.from({ length: PEOPLE }, (_, index) => `+2376708${String(index).padStart(5, '0')}`);
    await owner('post', '/contacts/bulk', {
      contacts: phones.map((phone) => ({ phone, name: 'Awa', language: 'en' })),
    });
    const spans = spansOfMessages();
    const buffer = env.app.get(DeliveryResultBuffer, { strict: false });

    // The first message to each: its number is looked up, its keys are fetched. It is not what is measured.
    const first = await startedCampaign(owner, 'First');
    await until(() => spans.length === PEOPLE);
    await buffer.flushAll();
    await owner('post', `/campaigns/${first}/cancel`, {});
    spans.length = 0;

    const second = await startedCampaign(owner, 'Second');
    await until(() => spans.length === PEOPLE);
    // The first two messages of a run read what the others find.
    const exceptions = { byClock: BY_CLOCK, beside: BESIDE };
    expect(costOfOne(spans.slice(2).flat(), PEOPLE - 2, exceptions)).toEqual(BUDGET);
    await buffer.flushAll();
    expect((await owner('get', `/campaigns/${second}`)).messages.sent).toBe(PEOPLE);
    const { repeatedIds, repeatedTexts } = simulator.duplicates();
    expect({ repeatedIds, repeatedTexts }).toEqual({ repeatedIds: [], repeatedTexts: [] });
    expect(phones.map((phone) => simulator.contactInbox(phone).length)).toEqual(phones.map(() => 2));
  }, 150_000);
});

/** From the end of one message to the end of the next, everything that the process asked meanwhile. */
function spansOfMessages(): (readonly WireCommand[])[] {
  const spans: (readonly WireCommand[])[] = [];
  const messenger = env.app.get<Messenger>(MESSENGER, { strict: false });
  const send = messenger.send.bind(messenger);
  jest.spyOn(messenger, 'send').mockImplementation(async (owner, message) => {
    const outcome = await send(owner, message);
    if (outcome.kind !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(outcome)}`);
    spans.push(wire.mark());
    return outcome;
  });
  return spans;
}

type Asking = (method: 'get' | 'post' | 'put', path: string, body?: object) => Promise<Record<string, any>>; // eslint-disable-line @typescript-eslint/no-explicit-any

async function asOwner(): Promise<Asking> {
  const token = await env.token('user', OWNER);
  return async (method, path, body) => {
    const answer = await env.http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' }).send(body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body.data;
  };
}

async function link(owner: Asking): Promise<void> {
  const { qrText } = await owner('post', '/connect');
  await simulator.scan({ qr: qrText, phone: '+237699700009' });
  await until(async () => (await owner('get', '/status')).sessionState === 'connected');
}

async function startedCampaign(owner: Asking, name: string): Promise<string> {
  const message = { dayNumber: 1, messageTemplate: { fr: `${name} {{name}}` } };
  const { id } = await owner('post', '/campaigns', { name, targetFilter: {}, customMessages: [message] });
  await owner('post', `/campaigns/${id}/start`);
  env.app.get(SendScheduler, { strict: false }).wake(OWNER);
  return id;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('waited a minute in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
