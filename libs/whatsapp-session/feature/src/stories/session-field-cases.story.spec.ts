import mongoose from 'mongoose';
import { devicesOf, link } from '../testing/link.ts';
import { startSessionTestEnv, type SessionProcess, type SessionTestEnv } from '../testing/session.test-env.ts';

const NUMBER = '237699700001';

/** What `look` finds once it fits; the last thing it found when that took too long. */
async function eventually<T>(look: () => T | Promise<T>, fits: (found: T) => boolean, withinMs = 20_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (fits(found) || Date.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('field cases of sessions', () => {
  let testEnv: SessionTestEnv;
  let process: SessionProcess;
  beforeAll(async () => {
    testEnv = await startSessionTestEnv('field-cases');
    process = await testEnv.start();
  }, 60_000);
  afterAll(() => testEnv.stop(), 30_000);

  it('10.1.7 a number that one owner has linked cannot be linked by another, until the first lets it go', async () => {
    const [first, second] = [await process.client('owner-first'), await process.client('owner-second')];
    await link(testEnv.simulator, first, NUMBER);
    const { qrText } = await second.connect();
    await testEnv.simulator.scan({ qr: qrText ?? '', phone: NUMBER });
    const refused = await second.until(({ linkRefusal }) => linkRefusal !== null);
    expect(refused).toMatchObject({
      sessionState: 'none',
      canReconnectWithoutQr: false,
      connectionFailureCount: 0,
      linkRefusal: { status: 409, code: 'NUMBER_LINKED_ELSEWHERE' },
      lastDisconnect: { code: 409, cause: 'number_linked_elsewhere' },
    });
    expect(refused.linkRefusal?.message).toMatch(/already linked by another user/);
    expect(await first.status()).toMatchObject({ sessionState: 'connected', linkRefusal: null });
    // The new device is gone from the phone; the first one's is there.
    const devices = () => devicesOf(testEnv.simulator, NUMBER);
    expect(await eventually(devices, ({ length }) => length === 1)).toHaveLength(1);

    // Whoever waits for the answer of a connect gets it there.
    const again = await second.connect();
    const waiting = second.ask('POST', '/connect', { method: 'pairing_code', phoneNumber: `+${NUMBER}` });
    const code = await second.until(({ sessionState }) => sessionState === 'awaiting_scan').then(() => waiting);
    expect([200, 202]).toContain(code.status);
    expect(again.outcome).toBe('qr');

    await first.disconnect({ force: true });
    const third = await process.client('owner-second');
    await third.disconnect();
    expect(await link(testEnv.simulator, third, NUMBER)).toMatchObject({ linkRefusal: null });
  }, 90_000);

  it('10.1.7 a connect that is under way answers 409 in words', async () => {
    const holder = await process.client('owner-holder');
    const phone = '237699700002';
    await link(testEnv.simulator, holder, phone);
    const other = await process.client('owner-other', 'fr');
    const { qrText } = await other.connect();
    // The phone is slow to log the new device in, so that the second call comes while it is being linked.
    testEnv.simulator.fault({ kind: 'slow-login', account: phone, ms: 1_500, count: 1 });
    await testEnv.simulator.scan({ qr: qrText ?? '', phone });
    await other.untilState('pairing');
    const answer = await other.ask('POST', '/connect');
    expect(answer).toMatchObject({ status: 409, body: { code: 'NUMBER_LINKED_ELSEWHERE' } });
    expect((await other.status()).linkRefusal?.message).toMatch(/déjà associé/);
  }, 60_000);

  it('10.1.6 the sender says which number is linked', async () => {
    const client = await process.client('owner-number');
    await link(testEnv.simulator, client, '237699700003');
    const linked = () => process.messenger.sender('owner-number' as never)?.linkedPhone ?? null;
    expect(await eventually(linked, (phone) => phone !== null)).toBe('+237699700003');
    await client.disconnect({ force: true });
    await link(testEnv.simulator, client, '237699700004');
    expect(await eventually(linked, (phone) => phone !== null)).toBe('+237699700004');
    expect((await client.status()).linkedPhoneMasked).toMatch(/04$/);
  }, 60_000);

  it('10.3.4 a restriction of new chats shows in restrictedUntil, and goes when it ends', async () => {
    const client = await process.client('owner-restricted');
    await link(testEnv.simulator, client, '237699700005');
    expect((await client.status()).restrictedUntil).toBeNull();
    testEnv.simulator.fault({ kind: 'timelock', account: '237699700005', endsInMs: 3_600_000 });
    const { restrictedUntil } = await client.until((view) => view.restrictedUntil !== null);
    const inMs = new Date(restrictedUntil ?? 0).getTime() - Date.now();
    expect(inMs).toBeGreaterThan(3_400_000);
    expect(inMs).toBeLessThan(3_700_000);
    testEnv.simulator.fault({ kind: 'timelock', account: '237699700005', active: false });
    await client.until((view) => view.restrictedUntil === null);
  }, 60_000);

  it('10.6.1 a pairing code refused for too many attempts says to wait or to scan', async () => {
    const client = await process.client('owner-too-many');
    testEnv.simulator.fault({ kind: 'pairing-refused', reason: 'too-many', count: 1 });
    const body = { method: 'pairing_code', phoneNumber: '+237699700006' };
    const refused = await client.ask<null>('POST', '/connect', body);
    expect(refused).toMatchObject({ status: 409, body: { code: 'PAIRING_REFUSED_TOO_MANY' } });
    expect(refused.body.message).toMatch(/wait, or scan the QR/i);
    expect(await client.connect()).toMatchObject({ outcome: 'qr' });
    await client.disconnect();
  }, 60_000);

  it('effects: what a killed process ordered and did not do is done by the next one', async () => {
    const client = await process.client('owner-killed');
    await link(testEnv.simulator, client, '237699700007');
    await client.disconnect();
    const database = await mongoose.createConnection(testEnv.mongoUri).asPromise();
    const sessions = database.collection('whatsapp_sessions');
    const credentials = database.collection<{ _id: string }>('whatsapp_credentials');
    expect(await credentials.countDocuments({ _id: 'owner-killed' })).toBe(1);
    expect(devicesOf(testEnv.simulator, '237699700007')).toHaveLength(1);
    // As SIGKILL leaves it between the stored reset and the deletion of the credentials.
    const left = {
      state: 'none',
      credentials: 'none',
      linkedNumberKey: null,
      pendingEffects: [{ type: 'log_out', generation: 1 }, { type: 'delete_credentials' }],
    };
    await sessions.updateOne({ ownerId: 'owner-killed' }, { $set: left, $inc: { rev: 1 } });
    const stored = () => sessions.findOne({ ownerId: 'owner-killed' });
    const done = await eventually(stored, (found) => found?.['pendingEffects'].length === 0);
    expect(done).toMatchObject({ pendingEffects: [], state: 'none' });
    expect(await credentials.countDocuments({ _id: 'owner-killed' })).toBe(0);
    expect(devicesOf(testEnv.simulator, '237699700007')).toEqual([]);
    await database.close();
  }, 60_000);
});
