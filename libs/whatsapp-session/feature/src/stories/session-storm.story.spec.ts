import { ownerId, seededRng, type Rng } from '@relance/kernel';
import { CREDENTIAL_STORE, type CredentialStore } from '@relance/whatsapp-session-domain';
import { REAL_TIMES } from '../session-times.ts';
import { until } from '../testing/event-stream.ts';
import { devicesOf } from '../testing/link.ts';
import { areNoMore, handles, heapMiB, processListeners } from '../testing/process-gauges.ts';
import { type SessionClient } from '../testing/session-client.ts';
import { startSessionTestEnv, type SessionTestEnv, type SessionProcess } from '../testing/session.test-env.ts';
import { drawFaults, inject } from '../testing/storm-faults.ts';
import { isAtRest, predict, type Prediction } from '../testing/storm-model.ts';

/**
 * A bad hour for fifty sessions: each meets faults every half hour, a hundred times in all, and some lead to attempts
 * that fail before one opens. Every wait of the product is divided by sixty by its configuration (back-offs of 2, 5, 15
 * and 45 s, the minute of the outage detector, the hour in which the first stream error is free), so the hour's waits take a
 * minute; the closes themselves are as many as in the hour. By environment more, for the lab: five rounds are an hour in
 * which each session meets faults every twelve minutes.
 */
const SESSIONS = Number(process.env['STORM_SESSIONS'] ?? 50);
const ROUNDS = Number(process.env['STORM_ROUNDS'] ?? 2);
const SEED = process.env['STORM_SEED'] ?? 'storm';
const RATE = 60;
/** Sessions that meet faults at the same time: a tenth, so that the outage detector has nothing to see. */
const AT_A_TIME = Math.max(1, Math.floor(SESSIONS / 10));
const RULES = { limit: 3, attemptsPerStrike: 4, graceMs: REAL_TIMES.streamErrorGraceMs / RATE };
const HOUR_IN_A_MINUTE = {
  WHATSAPP_ATTEMPTS_PER_STRIKE: String(RULES.attemptsPerStrike),
  WHATSAPP_RECONNECT_DELAYS_MS: [2_000, 5_000, 15_000, 45_000].map((ms) => Math.round(ms / RATE)).join(','),
  LOG_LEVEL: 'error',
};
const TIMES = Object.fromEntries(
  Object.entries(REAL_TIMES).map(([name, ms]) => [name, Math.round(ms / RATE)]),
) as typeof REAL_TIMES;
/** What half a storm may add: the ledger of the simulator and the lines of the log grow in this process too. */
const HEAP_MARGIN_MIB = 24;
const MINUTES = 60_000;

type Member = { readonly owner: string; readonly phone: string; client: SessionClient; closesBefore: number };

