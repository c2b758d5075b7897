import { type SessionView } from '../http/dto/session.view.ts';
import { EventStream, until } from '../testing/event-stream.ts';
import { link } from '../testing/link.ts';
import { type SessionClient } from '../testing/session-client.ts';
import { startSessionTestEnv, type SessionTestEnv, type SessionProcess } from '../testing/session.test-env.ts';
import { openTcpGate } from '../testing/tcp-gate.ts';

describe('when the fault is nobody’s account', () => {
  let testEnv: SessionTestEnv;
  let phones = 0;
  beforeAll(async () => {
    testEnv = await startSessionTestEnv('guards');
  }, 60_000);
  afterEach(async () => {
    await testEnv.simulator.clearFaults();
    await testEnv.stopProcesses();
  });
  afterAll(() => testEnv.stop(), 30_000);

  async function linked(process: SessionProcess, owner: string): Promise<{ client: SessionClient; phone: string }> {
    phones += 1;
    const phone = `23769940${String(phones).padStart(4, '0')}`;
    const client = await process.client(owner);
    await link(testEnv.simulator, client, phone);
    return { client, phone };
  }

  it('a loss of the whole fleet costs nobody a strike, and all come back without a QR', async () => {
    const process = await testEnv.start();
    const owners: Awaited<ReturnType<typeof linked>>[] = [];
    for (const n of [1, 2, 3, 4]) owners.push(await linked(process, `owner-fleet-${n}`));
    await testEnv.simulator.fault({ kind: 'slow-login', ms: 1_000 });
    for (const { phone } of owners) await testEnv.simulator.fault({ kind: 'drop', account: phone });
    const views = await Promise.all(
      owners.map(({ client }) => client.until(({ lastDisconnect }) => lastDisconnect?.code === 428)),
    );
    expect(views.length).toBe(4);
    for (const { client } of owners) {
      const view = await client.until((each) => each.connectionFailureCount === 0 && each.lastDisconnect?.code === 428);
      expect(view.canReconnectWithoutQr).toBe(true);
    }
    const causes = await Promise.all(owners.map(async ({ client }) => (await client.events())[0]?.cause));
    expect(causes.filter((cause) => cause === 'fleet_event').length).toBeGreaterThanOrEqual(2);
    expect(process.lines.filter((line) => line.includes('"event":"session.outage"'))).toHaveLength(1);
    await testEnv.simulator.clearFaults();
    for (const { client } of owners) await client.untilState('connected', 60_000);
    // The guard held: strikes given before it tripped were taken back, none came after.
    for (const { client } of owners) expect((await client.status()).connectionFailureCount).toBe(0);
  }, 180_000);

  it('a database that goes away while keys are written costs no session', async () => {
    const gate = await openTcpGate(testEnv.mongoUri);
    const process = await testEnv.start({ MONGODB_URI: gate.uri });
    const { client, phone } = await linked(process, 'owner-outage');
    const owner = 'owner-outage' as never;
    await until('ready to send', () => process.messenger.sender(owner)?.availability === 'ready');
    await gate.shut();
    const outcomes = await Promise.all(
      ['1', '2', '3'].map((n) =>
        process.messenger.send(owner, { waMessageId: `3EB000000000000000D${n}`, phone: `+3364444444${n}`, text: 'x' }),
      ),
    );
    expect(outcomes.every(({ kind }) => kind === 'not_sent' || kind === 'unknown')).toBe(true);
    expect(await client.ask('GET', '/status')).toMatchObject({ status: 503, body: { success: false } });
    await gate.open();
    const view = await client.until(({ sessionState }) => sessionState === 'connected', 90_000);
    expect(view).toMatchObject({ connectionFailureCount: 0, canReconnectWithoutQr: true });
    await until('ready again', () => process.messenger.sender(owner)?.availability === 'ready');
    const sent = await process.messenger.send(owner, {
      waMessageId: '3EB000000000000000D9',
      phone: '+33644444449',
      text: 'after the outage',
    });
    expect(sent.kind).toBe('accepted');
    expect(testEnv.simulator.contactInbox('33644444449').map(({ text }) => text)).toEqual(['after the outage']);
    expect(testEnv.simulator.state().connections.filter(({ account }) => account === phone)).toHaveLength(1);
    await testEnv.stopProcesses();
    await gate.stop();
  }, 180_000);

  it('tells the owner live: the QR, each change of the session, in their language', async () => {
    const process = await testEnv.start();
    const client = await process.client('owner-live');
    const stream = await EventStream.open(process.url, client.token);
    const { qrText } = await client.connect();
    const told = await until('the QR', () => stream.named('qr.updated')[0]);
    expect(told.data).toMatchObject({ qrText, number: 1 });
    await testEnv.simulator.scan({ qr: qrText ?? '', phone: '237699409999' });
    const states = () => stream.named('session.updated').map(({ data }) => data as SessionView);
    await until('connected', () => states().find(({ sessionState }) => sessionState === 'connected'));
    await testEnv.simulator.fault({ kind: 'logged-out', account: '237699409999' });
    const expired = await until('expired', () => states().find(({ sessionState }) => sessionState === 'expired'));
    expect(expired.lastDisconnect?.explanation).toContain('Scannez');
    expect(expired).toMatchObject({ connectionFailureCount: 3, messagesSentToday: 0 });
    stream.close();
  }, 120_000);

  it('refuses to start with a master key that does not open what is stored', async () => {
    const process = await testEnv.start();
    await linked(process, 'owner-keyed');
    await testEnv.stopProcesses();
    const other = `story:${Buffer.alloc(32, 8).toString('base64')}`;
    await expect(testEnv.start({ RELANCE_MASTER_KEYS: other })).rejects.toThrow(/master key "story".*not the one/);
    const missing = `newer:${Buffer.alloc(32, 8).toString('base64')}`;
    await expect(testEnv.start({ RELANCE_MASTER_KEYS: missing })).rejects.toThrow(/no key "story"/);
  }, 120_000);
});
