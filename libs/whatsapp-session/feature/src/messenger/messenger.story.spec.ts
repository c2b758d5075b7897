import { ownerId } from '@relance/kernel';
import { type InboundMessage, type Receipt, type Sender } from '@relance/messaging';
import { until } from '../testing/event-stream.ts';
import { link } from '../testing/link.ts';
import { startSessionTestEnv, type SessionTestEnv, type SessionProcess } from '../testing/session.test-env.ts';

const CONTACT = '33655555555';
const OWNER = ownerId('owner-sender');
const PHONE = '237699500001';
const aMessage = (n: number, text = `message ${n}`) => ({
  waMessageId: `3EB0${String(n).padStart(16, '0')}`,
  phone: `+${CONTACT}`,
  text,
});

describe('the way out to WhatsApp', () => {
  let testEnv: SessionTestEnv;
  let process: SessionProcess;
  const receipts: Receipt[] = [];
  const inbound: InboundMessage[] = [];
  const changes: Sender[] = [];

  beforeAll(async () => {
    testEnv = await startSessionTestEnv('messenger');
    process = await testEnv.start({ SEND_ACK_TIMEOUT_MS: '2000' });
    process.messenger.onReceipt(async (receipt) => void receipts.push(receipt));
    process.messenger.onInbound(async (message) => void inbound.push(message));
    process.messenger.onSenderChanged(async (sender) => void changes.push(sender));
  }, 60_000);
  afterEach(() => testEnv.simulator.clearFaults());
  afterAll(() => testEnv.stop(), 30_000);

  const ready = () => until('ready', () => process.messenger.sender(OWNER)?.availability === 'ready');

  it('knows a sender from its first open on, and says what it waits for before', async () => {
    expect(process.messenger.sender(OWNER)).toBeNull();
    expect(await process.messenger.send(OWNER, aMessage(1))).toEqual({
      kind: 'not_sent',
      reason: 'sender_unavailable',
    });
    await link(testEnv.simulator, await process.client(OWNER), PHONE);
    await ready();
    expect(process.messenger.senders()).toHaveLength(1);
    expect(new Set(changes.map(({ availability }) => availability))).toEqual(
      new Set(['connecting', 'needs_scan', 'ready']),
    );
    expect(process.messenger.sender(OWNER)).toMatchObject({ strikes: 0, maxStrikes: 3, coldRestrictedUntil: null });
  }, 60_000);

  it('sends, hears the receipts and the reply', async () => {
    expect((await process.messenger.send(OWNER, aMessage(2))).kind).toBe('accepted');
    await until('read', () => receipts.find(({ kind, waMessageId }) => kind === 'read' && waMessageId.endsWith('02')));
    await testEnv.simulator.reply({ from: CONTACT, account: PHONE, text: 'STOP' });
    const heard = await until('the reply', () => inbound.find(({ text }) => text === 'STOP'));
    expect(heard).toMatchObject({ ownerId: OWNER, phone: `+${CONTACT}` });
  }, 60_000);

  it('has one send of a sender under way at a time, in order', async () => {
    const outcomes = await Promise.all([3, 4, 5, 6].map((n) => process.messenger.send(OWNER, aMessage(n))));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    const seen = testEnv.simulator.contactInbox(CONTACT).map(({ text }) => text);
    expect(seen.slice(-4)).toEqual(['message 3', 'message 4', 'message 5', 'message 6']);
  }, 60_000);

  it('a lost acknowledgement is unknown, and the same id again is shown once', async () => {
    await testEnv.simulator.fault({ kind: 'drop-after-receive', account: PHONE, count: 1 });
    expect(await process.messenger.send(OWNER, aMessage(7))).toEqual({ kind: 'unknown', reason: 'connection_lost' });
    await ready();
    expect((await process.messenger.send(OWNER, aMessage(7))).kind).toBe('accepted');
    await testEnv.simulator.idle();
    const seen = testEnv.simulator.contactInbox(CONTACT).filter(({ text }) => text === 'message 7');
    expect(seen).toHaveLength(1);
  }, 60_000);

  it('a refusal carries its code, and a restriction of new chats reaches the sender', async () => {
    await testEnv.simulator.fault({ kind: 'ack-error', code: 463, account: PHONE, count: 1 });
    expect(await process.messenger.send(OWNER, aMessage(8))).toMatchObject({ kind: 'refused', code: 463 });
    await testEnv.simulator.fault({ kind: 'timelock', account: PHONE, active: true, endsInMs: 3_600_000 });
    const limited = await until('the restriction', () => process.messenger.sender(OWNER)?.coldRestrictedUntil);
    expect(limited.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
    await testEnv.simulator.fault({ kind: 'timelock', account: PHONE, active: false });
    await until('its end', () => process.messenger.sender(OWNER)?.coldRestrictedUntil === null);
  }, 60_000);

  it('reads a STOP that came while it was away before it is ready to send again', async () => {
    const client = await process.client(OWNER);
    await client.disconnect();
    await testEnv.simulator.reply({ from: CONTACT, account: PHONE, text: 'STOP while away' });
    const order: string[] = [];
    const offInbound = process.messenger.onInbound(async ({ text }) => void order.push(text ?? ''));
    const offChanged = process.messenger.onSenderChanged(async ({ availability }) => void order.push(availability));
    await client.connect();
    await ready();
    offInbound();
    offChanged();
    expect(order).toContain('STOP while away');
    expect(order.indexOf('STOP while away')).toBeLessThan(order.indexOf('ready'));
  }, 60_000);
});
