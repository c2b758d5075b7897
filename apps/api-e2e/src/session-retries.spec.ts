import { type ConnectAnswer, link, session, sessionIn } from './support/acts.ts';
import { type Client } from './support/client.ts';
import { type TestEnv, startTestEnv } from './support/product.test-env.ts';
import { until } from './support/wait.ts';

/** One reconnect attempt a round, quickly: each loss and each failed attempt is a strike. */
const QUICK = { WHATSAPP_ATTEMPTS_PER_STRIKE: '1', WHATSAPP_RECONNECT_DELAYS_MS: '400,600' };

describe('a session is not lost to a bad network', () => {
  let testEnv: TestEnv;

  beforeAll(async () => {
    testEnv = await startTestEnv(QUICK);
  }, 120_000);
  afterAll(() => testEnv?.stop(), 40_000);
  afterEach(() => testEnv.simulator.clearFaults());

  const strikes = (owner: Client, count: number) =>
    until(`${count} strikes`, async () => {
      const view = await session(owner);
      return view.connectionFailureCount === count && view;
    });

  it('counts one strike for a drop, reconnects without a QR and starts again at 0', async () => {
    const owner = await testEnv.owner('owner-drop');
    const phone = '+237699000001';
    await link(testEnv, owner, phone);
    await testEnv.simulator.fault({ kind: 'refuse-connections', account: phone });
    await testEnv.simulator.fault({ kind: 'drop', account: phone });
    const dropped = await strikes(owner, 1);
    expect(dropped).toMatchObject({
      whatsappStatus: 'disconnected',
      canReconnectWithoutQr: true,
      requiresQr: false,
      maxConnectionFailures: 3,
    });
    expect(dropped.lastConnectionFailure).not.toBeNull();
    await testEnv.simulator.clearFaults();
    const back = await sessionIn(owner, 'connected');
    expect(back).toMatchObject({ connectionFailureCount: 0, lastConnectionFailure: null });
  }, 90_000);

  it('deletes the credentials on the third strike, asks for a QR, and a scan starts again at 0', async () => {
    const owner = await testEnv.owner('owner-three');
    const phone = '+237699000002';
    await link(testEnv, owner, phone);
    await testEnv.simulator.fault({ kind: 'refuse-connections', account: phone });
    await testEnv.simulator.fault({ kind: 'drop', account: phone });
    const expired = await sessionIn(owner, 'expired', 120_000);
    expect(expired).toMatchObject({
      whatsappStatus: 'expired',
      connectionFailureCount: 3,
      canReconnectWithoutQr: false,
      requiresQr: true,
    });
    await testEnv.simulator.clearFaults();
    const asked = await owner.post<ConnectAnswer>('/connect');
    expect(asked).toMatchObject({ outcome: 'qr', reconnected: false });
    expect(asked.qr).toMatch(/^data:image\/png;base64,/);
    expect((await session(owner)).connectionFailureCount).toBe(3);
    await testEnv.simulator.scan({ qr: asked.qrText ?? '', phone });
    expect(await sessionIn(owner, 'connected')).toMatchObject({ connectionFailureCount: 0, requiresQr: false });
  }, 180_000);

  it('keeps the session on a normal disconnect and deletes it at once when forced', async () => {
    const owner = await testEnv.owner('owner-force');
    const phone = '+237699000003';
    await link(testEnv, owner, phone);
    const kept = await owner.do('DELETE', '/disconnect');
    expect(kept).toMatchObject({
      sessionState: 'disconnected',
      connectionFailureCount: 0,
      canReconnectWithoutQr: true,
    });
    const back = await owner.post<ConnectAnswer>('/connect');
    expect(back).toMatchObject({ outcome: 'connected', reconnected: true, qr: null });
    const gone = await owner.do('DELETE', '/disconnect', { force: true });
    expect(gone).toMatchObject({
      sessionState: 'none',
      connectionFailureCount: 0,
      canReconnectWithoutQr: false,
      requiresQr: true,
      linkedPhoneMasked: null,
    });
    expect(await owner.do('DELETE', '/disconnect', { force: true })).toMatchObject({ sessionState: 'none' });
    expect(await owner.post<ConnectAnswer>('/connect')).toMatchObject({ outcome: 'qr' });
  }, 90_000);

  it('never counts what the owner chose: ten disconnects change nothing', async () => {
    const owner = await testEnv.owner('owner-ten');
    await link(testEnv, owner, '+237699000004');
    for (let round = 0; round < 10; round += 1) {
      await owner.do('DELETE', '/disconnect');
      expect(await owner.post<ConnectAnswer>('/connect')).toMatchObject({ outcome: 'connected' });
    }
    expect(await session(owner)).toMatchObject({ connectionFailureCount: 0, whatsappStatus: 'connected' });
  }, 120_000);

  it('resumes a linked session without a QR after the process was killed', async () => {
    const owner = await testEnv.owner('owner-drop');
    await testEnv.restart();
    expect(await sessionIn(owner, 'connected', 60_000)).toMatchObject({ connectionFailureCount: 0 });
  }, 120_000);

  it('refuses a force that is not a boolean, by name, and changes nothing', async () => {
    const owner = await testEnv.owner('owner-ten');
    await sessionIn(owner, 'connected');
    for (const body of [{ force: 'true' }, { force: 1 }, { force: null }]) {
      const answer = await owner.ask('DELETE', '/disconnect', body);
      expect(answer).toMatchObject({
        status: 400,
        body: { success: false, details: [expect.objectContaining({ field: 'force' })] },
      });
    }
    // A disconnect that had gone through would not come back by itself.
    expect(await sessionIn(owner, 'connected')).toMatchObject({ connectionFailureCount: 0 });
  });
});