describe(`${SESSIONS} sessions`, () => {
  let testEnv: SessionTestEnv;
  let product: SessionProcess;
  let before: { handles: ReturnType<typeof handles>; listeners: number };
  const members: Member[] = [];

  beforeAll(async () => {
    testEnv = await startSessionTestEnv(SEED);
    // Eight hundred one-time keys a link are most of its time, and no part of the story.
    testEnv.simulator.options({ saidPreKeys: 100 });
    before = { handles: handles(), listeners: processListeners() };
    product = await testEnv.start(HOUR_IN_A_MINUTE, { times: TIMES });
    await eachOf(
      Array.from({ length: SESSIONS }, (_, n) => n),
      async (n) => {
        const owner = `owner-${n}`;
        const phone = `2376996${String(n).padStart(5, '0')}`;
        const client = await product.client(owner);
        await linkOne(client, phone);
        members.push({ owner, phone, client, closesBefore: entriesOf(phone).length });
      },
    );
  }, 20 * MINUTES);
  afterAll(() => testEnv.stop(), MINUTES);

  const entriesOf = (phone: string) => testEnv.simulator.connectionEntries({ account: phone });
  const predicted = ({ phone, closesBefore }: Member): Prediction =>
    predict(entriesOf(phone).slice(closesBefore), RULES);
  const socketsOf = (phone: string) =>
    testEnv.simulator.state().connections.filter(({ account }) => account === phone).length;

  /** Looks at the server until it is linked: fifty that ask the product every moment would be the load of this story. */
  async function linkOne(client: SessionClient, phone: string): Promise<void> {
    const seen = entriesOf(phone).length;
    await testEnv.simulator.scan({ qr: await aQr(client), phone });
    await until('a login', () => entriesOf(phone).length > seen);
    await client.untilState('connected');
  }

  /** On a busy machine a connect answers "connecting" before there is a QR; asked again, it goes on waiting. */
  async function aQr(client: SessionClient): Promise<string> {
    for (let tries = 0; tries < 4; tries += 1) {
      const { qrText } = await client.connect();
      if (qrText !== null) return qrText;
    }
    throw new Error('no QR was offered');
  }

  /** Injects faults, and waits until the session is where its ledger says that it comes to rest. */
  async function meetFaults(member: Member, rng: Rng): Promise<void> {
    const { closes } = predicted(member);
    await inject(testEnv.simulator, member.phone, drawFaults(rng));
    await until(
      'the faults to be over',
      () => predicted(member).closes > closes && isAtRest(predicted(member)),
      2 * MINUTES,
    );
    await member.client.until(({ sessionState }) => {
      const now = predicted(member);
      return isAtRest(now) && now.state === sessionState;
    }, 2 * MINUTES);
  }

  /** What a person does about a session that rests, before it meets faults again. */
  async function restore({ phone, client }: Member): Promise<void> {
    await testEnv.simulator.fault({ kind: 'unbanned', account: phone });
    const { sessionState } = await client.status();
    if (sessionState === 'expired') await linkOne(client, phone);
    else if (sessionState !== 'connected') await client.connect();
  }

  it(
    'end an hour of closes in the state that their ledger predicts, and nothing of it stays behind',
    async () => {
      const rng = seededRng(SEED);
      let middle = 0;
      let listeners = 0;
      for (let round = 1; round <= ROUNDS; round += 1) {
        if (round > 1) await eachOf(members, restore);
        await eachOf(shuffled(members, rng), (member) => meetFaults(member, rng));
        if (round === Math.ceil(ROUNDS / 2)) [middle, listeners] = [heapMiB(), processListeners()];
      }
      expect(heapMiB() - middle).toBeLessThan(HEAP_MARGIN_MIB);
      expect(processListeners()).toBe(listeners);
      expect(product.lines.filter((line) => line.includes('"session.outage"'))).toEqual([]);
      await asPredicted();
    },
    20 * MINUTES,
  );

  async function asPredicted(): Promise<void> {
    const credentialStore = product.app.get<CredentialStore>(CREDENTIAL_STORE);
    const open: string[] = [];
    for (const member of members) {
      const { state, strikes, isLinked, given, closes } = predicted(member);
      expect({ owner: member.owner, ...(await member.client.status()) }).toMatchObject({
        owner: member.owner,
        sessionState: state,
        connectionFailureCount: strikes,
        canReconnectWithoutQr: isLinked,
      });
      const { body } = await member.client.ask<{ events: { cause: string; strike: boolean }[] }>(
        'GET',
        '/session/events?limit=100',
      );
      const told = body.data.events.filter(({ cause }) => !['requested', 'restart_required'].includes(cause));
      // Every close of the ledger once, and no other.
      expect([told.length, told.filter(({ strike: isStrike }) => isStrike).length]).toEqual([closes, given]);
      let kept = '';
      const look = () => void credentialStore.peek(ownerId(member.owner)).then((found) => (kept = found));
      await until('credentials as predicted', () => (look(), kept === (isLinked ? 'registered' : 'none')));
      await until('its socket', () => socketsOf(member.phone) === (state === 'connected' ? 1 : 0));
      if (state === 'connected') open.push(member.phone);
    }
    const sockets = testEnv.simulator.state().connections.map(({ account }) => account ?? '?');
    expect(sockets.sort()).toEqual(open.sort());
    expect(product.messenger.senders()).toHaveLength(open.length);
  }

  it(
    'are resumed at a start, at most five at a time, without a strike or a scan; the stop before it left no handle',
    async () => {
      await eachOf(members, restore);
      const devices = members.map(({ phone }) => devicesOf(testEnv.simulator, phone)[0]?.device);
      await product.stop();
      await until('all sockets closed', () => testEnv.simulator.state().connections.length === 0);
      await until('its timers and sockets to be gone', () => areNoMore(handles(), before.handles), MINUTES);
      expect(processListeners()).toBeLessThanOrEqual(before.listeners + 1);
      await testEnv.simulator.fault({ kind: 'slow-login', ms: 400 });
      let most = 0;
      const watch = setInterval(() => {
        const opening = testEnv.simulator.state().connections.filter(({ account }) => account === undefined);
        most = Math.max(most, opening.length);
      }, 25);
      product = await testEnv.start();
      await until('all open again', () => product.messenger.senders().filter(isReady).length === SESSIONS, 5 * MINUTES);
      clearInterval(watch);
      await testEnv.simulator.clearFaults();
      expect(most).toBeGreaterThan(1);
      expect(most).toBeLessThanOrEqual(5);
      expect(members.map(({ phone }) => devicesOf(testEnv.simulator, phone)[0]?.device)).toEqual(devices);
      for (const member of members) {
        member.client = await product.client(member.owner);
        expect(await member.client.status()).toMatchObject({ connectionFailureCount: 0 });
      }
    },
    10 * MINUTES,
  );

  it(
    'leave no sockets behind when they are disconnected',
    async () => {
      await eachOf(members, async ({ client }) => void (await client.disconnect()));
      expect(product.messenger.senders()).toEqual([]);
      await until('all sockets closed', () => testEnv.simulator.state().connections.length === 0);
    },
    5 * MINUTES,
  );
});

const isReady = ({ availability }: { availability: string }): boolean => availability === 'ready';

/** A few at a time, in the order given. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

function shuffled<T>(items: readonly T[], rng: Rng): T[] {
  return items
    .map((item) => ({ item, at: rng.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
