// Mail and webhooks must never slow a send: how fast messages leave and how soon a pause holds, without any of them, with a mail
// server and a receiver that work, and with a mail server that never speaks and a receiver that never answers; in the same run.
import { createServer, type AddressInfo, type Server } from 'node:net';
import { type Figure, report, rounded, startMailServer, startReceiver } from '@relance/platform/testing';
import { campaign, link, people, sendWithoutPauses } from '../src/support/acts.ts';
import { type Client } from '../src/support/client.ts';
import { startTestEnvOn, type TestEnv, type PhoneNetwork } from '../src/support/product.test-env.ts';
import { until } from '../src/support/wait.ts';
import { startSimulatorProcess } from './simulator-process.ts';
import { silenceConsole } from './silence.ts';

const OWNERS = Number(process.env['SIDE_EFFECT_OWNERS'] ?? 4);
const CONTACTS = Number(process.env['SIDE_EFFECT_CONTACTS'] ?? 100);
const PAUSES = 4;
/** A product day in six minutes: pacing holds nothing back, a phase ends within its first day, and what fails is not yet switched off. */
const CLOCK_RATE = '240';
const events = ['session.updated', 'campaign.updated', 'target.exited', 'delivery.updated', 'contact.replied'];

type Figures = { messagesPerSecond: number; pauseP50Ms: number; pauseMaxMs: number; attempts: number };
type Env = TestEnv<PhoneNetwork>;
type Order = { readonly label: string; readonly series: number };

const say = silenceConsole();
const simulator = await startSimulatorProcess('side-effects');
const dead = await hangingServer();
const words: Record<string, string> = {
  without: 'neither mail nor webhooks',
  working: 'a mail server and webhooks that work',
  dead: 'a dead mail server, hanging webhooks',
};
const result: Record<string, Figures> = {};
result['without'] = await measured({ label: 'without', series: 1 }, {}, async () => () => 0);
result['working'] = await withWorking();
result['dead'] = await withDead();
const shareOf = (name: string): number =>
  rounded((result[name]?.messagesPerSecond ?? 0) / (result['without']?.messagesPerSecond ?? 1), 2);
report(
  'side-effects',
  Object.entries(result).flatMap(([name, figures]) => figuresOf(name, figures)),
  { senders: OWNERS, contacts: CONTACTS, result },
  say,
);
say(
  'correct: every contact saw one text once, nothing left after a pause was answered but what the answer called in flight\n',
);
dead.close();
await simulator.stop();
process.exit(0);

function figuresOf(name: string, { messagesPerSecond, pauseP50Ms, pauseMaxMs, attempts }: Figures): Figure[] {
  const of = words[name] ?? name;
  return [
    { what: `${of}: messages`, value: rounded(messagesPerSecond, 1), unit: '/s', better: 'higher' },
    { what: `${of}: rate of without`, value: shareOf(name), unit: '', better: 'higher' },
    { what: `${of}: pause p50`, value: rounded(pauseP50Ms), unit: 'ms', better: 'lower' },
    { what: `${of}: pause, longest`, value: rounded(pauseMaxMs), unit: 'ms', better: 'lower', noise: 0.5 },
    { what: `${of}: events and mails attempted`, value: attempts, unit: '', better: 'higher', noise: 1 },
  ];
}

async function withWorking(): Promise<Figures> {
  const [mail, receiver] = [await startMailServer(), await startReceiver()];
  const figures = await measured({ label: 'working', series: 2 }, { SMTP_URL: mail.url }, async (env) => {
    await listen(env, receiver.url);
    return () => receiver.received.length + mail.mails.length;
  });
  await Promise.all([receiver.close(), mail.close()]);
  if (figures.attempts < OWNERS * CONTACTS) throw new Error(`only ${figures.attempts} events and mails arrived`);
  return figures;
}

async function withDead(): Promise<Figures> {
  const figures = await measured(
    { label: 'dead', series: 3 },
    { SMTP_URL: `smtp://127.0.0.1:${dead.port}` },
    async (env) => {
      await listen(env, `http://127.0.0.1:${dead.port}/hook`);
      return () => dead.connections();
    },
  );
  // Nothing was measured when nobody had called them.
  if (figures.attempts < 3) throw new Error(`only ${figures.attempts} connections to what is dead`);
  return figures;
}

/** One webhook of the installation on everything, one of each owner, and a report a product day. */
async function listen(env: Env, url: string): Promise<void> {
  const admin = await env.admin();
  await admin.post('/admin/webhooks', { url, events });
  for (let index = 0; index < OWNERS; index += 1) {
    await (await env.owner(`owner-${index}`)).post('/webhooks', { url, events });
  }
  await admin.post('/admin/reports', {
    name: 'Daily',
    frequency: 'daily',
    hour: 0,
    timeZone: 'UTC',
    recipients: ['boss@example.com'],
    language: 'en',
  });
}

