import { type OwnerId, ownerId } from '@relance/kernel';
import { DeliveryResultBuffer, SENDING_POLICY, type SendingPolicy, SendScheduler } from '@relance/campaigns-sending';
import { MESSENGER, type Messenger } from '@relance/messaging';
import { sharedCommitsOf } from '@relance/platform';
import { testDatabase } from '@relance/platform/testing';
import { type Simulator, startSimulator } from '@relance/whatsapp-simulator';
import { vi } from 'vitest';
import { type Connection } from 'mongoose';
import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';
import { costOfOne, type WireCommand, WireLog } from '../../testing/wire-log.ts';

const PEOPLE = 10;
const OWNER = ownerId('owner-cost');
/** Longer than the test: what comes by the clock (polls, batches of results) comes when the test asks for it. */
const NEVER_MS = 600_000;
const LINGER_MS = 2_000;
const everyHour = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }];

/** The keys of a message are stored in the transaction of the next one's intent. */
const INTENT_WITH_KEYS = [
  'whatsapp_credentials',
  'whatsapp_signal_keys',
  'campaigns',
  'relance_targets',
  'sender_states',
  'sender_days',
  'message_deliveries',
  'whatsapp_outgoing',
].join('+');

/**
 * What a message of one sender to a known contact costs the database, over everything that the process sends while it is on its
 * way. Results and receipts come by the batch, due targets by the page. Lowered with each improvement, never raised.
 */
const BUDGET = {
  commands: ['aggregate relance_configs', `bulkWrite ${INTENT_WITH_KEYS}`, `commitTransaction ${INTENT_WITH_KEYS}`],
  /** The gates are asked beside the write of the intent; its commit is the second. */
  roundTrips: 2,
};
/** Several unpaced senders share the gates' question and transactions. */
const MANY = { senders: 4, commands: 4 };
const OF_SENDING =
  /^aggregate relance_configs|^(bulkWrite|commitTransaction) .*(message_deliveries|whatsapp_signal_keys)/;

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
  const connection = env.app.get<Connection>('DatabaseConnection');
  // On a slow machine too the keys wait until the next intent is ready.
  sharedCommitsOf(connection).lingerMs = LINGER_MS;
  wire = new WireLog(connection);
}, 90_000);
afterAll(async () => {
  await env?.close();
  await simulator?.stop();
}, 40_000);

describe('what a message to a known contact costs the database in the whole process', () => {
  it('keeps to its commands and round trips', async () => {
    const owner = await aSender(OWNER, '+237699700009', peopleOf(0));
    const spans = spansOfMessages();
    const second = await sendTwice([owner], spans, PEOPLE);
    // The first two messages of a run read what the others find.
    expect(costOfOne(spans.slice(2).flat(), PEOPLE - 2, { byClock: BY_CLOCK })).toEqual(BUDGET);
    await checkCounts(owner, second[0] ?? '', peopleOf(0));
  }, 150_000);

  it('is less for each where several senders are at work', async () => {
    const owners = [];
    for (let index = 1; index <= MANY.senders; index += 1)
      owners.push(await aSender(ownerId(`owner-cost-${index}`), `+23769970001${index}`, peopleOf(index)));
    const spans = spansOfMessages();
    const messages = MANY.senders * PEOPLE;
    const second = await sendTwice(owners, spans, messages);
    // What belongs to the beginning is left out, as above; what clocks send is more the slower the machine is.
    const begun = 2 * MANY.senders;
    const commands = spans.slice(begun).flat();
    const ofSending = commands.filter(({ label }) => OF_SENDING.test(label));
    expect(ofSending.length / (messages - begun)).toBeLessThanOrEqual(MANY.commands);
    for (const [index, owner] of owners.entries()) await checkCounts(owner, second[index] ?? '', peopleOf(index + 1));
  }, 150_000);
});

const peopleOf = (sender: number): readonly string[] =>
  Array.from({ length: PEOPLE }, (_, index) => `+23767${sender}08${String(index).padStart(4, '0')}`);

async function aSender(id: OwnerId, phone: string, people: readonly string[]): Promise<Owner> {
  const ask = await asOwner(id);
  await link(ask, phone);
  await ask('put', '/settings', {
    enabled: true,
    sendWindows: everyHour,
    timeZone: 'UTC',
    maxMessagesPerDay: 100,
    coldContactsPerDay: 100,
    warmUp: [],
  });
  await ask('post', '/contacts/bulk', {
    contacts: people.map((contact) => ({ phone: contact, name: 'Awa', language: 'en' })),
  });
  return { id, ask };
}

/** The first message to each is not what is measured: its number is looked up, its keys are fetched. Answers the second campaigns. */
async function sendTwice(owners: readonly Owner[], spans: unknown[], messages: number): Promise<readonly string[]> {
  const buffer = env.app.get(DeliveryResultBuffer, { strict: false });
  const first = await Promise.all(owners.map((owner) => startedCampaign(owner, 'First')));
  await until(() => spans.length === messages);
  await buffer.flushAll();
  for (const [index, { ask }] of owners.entries()) await ask('post', `/campaigns/${first[index]}/cancel`, {});
  spans.length = 0;
  const second = await Promise.all(owners.map((owner) => startedCampaign(owner, 'Second')));
  await until(() => spans.length === messages);
  return second;
}

async function checkCounts({ ask }: Owner, campaign: string, people: readonly string[]): Promise<void> {
  await env.app.get(DeliveryResultBuffer, { strict: false }).flushAll();
  expect((await ask('get', `/campaigns/${campaign}`)).messages.sent).toBe(PEOPLE);
  const { repeatedIds, repeatedTexts } = simulator.duplicates();
  expect({ repeatedIds, repeatedTexts }).toEqual({ repeatedIds: [], repeatedTexts: [] });
  expect(people.map((phone) => simulator.contactInbox(phone).length)).toEqual(people.map(() => 2));
}

/** From the end of one message to the end of the next, everything that the process asked meanwhile. */
function spansOfMessages(): (readonly WireCommand[])[] {
  const spans: (readonly WireCommand[])[] = [];
  const messenger = env.app.get<Messenger>(MESSENGER, { strict: false });
  vi.restoreAllMocks();
  wire.mark();
  const send = messenger.send.bind(messenger);
  vi.spyOn(messenger, 'send').mockImplementation(async (owner, message) => {
    const outcome = await send(owner, message);
    if (outcome.kind !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(outcome)}`);
    spans.push(wire.mark());
    return outcome;
  });
  return spans;
}

type Asking = (method: 'get' | 'post' | 'put', path: string, body?: object) => Promise<Record<string, any>>; // eslint-disable-line @typescript-eslint/no-explicit-any

type Owner = { readonly id: OwnerId; readonly ask: Asking };

async function asOwner(id: OwnerId): Promise<Asking> {
  const token = await env.token('user', id);
  return async (method, path, body) => {
    const answer = await env.http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' }).send(body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body.data;
  };
}

async function link(owner: Asking, phone: string): Promise<void> {
  const { qrText } = await owner('post', '/connect');
  await simulator.scan({ qr: qrText, phone });
  await until(async () => (await owner('get', '/status')).sessionState === 'connected');
}

async function startedCampaign({ id: owner, ask }: Owner, name: string): Promise<string> {
  const message = { dayNumber: 1, messageTemplate: { fr: `${name} {{name}}` } };
  const { id } = await ask('post', '/campaigns', { name, targetFilter: {}, customMessages: [message] });
  await ask('post', `/campaigns/${id}/start`);
  env.app.get(SendScheduler, { strict: false }).wake(owner);
  return id;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('waited a minute in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
