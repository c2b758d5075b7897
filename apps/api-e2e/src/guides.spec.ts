import { link, sessionIn, type SessionView } from './support/acts.ts';
import { type Client, type LiveEvent } from './support/client.ts';
import {
  alertRules,
  dashboardExpressions,
  exposedMetrics,
  labelsOf,
  listedMetrics,
  metricsIn,
} from './support/alert-rules.ts';
import { differences, folded, Guide, type SampledAnswer, shapeDifferences } from './support/guide-samples.ts';
import { adminLogin, type TestEnv, startTestEnv, tokenFor } from './support/product.test-env.ts';
import { until } from './support/wait.ts';

/** A long wait before the first attempt, so that "reconnecting" can be looked at. */
const PATIENT = { WHATSAPP_RECONNECT_DELAYS_MS: '60000' };
const isRecording = process.env['RECORD_GUIDES'] === 'true';

/** What the guide's own module offers; the story runs it as a user app would. */
type GuideCode = {
  relance(options: { baseUrl: string; token: string; language: string }): {
    status(): Promise<SessionView>;
    disconnectKeepingSession(): Promise<SessionView>;
    deleteSession(): Promise<SessionView>;
    follow(on: (name: string, data: unknown) => void, signal: AbortSignal): Promise<void>;
  };
  screenFor(session: SessionView): string;
};

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await startTestEnv(PATIENT);
}, 240_000);
afterAll(() => testEnv?.stop(), 60_000);

describe.each([
  { file: 'docs/guides/user-app.md', ownerId: 'guide-en', phone: '+237612345678', language: 'en' },
  { file: 'docs/guides/user-app.fr.md', ownerId: 'guide-fr', phone: '+237612345679', language: 'fr' },
])('$file', ({ file, ownerId, phone, language }) => {
  const guide = new Guide(file);
  const account = phone.slice(1);
  const told = new Map<string, string[]>();
  const statuses = new Map<string, SessionView>();
  let owner: Client;
  let token: string;
  let stream: { events: LiveEvent[]; close(): void };

  beforeAll(async () => {
    token = await tokenFor(ownerId, 'user');
    owner = await testEnv.owner(ownerId);
    stream = await owner.listen('/stream', language);
  }, 30_000);
  afterAll(() => stream?.close());

  function compare(name: string, real: SampledAnswer): void {
    if (isRecording) guide.record(name, real);
    const sample = guide.answer(name);
    told.set(name, [
      ...(sample.status === real.status ? [] : [`status: the guide says ${sample.status}, the API ${real.status}`]),
      ...differences(sample.body, real.body),
    ]);
  }

  /** Performs the guide's request as it is written, with a real token, and compares the answer. */
  async function perform(name: string): Promise<void> {
    const { method, path, headers, body } = guide.request(name);
    if (headers['Authorization']) headers['Authorization'] = `Bearer ${token}`;
    const response = await fetch(`${testEnv.api.url}${path}`, { method, headers, body });
    const answer = (await response.json()) as { data?: SessionView }; // the API answers only with the envelope
    if (name.startsWith('status-') && answer.data) statuses.set(name, answer.data);
    compare(name, { status: response.status, body: folded(answer, statuses.get('status-new') ?? {}) });
  }

  async function heard(name: string, fits: (data: Record<string, unknown>) => boolean): Promise<LiveEvent> {
    return until(`${name} on the stream`, async () => stream.events.find((it) => it.name === name && fits(it.data)), {
      within: 30_000,
    });
  }

  it('shows what the API answers, sample by sample', async () => {
    await perform('no-token');
    await perform('status-new');
    await perform('qr-none');
    await perform('connect-wrong');
    await perform('connect-qr');
    await perform('qr');
    compare('event-qr', { status: null, body: (await heard('qr.updated', () => true)).data });
    await owner.do('DELETE', '/disconnect');
    await testEnv.simulator.fault({ kind: 'pairing-refused', reason: 'passkey', count: 1 });
    await perform('connect-code-refused');
    await perform('connect-code');
    const { body } = await owner.ask<{ pairingCode: string }>('POST', '/connect', {
      method: 'pairing_code',
      phoneNumber: phone,
    });
    await testEnv.simulator.linkCode({ code: body.data?.pairingCode ?? '', phone: account });
    await sessionIn(owner, 'connected', 60_000);
    await perform('status-connected');
    await perform('connect-again');

    await testEnv.simulator.fault({ kind: 'drop', account });
    await sessionIn(owner, 'retry_wait');
    await perform('status-reconnecting');
    const lost = await heard('session.updated', (data) => data['sessionState'] === 'retry_wait');
    compare('event-session', { status: null, body: lost.data });
    await perform('events');
    await perform('connect-back');

    await perform('disconnect-keep');
    statuses.set('status-chosen', await sessionIn(owner, 'disconnected'));
    await perform('disconnect-wrong');
    await owner.post('/connect');
    await sessionIn(owner, 'connected');

    await testEnv.simulator.fault({ kind: 'banned', account });
    await sessionIn(owner, 'restricted');
    await perform('connect-restricted');
    await testEnv.simulator.fault({ kind: 'unbanned', account });
    await owner.post('/connect');
    await sessionIn(owner, 'connected');

    await testEnv.simulator.fault({ kind: 'logged-out', account });
    await sessionIn(owner, 'expired');
    await perform('status-expired');
    await perform('disconnect-delete');
    await testEnv.simulator.fault({ kind: 'refuse-connections' });
    await perform('connect-unreachable');
    await testEnv.simulator.clearFaults();

    expect(Object.fromEntries([...told].filter(([, found]) => found.length > 0))).toEqual({});
  }, 300_000);

  it('has no sample that nobody performed', () => {
    const shown = [...new Set([...guide.names('http'), ...guide.names('json')])];
    expect(shown.filter((name) => !told.has(name))).toEqual([]);
  });

  it('tells the four screens apart with its own code', async () => {
    const { screenFor } = await codeOf(guide);
    const screens = [...statuses].map(([name, session]) => `${name}: ${screenFor(session)}`);
    expect(screens).toEqual([
      'status-new: fine',
      'status-connected: fine',
      'status-reconnecting: reconnecting',
      'status-chosen: chosen',
      'status-expired: scan',
    ]);
  });

  it('has two buttons that do what they say, and a stream that tells it', async () => {
    const { relance } = await codeOf(guide);
    const app = relance({ baseUrl: `${testEnv.api.url}/api/relance`, token, language });
    const states: unknown[] = [];
    const aborter = new AbortController();
    const following = app.follow((name, data) => {
      if (name === 'session.updated') states.push((data as SessionView).sessionState); // the event's own shape
    }, aborter.signal);
    const { qrText } = await owner.post<{ qrText: string }>('/connect');
    await testEnv.simulator.scan({ qr: qrText, phone: account });
    await until('the stream to say connected', async () => states.includes('connected'), { within: 60_000 });
    expect(await app.disconnectKeepingSession()).toMatchObject({ sessionState: 'disconnected', requiresQr: false });
    await until('the stream to say disconnected', async () => states.includes('disconnected'), { within: 30_000 });
    expect(await app.deleteSession()).toMatchObject({ sessionState: 'none', requiresQr: true });
    expect(await app.status()).toMatchObject({ sessionState: 'none', canReconnectWithoutQr: false });
    aborter.abort();
    await following;
  }, 180_000);
});

