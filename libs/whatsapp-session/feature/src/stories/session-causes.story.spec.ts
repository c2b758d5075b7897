import { devicesOf, link } from '../testing/link.ts';
import { startSessionTestEnv, type SessionTestEnv, type SessionProcess } from '../testing/session.test-env.ts';

describe('each way a connection can end', () => {
  let testEnv: SessionTestEnv;
  let process: SessionProcess;
  let phones = 0;
  const simulator = () => testEnv.simulator;

  beforeAll(async () => {
    testEnv = await startSessionTestEnv('causes');
    process = await testEnv.start();
  }, 60_000);
  afterEach(() => simulator().clearFaults());
  afterAll(() => testEnv.stop(), 30_000);

  async function linked() {
    phones += 1;
    const phone = `23769910${String(phones).padStart(4, '0')}`;
    const client = await process.client(`owner-${phones}`);
    await link(simulator(), client, phone);
    return { client, phone };
  }

  it('replaced by another program: conflict, no strike, no retry; connect takes it back', async () => {
    const { client, phone } = await linked();
    await simulator().fault({ kind: 'replaced', account: phone });
    const view = await client.untilState('conflict');
    expect(view).toMatchObject({
      connectionFailureCount: 0,
      canReconnectWithoutQr: true,
      nextAttemptAt: null,
      lastDisconnect: { code: 440, cause: 'replaced' },
    });
    expect(await client.connect()).toMatchObject({ outcome: 'connected', reconnected: true });
  }, 30_000);

  it('removed on the phone: expired at once, whatever the count was', async () => {
    const { client, phone } = await linked();
    await simulator().fault({ kind: 'logged-out', account: phone });
    expect(await client.untilState('expired')).toMatchObject({
      connectionFailureCount: 3,
      requiresQr: true,
      lastDisconnect: { code: 401, cause: 'logged_out' },
    });
    const french = await process.client(`owner-${phones}`, 'fr');
    expect((await french.status()).lastDisconnect?.explanation).toContain('Scannez un nouveau QR code');
    expect((await client.connect()).outcome).toBe('qr');
  }, 30_000);

  it('removed on the phone while we were away: the connect that finds out offers a QR', async () => {
    const { client, phone } = await linked();
    await client.disconnect();
    await simulator().fault({ kind: 'login-failure', reason: 401, account: phone, count: 1 });
    expect(await client.connect()).toMatchObject({ outcome: 'qr', connectionFailureCount: 3 });
  }, 30_000);

  it('banned: restricted, no strike, credentials kept, a person decides', async () => {
    const { client, phone } = await linked();
    await simulator().fault({ kind: 'banned', account: phone });
    expect(await client.untilState('restricted')).toMatchObject({
      connectionFailureCount: 0,
      canReconnectWithoutQr: true,
      nextAttemptAt: null,
      restrictedUntil: null,
      lastDisconnect: { code: 403, cause: 'banned' },
    });
    expect(await client.ask('POST', '/connect')).toMatchObject({ status: 409, body: { code: 'SESSION_RESTRICTED' } });
    await simulator().fault({ kind: 'unbanned', account: phone });
    expect(await client.connect()).toMatchObject({ outcome: 'connected', reconnected: true });
  }, 30_000);

  it('banned for a time: restricted until then', async () => {
    const { client, phone } = await linked();
    await simulator().fault({ kind: 'login-failure', reason: 402, code: 101, expire: 3_600, account: phone });
    await simulator().fault({ kind: 'drop', account: phone });
    const view = await client.untilState('restricted');
    expect(view.lastDisconnect).toMatchObject({ code: 402, cause: 'temporary_ban' });
    expect(Date.parse(view.restrictedUntil ?? '')).toBeGreaterThan(Date.now() + 3_000_000);
    expect(view.lastDisconnect?.explanation).toContain('It lasts until');
    // The drop itself was an ordinary loss; the ban adds nothing to it.
    expect(view.connectionFailureCount).toBe(1);
  }, 30_000);

  it('banned for a time that is over: nothing happens by itself, the words say what to do, and a connect needs no scan', async () => {
    const { client, phone } = await linked();
    await simulator().fault({ kind: 'login-failure', reason: 402, code: 101, expire: 1, account: phone, count: 1 });
    await simulator().fault({ kind: 'drop', account: phone });
    await client.untilState('restricted');
    const over = await client.until(({ lastDisconnect }) => /reconnect now/.test(lastDisconnect?.explanation ?? ''));
    expect(over).toMatchObject({ sessionState: 'restricted', nextAttemptAt: null, canReconnectWithoutQr: true });
    expect(Date.parse(over.restrictedUntil ?? '')).toBeLessThanOrEqual(Date.now());
    expect(over.nextActions).toContain('connect');
    expect(await client.connect()).toMatchObject({ outcome: 'connected', reconnected: true });
    expect(await client.status()).toMatchObject({ restrictedUntil: null, connectionFailureCount: 0 });
  }, 30_000);

  it('a stream error is free once an hour and retried at once', async () => {
    const { client, phone } = await linked();
    await simulator().fault({ kind: 'stream-error', child: 'ack', account: phone });
    await client.until(({ lastDisconnect }) => lastDisconnect?.cause === 'stream_error');
    expect(await client.untilState('connected')).toMatchObject({ connectionFailureCount: 0 });
    await simulator().fault({ kind: 'slow-login', ms: 1_500, account: phone });
    await simulator().fault({ kind: 'stream-error', child: 'ack', account: phone });
    await client.until(({ connectionFailureCount }) => connectionFailureCount === 1);
    await client.untilState('connected');
    expect((await client.events()).map(({ cause, strike }) => `${cause} ${strike}`)).toEqual([
      'stream_error true',
      'stream_error false',
      'restart_required false',
    ]);
  }, 30_000);

  it.each([
    ['503', { kind: 'stream-error', code: 503 }],
    ['411', { kind: 'downgrade' }],
    ['428', { kind: 'xmlstreamend' }],
  ] as const)(
    '%s is an ordinary loss: one strike, then back without a QR',
    async (code, fault) => {
      const { client, phone } = await linked();
      await simulator().fault({ kind: 'slow-login', ms: 800, account: phone });
      await simulator().fault({ ...fault, account: phone });
      const view = await client.until(({ connectionFailureCount }) => connectionFailureCount === 1);
      expect(view.lastDisconnect).toMatchObject({ code: Number(code), cause: 'transient' });
      await client.untilState('connected');
    },
    30_000,
  );

  it('an HTTP refusal of the upgrade counts like any failed attempt', async () => {
    const { client, phone } = await linked();
    await simulator().fault({ kind: 'refuse-connections', mode: 'http', status: 503 });
    await simulator().fault({ kind: 'drop', account: phone });
    const view = await client.until(({ connectionFailureCount }) => connectionFailureCount === 2);
    expect(view.lastDisconnect).toMatchObject({ cause: 'transient' });
    await simulator().clearFaults();
    expect(await client.untilState('connected')).toMatchObject({ connectionFailureCount: 0 });
  }, 30_000);

  it('with nobody listening it waits for the network: no more strikes, however long', async () => {
    const { client, phone } = await linked();
    await simulator().fault({ kind: 'refuse-connections', mode: 'refused' });
    await simulator().fault({ kind: 'drop', account: phone });
    await client.untilState('waiting_network');
    await client.until(({ rev }) => rev > 14);
    const view = await client.status();
    expect(view.connectionFailureCount).toBe(1);
    expect(view.canReconnectWithoutQr).toBe(true);
    expect(await client.connect()).toMatchObject({ outcome: 'connecting', sessionState: 'waiting_network' });
    await simulator().clearFaults();
    expect(await client.connect()).toMatchObject({ outcome: 'connected', reconnected: true });
  }, 40_000);

  it('with nobody listening a first connect says so and leaves nothing behind', async () => {
    const client = await process.client('owner-nobody');
    await simulator().fault({ kind: 'refuse-connections', mode: 'refused' });
    const { status, body } = await client.ask('POST', '/connect');
    expect([status, body.code]).toEqual([503, 'WHATSAPP_UNREACHABLE']);
    expect(body.message).toContain('Nothing is linked yet');
    expect(body.message).not.toContain('automatically');
    expect(await client.status()).toMatchObject({ sessionState: 'none', connectionFailureCount: 0 });
  }, 30_000);

  it('a client that is too old is never a strike, and heals itself when a newer version is found', async () => {
    const { client, phone } = await linked();
    await simulator().options({ minimumVersion: [2, 3000, 1_999_999_999] });
    await simulator().fault({ kind: 'drop', account: phone });
    await client.until(({ lastDisconnect }) => lastDisconnect?.cause === 'client_too_old');
    await client.untilState('connected');
    await simulator().options({ minimumVersion: null });
    expect((await client.events()).map(({ cause, strike, countAfter }) => [cause, strike, countAfter])).toEqual([
      ['client_too_old', false, 1],
      ['transient', true, 1],
      ['restart_required', false, 0],
    ]);
  }, 90_000);

  it('twenty connects at once make one socket', async () => {
    const { client, phone } = await linked();
    await client.disconnect();
    const before = simulator().state().connections.length;
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.connect()));
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['connected']));
    expect(simulator().state().connections.length).toBe(before + 1);
    expect(devicesOf(simulator(), phone)).toHaveLength(1);
  }, 30_000);

  it('refuses a force that is not a boolean, or that says two things, by name', async () => {
    const { client } = await linked();
    for (const body of [{ force: 'true' }, { force: 1 }, { force: null }]) {
      expect(await client.ask('DELETE', '/disconnect', body)).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED', details: [{ field: 'force' }] },
      });
    }
    const differing = await client.ask('DELETE', '/disconnect?force=true', { force: false });
    expect(differing).toMatchObject({ status: 400, body: { details: [{ field: 'force' }] } });
    expect(await client.ask('DELETE', '/disconnect?force=maybe')).toMatchObject({ status: 400 });
    expect((await client.status()).sessionState).toBe('connected');
    expect(await client.ask('DELETE', '/disconnect?force=true')).toMatchObject({
      status: 200,
      body: { data: { sessionState: 'none' } },
    });
  }, 30_000);

  it('refuses a pairing code without a number, and unknown fields', async () => {
    const client = await process.client('owner-bad');
    expect(await client.ask('POST', '/connect', { method: 'pairing_code' })).toMatchObject({
      status: 400,
      body: { details: [{ field: 'phoneNumber' }] },
    });
    for (const body of [{ method: 'smoke' }, { method: null }, { methode: 'qr' }, { phoneNumber: '0612' }]) {
      expect((await client.ask('POST', '/connect', body)).status).toBe(400);
    }
  });

  it('counts failures by code and cause, and sessions by state, for the operator', async () => {
    const text = await (await fetch(`${process.url}/metrics`)).text();
    expect(text).toMatch(/whatsapp_session_failures_total\{code="440",cause="replaced"\} \d+/);
    expect(text).toMatch(/whatsapp_sessions\{state="connected"\} \d+/);
  });

  it('logs no phone number, QR or key', () => {
    const all = process.lines.join('\n');
    expect(all.length).toBeGreaterThan(1_000);
    expect(all).not.toMatch(/23769910\d{4}/);
    expect(all).not.toMatch(/wa\.me|data:image|privKey|noiseKey/);
  });
});
