import { devicesOf, link } from '../testing/link.ts';
import { startSessionTestEnv, type SessionTestEnv, type SessionProcess } from '../testing/session.test-env.ts';

describe('a session is not lost to a bad network', () => {
  let testEnv: SessionTestEnv;
  let process: SessionProcess;
  beforeAll(async () => {
    testEnv = await startSessionTestEnv('retries');
    process = await testEnv.start();
  }, 60_000);
  afterEach(() => testEnv.simulator.clearFaults());
  afterAll(() => testEnv.stop(), 30_000);

  it('links by QR', async () => {
    const client = await process.client('owner-link');
    expect(await client.status()).toMatchObject({ sessionState: 'none', requiresQr: true, nextActions: ['connect'] });
    const asked = await client.ask<{ outcome: string; qr: string }>('POST', '/connect', {});
    expect(asked).toMatchObject({ status: 202, body: { data: { outcome: 'qr', pairingCode: null } } });
    expect(asked.body.data.qr).toMatch(/^data:image\/png;base64,/);
    const shown = await client.qr();
    expect(shown).toMatchObject({ number: 1 });
    await testEnv.simulator.scan({ qr: shown.qrText, phone: '237699000001' });
    const view = await client.untilState('connected');
    expect(view).toMatchObject({
      whatsappStatus: 'connected',
      connectionFailureCount: 0,
      maxConnectionFailures: 3,
      canReconnectWithoutQr: true,
      linkedPhoneMasked: '+237…01',
      messagesSentToday: 0,
    });
    expect(view.lastQrScanDate).not.toBeNull();
    expect(await client.ask('GET', '/qr')).toMatchObject({ status: 404, body: { code: 'QR_NOT_FOUND' } });
    expect(await client.ask('POST', '/connect')).toMatchObject({
      status: 200,
      body: { data: { outcome: 'connected', alreadyConnected: true, reconnected: false, qr: null } },
    });
  }, 30_000);

  it('counts one strike for a drop, reconnects without a QR and starts again at 0', async () => {
    const client = await process.client('owner-drop');
    const phone = '237699000002';
    await link(testEnv.simulator, client, phone);
    await testEnv.simulator.fault({ kind: 'slow-login', ms: 1_000, account: phone });
    await testEnv.simulator.fault({ kind: 'drop', account: phone });
    const dropped = await client.until(({ connectionFailureCount }) => connectionFailureCount === 1);
    expect(dropped).toMatchObject({ whatsappStatus: 'disconnected', canReconnectWithoutQr: true });
    expect(dropped.lastConnectionFailure).not.toBeNull();
    expect(dropped.lastDisconnect).toMatchObject({ code: 428, cause: 'transient' });
    const back = await client.untilState('connected');
    expect(back).toMatchObject({ connectionFailureCount: 0, lastConnectionFailure: null });
    expect(await client.events()).toMatchObject([
      { cause: 'transient', phase: 'open', strike: true, countAfter: 1, nextAction: 'retry' },
      { cause: 'restart_required', strike: false, countAfter: 0 },
    ]);
  }, 30_000);

  it('deletes the credentials on the third strike, asks for a QR, and a scan starts again at 0', async () => {
    const client = await process.client('owner-three');
    const phone = '237699000003';
    await link(testEnv.simulator, client, phone);
    await testEnv.simulator.fault({ kind: 'login-failure', reason: 503, account: phone });
    await testEnv.simulator.fault({ kind: 'drop', account: phone });
    const expired = await client.untilState('expired');
    expect(expired).toMatchObject({
      whatsappStatus: 'expired',
      connectionFailureCount: 3,
      requiresQr: true,
      nextAttemptAt: null,
      nextActions: ['connect', 'reset'],
    });
    const told = (await client.events()).slice(0, 3);
    expect(told.map(({ countAfter, nextAction }) => [countAfter, nextAction])).toEqual([
      [3, 'scan'],
      [2, 'retry'],
      [1, 'retry'],
    ]);
    expect(told.map(({ explanation }) => /reconnect automatically/.test(explanation))).toEqual([false, true, true]);
    expect(expired.lastDisconnect?.explanation).toContain('Scan a new QR code');
    await testEnv.simulator.clearFaults();
    const asked = await client.connect();
    expect(asked).toMatchObject({ outcome: 'qr', reconnected: false, connectionFailureCount: 3 });
    await testEnv.simulator.scan({ qr: asked.qrText ?? '', phone });
    expect(await client.untilState('connected')).toMatchObject({ connectionFailureCount: 0, requiresQr: false });
  }, 40_000);

  it('keeps the session on a normal disconnect and deletes it at once when forced', async () => {
    const client = await process.client('owner-force');
    const phone = '237699000004';
    await link(testEnv.simulator, client, phone);
    const kept = await client.disconnect();
    expect(kept).toMatchObject({ sessionState: 'disconnected', canReconnectWithoutQr: true });
    expect(kept.lastDisconnect).toMatchObject({ cause: 'requested', code: null });
    expect(await client.connect()).toMatchObject({ outcome: 'connected', reconnected: true, qr: null });
    expect(devicesOf(testEnv.simulator, phone)).toHaveLength(1);
    const gone = await client.disconnect({ force: true });
    expect(gone).toMatchObject({ sessionState: 'none', connectionFailureCount: 0, linkedPhoneMasked: null });
    expect((await client.events())[0]).toMatchObject({ cause: 'requested', strike: false, nextAction: 'none' });
    expect(devicesOf(testEnv.simulator, phone)).toHaveLength(0);
    expect(await client.disconnect({ force: true })).toMatchObject({ sessionState: 'none' });
    expect(await client.connect()).toMatchObject({ outcome: 'qr' });
  }, 30_000);

  it('never counts what the owner chose: ten disconnects change nothing', async () => {
    const client = await process.client('owner-ten');
    await link(testEnv.simulator, client, '237699000005');
    for (let round = 0; round < 10; round += 1) {
      expect((await client.disconnect()).sessionState).toBe('disconnected');
      expect((await client.connect()).outcome).toBe('connected');
    }
    expect(await client.status()).toMatchObject({ connectionFailureCount: 0, sessionState: 'connected' });
    const ends = (await client.events()).map(({ cause, strike }) => `${cause} ${strike}`);
    expect(ends.sort()).toEqual([...Array<string>(10).fill('requested false'), 'restart_required false']);
  }, 60_000);
});
