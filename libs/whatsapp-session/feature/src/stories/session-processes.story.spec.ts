import { ownerId } from '@relance/kernel';
import { CREDENTIAL_STORE, type CredentialStore } from '@relance/whatsapp-session-domain';
import { startChild, type Child } from '../testing/child-process.ts';
import { devicesOf, link } from '../testing/link.ts';
import { startSessionTestEnv, type SessionTestEnv } from '../testing/session.test-env.ts';

describe('two processes on one database', () => {
  let testEnv: SessionTestEnv;
  const children: Child[] = [];
  beforeAll(async () => {
    testEnv = await startSessionTestEnv('processes');
  }, 60_000);
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.kill()));
    await testEnv.stopProcesses();
    await testEnv.simulator.clearFaults();
  });
  afterAll(() => testEnv.stop(), 30_000);

  async function child(changes: Record<string, string> = {}): Promise<Child> {
    const started = await startChild(testEnv, changes);
    children.push(started);
    return started;
  }
  const socketsOf = (phone: string) =>
    testEnv.simulator.state().connections.filter(({ account }) => account === phone).length;

  it('either answers for a session that one of them holds, and there is one socket', async () => {
    const a = await testEnv.start();
    const b = await testEnv.start();
    const [viaA, viaB] = [await a.client('owner-both'), await b.client('owner-both')];
    const phone = '237699300001';
    expect(await viaA.connect()).toMatchObject({ outcome: 'qr' });
    const shown = await viaB.qr();
    expect(shown.qrText).toBe((await viaA.qr()).qrText);
    expect(await viaB.connect()).toMatchObject({ outcome: 'qr', qrText: shown.qrText });
    await testEnv.simulator.scan({ qr: shown.qrText, phone });
    expect(await viaB.untilState('connected')).toMatchObject({ connectionFailureCount: 0 });
    expect(await viaB.connect()).toMatchObject({ outcome: 'connected', alreadyConnected: true });
    expect(await viaB.disconnect()).toMatchObject({ sessionState: 'disconnected' });
    expect(await viaB.connect()).toMatchObject({ outcome: 'connected', reconnected: true });
    expect(socketsOf(phone)).toBe(1);
    await testEnv.simulator.fault({ kind: 'slow-login', ms: 800, account: phone });
    await testEnv.simulator.fault({ kind: 'drop', account: phone });
    await viaA.until(({ connectionFailureCount }) => connectionFailureCount === 1);
    await viaA.untilState('connected');
    expect((await viaB.events()).filter(({ strike }) => strike)).toHaveLength(1);
    expect(await viaA.disconnect({ force: true })).toMatchObject({ sessionState: 'none' });
    expect((await viaB.status()).sessionState).toBe('none');
  }, 60_000);

  it('a process that may not hold sessions asks one that may', async () => {
    const worker = await testEnv.start();
    const front = await testEnv.start({ RELANCE_ROLES: 'api' });
    const client = await front.client('owner-front');
    const { outcome, qrText } = await client.connect();
    expect(outcome).toBe('qr');
    await testEnv.simulator.scan({ qr: qrText ?? '', phone: '237699300002' });
    await client.untilState('connected');
    expect(front.messenger.senders()).toEqual([]);
    expect(worker.messenger.senders().map(({ ownerId }) => ownerId)).toContain('owner-front');
    const owner = ownerId('owner-front');
    const seenBy = async ({ messenger }: typeof front) => (await messenger.standings([owner])).get(owner)?.availability;
    expect(await seenBy(front)).toBe('ready');
    expect(['ready', 'connecting']).toContain(await seenBy(worker));
    await client.disconnect();
    expect([await seenBy(front), await seenBy(worker)]).toEqual(['stopped', 'stopped']);
  }, 60_000);

  it('takes over what a killed process held, at once and without a QR', async () => {
    const first = await child();
    const phone = '237699300003';
    await link(testEnv.simulator, await first.client('owner-killed'), phone);
    const second = await testEnv.start();
    await first.kill();
    const client = await second.client('owner-killed');
    const since = Date.now();
    await client.until((view) => view.sessionState === 'connected' && socketsOf(phone) === 1, 60_000);
    // The lease alone would have lasted 30 s more.
    expect(Date.now() - since).toBeLessThan(25_000);
    expect(await client.status()).toMatchObject({ connectionFailureCount: 0, canReconnectWithoutQr: true });
  }, 180_000);

  it('resumes without a QR when it is killed after the scan, and forgets a QR that nobody scanned', async () => {
    const first = await child();
    const scanned = await first.client('owner-mid');
    const waiting = await first.client('owner-shown');
    const phone = '237699300004';
    const { qrText } = await scanned.connect();
    await waiting.connect();
    await testEnv.simulator.fault({ kind: 'slow-login', ms: 3_000, account: phone });
    await testEnv.simulator.scan({ qr: qrText ?? '', phone });
    await scanned.untilState('pairing');
    await first.kill();
    await testEnv.simulator.clearFaults();
    const second = await testEnv.start();
    expect(await (await second.client('owner-mid')).untilState('connected', 60_000)).toMatchObject({
      connectionFailureCount: 0,
    });
    expect(await (await second.client('owner-shown')).untilState('none', 60_000)).toMatchObject({
      connectionFailureCount: 0,
    });
  }, 180_000);

  it('is killed while keys are written: whatever was stored fits together, and every contact can be read again', async () => {
    const first = await child();
    const phone = '237699300007';
    await link(testEnv.simulator, await first.client('owner-keys'), phone);
    const contacts = Array.from({ length: 12 }, (_, n) => `336771000${String(n).padStart(2, '0')}`);
    const writes = () => first.log().split('a message was heard').length - 1;
    const before = writes();
    for (const from of contacts) await testEnv.simulator.reply({ from, account: phone, text: `first of ${from}` });
    // Somewhere between the first and the last of the writes that these messages cause.
    const deadline = Date.now() + 30_000;
    while (writes() === before && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(writes()).toBeGreaterThan(before);
    await first.kill();
    const second = await testEnv.start();
    const heard: string[] = [];
    second.messenger.onInbound(async ({ text }) => void heard.push(text ?? ''));
    await (await second.client('owner-keys')).untilState('connected', 60_000);
    for (const from of contacts) await testEnv.simulator.reply({ from, account: phone, text: `again ${from}` });
    const all = contacts.map((from) => `again ${from}`);
    const end = Date.now() + 60_000;
    while (!all.every((text) => heard.includes(text)) && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(all.filter((text) => !heard.includes(text))).toEqual([]);
    expect(await (await second.client('owner-keys')).status()).toMatchObject({ connectionFailureCount: 0 });
  }, 180_000);

  it('is killed while it reconnects: the strike stays counted once, and the session comes back', async () => {
    const first = await child();
    const client = await first.client('owner-reconnecting');
    const phone = '237699300008';
    await link(testEnv.simulator, client, phone);
    await testEnv.simulator.fault({ kind: 'slow-login', ms: 5_000, account: phone });
    await testEnv.simulator.fault({ kind: 'drop', account: phone });
    await client.until(({ sessionState, attempt, connectionFailureCount }) => {
      return sessionState === 'connecting' && attempt === 0 && connectionFailureCount === 1;
    });
    await first.kill();
    await testEnv.simulator.clearFaults();
    const second = await testEnv.start();
    const back = await second.client('owner-reconnecting');
    await back.untilState('connected', 60_000);
    expect((await back.events()).filter(({ strike }) => strike)).toHaveLength(1);
    expect(await back.status()).toMatchObject({ connectionFailureCount: 0 });
  }, 180_000);

  it('is killed while a forced disconnect unlinks the device: the next one unlinks it, then deletes the credentials', async () => {
    const first = await child();
    const client = await first.client('owner-forced');
    const phone = '237699300009';
    await link(testEnv.simulator, client, phone);
    await testEnv.simulator.fault({ kind: 'iq-drop', xmlns: 'md', account: phone });
    const asked = client.disconnect({ force: true }).catch(() => null);
    const second = await testEnv.start();
    const other = await second.client('owner-forced');
    await other.untilState('none');
    const credentialStore = second.app.get<CredentialStore>(CREDENTIAL_STORE);
    expect(await credentialStore.peek(ownerId('owner-forced'))).toBe('registered');
    await first.kill();
    await asked;
    await testEnv.simulator.clearFaults();
    expect(devicesOf(testEnv.simulator, phone)).toHaveLength(1);
    await other.disconnect();
    expect(devicesOf(testEnv.simulator, phone)).toEqual([]);
    expect(await credentialStore.peek(ownerId('owner-forced'))).toBe('none');
    expect(await other.status()).toMatchObject({ sessionState: 'none', connectionFailureCount: 0 });
  }, 120_000);

  it('a process frozen past its lease finds its session taken, and does not fight for it', async () => {
    const frozen = await child();
    const phone = '237699300005';
    const viaFrozen = await frozen.client('owner-frozen');
    await link(testEnv.simulator, viaFrozen, phone);
    frozen.signal('SIGSTOP');
    const second = await testEnv.start();
    const client = await second.client('owner-frozen');
    await client.until(
      (view) => view.sessionState === 'connected' && second.messenger.sender('owner-frozen' as never) !== null,
      90_000,
    );
    const token = second.messenger.sender('owner-frozen' as never)?.leaseToken ?? 0;
    frozen.signal('SIGCONT');
    // Both agree, through whichever they are asked, and the taker's socket stays the only one.
    await viaFrozen.untilState('connected');
    const deadline = Date.now() + 30_000;
    while (!frozen.log().includes('session.lease_lost') && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(frozen.log()).toContain('session.lease_lost');
    // The frozen one's socket closes in its own time; then the taker's is the only one, and stays it.
    await client.until((view) => view.sessionState === 'connected' && socketsOf(phone) === 1, 30_000);
    expect(second.messenger.sender('owner-frozen' as never)).toMatchObject({
      leaseToken: token,
      availability: 'ready',
    });
    expect(await client.status()).toMatchObject({ sessionState: 'connected', connectionFailureCount: 0 });
    expect((await client.events()).filter(({ cause }) => cause === 'replaced')).toEqual([]);
  }, 200_000);

  it('a stop leaves the count and the session as they are, and a start resumes it', async () => {
    const first = await testEnv.start();
    const phone = '237699300006';
    await link(testEnv.simulator, await first.client('owner-stopped'), phone);
    await first.stop();
    expect(socketsOf(phone)).toBe(0);
    const second = await testEnv.start();
    const client = await second.client('owner-stopped');
    expect(await client.untilState('connected', 60_000)).toMatchObject({ connectionFailureCount: 0 });
    expect((await client.events()).filter(({ strike }) => strike)).toEqual([]);
  }, 120_000);
});