describe('the admin guide', () => {
  let token: string;

  beforeAll(async () => {
    ({ token } = await testEnv.stranger().post<{ token: string }>('/auth/login', adminLogin));
    const lea = await testEnv.owner('guide-lea');
    await link(testEnv, lea, '237612345680');
    await testEnv.simulator.fault({ kind: 'logged-out', account: '237612345680' });
    await sessionIn(lea, 'expired');
  }, 120_000);

  it.each(['docs/guides/admin-console.md', 'docs/guides/admin-console.fr.md'])(
    '%s shows what the API answers',
    async (file) => {
      const guide = new Guide(file);
      const told: Record<string, string[]> = {};
      for (const name of guide.names('http')) {
        const { method, path, headers } = guide.request(name);
        const response = await fetch(`${testEnv.api.url}${path}`, {
          method,
          headers: { ...headers, Authorization: `Bearer ${token}` },
        });
        const real: SampledAnswer = { status: response.status, body: await response.json() };
        if (isRecording) guide.record(name, real);
        const sample = guide.answer(name);
        expect({ name, status: sample.status }).toEqual({ name, status: real.status });
        // Counts hold whatever the stories before have done.
        told[name] = (name === 'admin-stats' ? shapeDifferences : differences)(sample.body, real.body);
      }
      expect(told).toEqual({ 'admin-list': [], 'admin-stats': [], 'admin-events': [] });
    },
  );
});

it('exposes every metric that the monitoring page lists, with its labels', async () => {
  const text = await (await fetch(`${testEnv.api.url}/metrics`)).text();
  const exposed = exposedMetrics(text);
  const listed = listedMetrics();
  expect(listed.length).toBeGreaterThan(6);
  const missing = listed.filter(({ name }) => ![name, `${name}_count`].some((series) => exposed.has(series)));
  expect(missing).toEqual([]);
  // Of counters that counted already: no message was sent in these stories.
  for (const name of ['whatsapp_sessions', 'whatsapp_session_failures_total']) {
    expect(labelsOf(text, name)).toEqual(listed.find((metric) => metric.name === name)?.labels);
  }
  expect(text).not.toMatch(/^whatsapp_session_failures_total\{.*cause="(restart_required|requested|qr_unscanned)"/m);
});

it('exposes every metric that the alert rules and the dashboard name', async () => {
  const exposed = exposedMetrics(await (await fetch(`${testEnv.api.url}/metrics`)).text());
  const named = [...alertRules(), ...dashboardExpressions()].flatMap(({ expression }) => metricsIn(expression));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((metric) => !exposed.has(metric))).toEqual([]);
});

const codeOf = async (guide: Guide): Promise<GuideCode> =>
  (await import(`data:text/javascript,${encodeURIComponent(guide.code('relance.mjs'))}`)) as GuideCode; // its exports are asserted by use