async function measured(
  { label, series }: Order,
  changes: Record<string, string>,
  prepare: (env: Env) => Promise<() => number>,
): Promise<Figures> {
  const settings = { RELANCE_CLOCK_RATE: CLOCK_RATE, WEBHOOKS_ALLOW_PRIVATE: 'true', ...changes };
  const env = await startTestEnvOn({ ...simulator, stop: async () => undefined }, settings);
  try {
    const attempts = await prepare(env);
    const senders = await Promise.all(ownersOf(series, 0).map((owner) => ready(env, owner)));
    const pausers = await Promise.all(ownersOf(series, OWNERS).map((owner) => ready(env, owner)));
    await Promise.all(senders.map((sender) => started(sender, label)));
    const times = await Promise.all(senders.map((sender) => firstDay(sender)));
    const span = Math.max(...times.map(({ last }) => last)) - Math.min(...times.map(({ first }) => first));
    const pauses = (
      await Promise.all(pausers.map(async (pauser) => pausesOf(pauser, await started(pauser, label))))
    ).flat();
    pauses.sort((a, b) => a - b);
    return {
      messagesPerSecond: (OWNERS * CONTACTS * 1000) / span,
      pauseP50Ms: pauses[Math.floor(pauses.length / 2)] ?? 0,
      pauseMaxMs: pauses.at(-1) ?? 0,
      attempts: attempts(),
    };
  } finally {
    await env.stop();
  }
}

type Owner = { readonly id: string; readonly account: string; readonly phones: readonly string[] };
type Sender = Owner & { readonly client: Client };

/** Other people and accounts in each phase: the simulated WhatsApp keeps what it has seen. */
function ownersOf(series: number, from: number): Owner[] {
  return Array.from({ length: OWNERS }, (_, index) => ({
    id: `owner-${from + index}`,
    account: `+23769970${series}${String(from + index).padStart(3, '0')}`,
    phones: Array.from({ length: CONTACTS }, (_also, contact) => phoneOf(series, from + index, contact)),
  }));
}

function phoneOf(series: number, owner: number, contact: number): string {
  return `+2376${series}${owner}${String(contact).padStart(6, '0')}`;
}

async function ready(env: Env, owner: Owner): Promise<Sender> {
  const client = await env.owner(owner.id);
  await link(env, client, owner.account);
  await sendWithoutPauses(client);
  await people(client, owner.phones);
  return { ...owner, client };
}

async function started({ client }: Sender, name: string): Promise<string> {
  const { id } = await campaign(client, name);
  await client.post(`/campaigns/${id}/start`);
  return id;
}

type Arrived = { to: string; text?: string; shown: boolean; repeated: boolean; receivedAt: string };
async function arrivals(account: string): Promise<Arrived[]> {
  return (await simulator.ask<{ messages: Arrived[] }>(`messages?account=${encodeURIComponent(account)}`)).messages;
}

/** Waits until every contact has the first day's text, once; answers when the first and the last arrived. */
async function firstDay({ id, account, phones, client }: Sender): Promise<{ first: number; last: number }> {
  let seen: Arrived[] = [];
  const hasAll = async () => {
    seen = (await arrivals(account)).filter(({ text }) => text?.includes(' day 1 '));
    return seen.length >= phones.length && seen;
  };
  const messages = await until(`the first day of ${id}`, hasAll, { within: 300_000, every: 500 }).catch(
    async (error: unknown) => {
      const { campaigns } = await client.get<{ campaigns: unknown[] }>('/campaigns?type=filtered');
      throw new Error(`${String(error)}: ${seen.length} of ${phones.length} arrived; ${JSON.stringify(campaigns)}`);
    },
  );
  const people = new Set(messages.map(({ to }) => to));
  if (people.size !== phones.length || messages.length !== phones.length) {
    throw new Error(`${messages.length} first messages to ${people.size} of ${phones.length} people`);
  }
  const times = messages.map(({ receivedAt }) => Date.parse(receivedAt));
  return { first: Math.min(...times), last: Math.max(...times) };
}

/** Pauses a campaign while its first day leaves, again and again: milliseconds from the request to the answer. */
async function pausesOf({ client, account }: Sender, id: string): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < PAUSES; turn += 1) {
    const before = (await arrivals(account)).length;
    if (before > CONTACTS - 10) break;
    const hasMore = async () => (await arrivals(account)).length > before + 2;
    await until('messages to leave', hasMore, { within: 60_000, every: 50 });
    const askedAt = performance.now();
    const { inFlight } = await client.post<{ inFlight: number }>(`/campaigns/${id}/pause`);
    times.push(performance.now() - askedAt);
    const answeredAt = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const late = (await arrivals(account)).filter(({ receivedAt }) => Date.parse(receivedAt) > answeredAt).length;
    if (late > inFlight) throw new Error(`${late} messages left after a pause that had ${inFlight} in flight`);
    await client.post(`/campaigns/${id}/resume`);
  }
  return times;
}

/** Takes connections and never says a word: a mail server that is dead, a receiver that hangs. */
async function hangingServer() {
  let taken = 0;
  const sockets = new Set<{ destroy(): void }>();
  const server: Server = createServer((socket) => {
    taken += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port, // a TCP server's address is never a string
    connections: () => taken,
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}
