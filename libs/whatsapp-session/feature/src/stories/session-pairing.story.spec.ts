import { link } from '../testing/link.ts';
import { startSessionTestEnv, type SessionTestEnv } from '../testing/session.test-env.ts';

describe('pairing', () => {
  let testEnv: SessionTestEnv;
  beforeAll(async () => {
    testEnv = await startSessionTestEnv('pairing');
  }, 60_000);
  afterAll(() => testEnv.stop(), 30_000);

  it('links by code', async () => {
    const process = await testEnv.start();
    const client = await process.client('owner-code');
    const phone = '237699200001';
    const asked = await client.connect({ method: 'pairing_code', phoneNumber: `+${phone}` });
    expect(asked).toMatchObject({ outcome: 'pairing_code', qr: null, sessionState: 'awaiting_scan' });
    expect(asked.pairingCode).toMatch(/^[0-9A-Z]{8}$/);
    await testEnv.simulator.linkCode({ code: asked.pairingCode ?? '', phone });
    expect(await client.untilState('connected')).toMatchObject({ connectionFailureCount: 0 });
    await process.stop();
  }, 30_000);

  it.each([
    ['passkey', 'PASSKEY_REQUIRED'],
    ['browser', 'BROWSER_NAME'],
    ['version', 'VERSION_TOO_OLD'],
    ['expired', 'EXPIRED'],
  ] as const)(
    'says when WhatsApp refuses to pair because of %s',
    async (reason, code) => {
      const process = await testEnv.start();
      const client = await process.client(`owner-${reason}`);
      await testEnv.simulator.fault({ kind: 'pairing-refused', reason, count: 1 });
      const body = { method: 'pairing_code', phoneNumber: '+237699200002' };
      const refused = await client.ask<null>('POST', '/connect', body);
      expect(refused).toMatchObject({ status: 409, body: { code: `PAIRING_REFUSED_${code}` } });
      expect(await client.status()).toMatchObject({ sessionState: 'none', connectionFailureCount: 0 });
      expect(await client.connect(body)).toMatchObject({ outcome: 'pairing_code' });
      await process.stop();
    },
    60_000,
  );

  it('allows twenty new pairings a minute', async () => {
    const process = await testEnv.start();
    const client = await process.client('owner-eager');
    await testEnv.simulator.fault({ kind: 'refuse-connections', mode: 'refused' });
    const statuses: number[] = [];
    for (let round = 0; round < 21; round += 1) statuses.push((await client.ask('POST', '/connect')).status);
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 503));
    expect(statuses[20]).toBe(429);
    await testEnv.simulator.clearFaults();
    await process.stop();
  }, 60_000);

  it('refreshes the QR, and forgets without a strike when nobody scans', async () => {
    const process = await testEnv.start({}, { qrLifeMs: 400 });
    const client = await process.client('owner-unscanned');
    expect(await client.connect()).toMatchObject({ outcome: 'qr' });
    let shown = 0;
    while (shown < 2) shown = (await client.ask<{ number: number }>('GET', '/qr')).body.data?.number ?? shown;
    const view = await client.untilState('none', 20_000);
    expect(view).toMatchObject({ connectionFailureCount: 0, lastDisconnect: { code: 408, cause: 'qr_unscanned' } });
    expect(await client.events()).toMatchObject([{ cause: 'qr_unscanned', strike: false, nextAction: 'none' }]);
    await process.stop();
  }, 40_000);

  it('goes back to expired when a QR after the last strike is cancelled', async () => {
    const process = await testEnv.start();
    const client = await process.client('owner-again');
    await link(testEnv.simulator, client, '237699200003');
    await testEnv.simulator.fault({ kind: 'logged-out', account: '237699200003' });
    await client.untilState('expired');
    expect(await client.connect()).toMatchObject({ outcome: 'qr', connectionFailureCount: 3 });
    expect(await client.disconnect()).toMatchObject({ sessionState: 'expired', connectionFailureCount: 3 });
    await process.stop();
  }, 30_000);
});
