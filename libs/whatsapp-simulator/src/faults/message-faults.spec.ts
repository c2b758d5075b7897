import { startSimulator, type Simulator } from '../simulator.ts';
import { TestClient } from '../testing/test-client.ts';
import { until } from '../testing/until.ts';

const OWNER = '33600000001';
const CONTACT = '33611111111';

describe('faults of messages', () => {
  let simulator: Simulator;
  let client: TestClient;

  beforeAll(async () => {
    simulator = await startSimulator({ deliveryMs: 5, readMs: null });
    client = await new TestClient(simulator).pair(OWNER);
  });

  beforeEach(async () => {
    if (simulator.state().connections.length === 0) await client.reconnect();
    client.acks.length = 0;
    client.updates.length = 0;
  });

  afterEach(async () => {
    await simulator.idle();
    expect(simulator.state().ownErrors).toEqual([]);
    simulator.contact({ phone: CONTACT, deliveryMs: 5 });
    await simulator.reset();
  });

  afterAll(async () => {
    await client.end();
    await simulator.stop();
  });

  it('withholds the ack but not the message', async () => {
    simulator.fault({ kind: 'ack-none', count: 1 });
    const id = await client.send(CONTACT, 'one');
    await client.status(id, 3);
    const next = await client.send(CONTACT, 'two');
    await client.ack(next);
    expect(client.acks.map((ack) => ack.id)).toEqual([next]);
    expect(simulator.messages().map(({ shown, acked }) => ({ shown, acked }))).toEqual([
      { shown: true, acked: false },
      { shown: true, acked: true },
    ]);
  });

  it('sends the ack after the receipt when it is told to be late', async () => {
    simulator.fault({ kind: 'ack-delay', ms: 300 });
    const id = await client.send(CONTACT, 'one');
    await client.status(id, 3);
    expect(client.acks).toEqual([]);
    await client.ack(id);
  });

  it.each([463, 479, 475, 429, 500])('refuses a message with %i: the contact never sees it', async (code) => {
    simulator.fault({ kind: 'ack-error', code, to: CONTACT, ms: 20, count: 1 });
    const id = await client.send(CONTACT, 'refused');
    const update = await client.status(id, 0);
    expect(update.update.messageStubParameters).toEqual(
      [String(code)].concat(code === 463 ? ['Your account has been restricted'] : []),
    );
    expect(simulator.messages({ id })).toMatchObject([{ rejected: code, shown: false, acked: false }]);
    expect(simulator.contactInbox(CONTACT)).toEqual([]);
  });

  it('spares the first messages and other receivers', async () => {
    simulator.fault({ kind: 'ack-error', code: 479, to: CONTACT, after: 1 });
    const ids = [
      await client.send(CONTACT, 'a'),
      await client.send('33622222222', 'b'),
      await client.send(CONTACT, 'c'),
    ];
    for (const id of ids) await client.ack(id);
    expect(simulator.messages().map((entry) => entry.rejected)).toEqual([undefined, undefined, 479]);
  });

  it('loses a message with the connection; the resend with the same id is shown once', async () => {
    simulator.fault({ kind: 'drop-before-receive', count: 1 });
    const id = await client.send(CONTACT, 'lost');
    await client.closed();
    expect(simulator.messages()).toEqual([]);
    await client.reconnect();
    await client.send(CONTACT, 'lost', id);
    await client.status(id, 3);
    expect(simulator.contactInbox(CONTACT).map((message) => message.text)).toEqual(['lost']);
    expect(simulator.duplicates().repeatedIds).toEqual([]);
  });

  it('takes a message and loses the ack: the same id again is shown once and found as repeated', async () => {
    simulator.fault({ kind: 'drop-after-receive', count: 1 });
    const id = await client.send(CONTACT, 'taken');
    await client.closed();
    await client.reconnect();
    await client.send(CONTACT, 'taken', id);
    await client.ack(id);
    await simulator.idle();
    expect(simulator.messages({ id }).map(({ shown, repeated }) => ({ shown, repeated }))).toEqual([
      { shown: true, repeated: false },
      { shown: false, repeated: true },
    ]);
    expect(simulator.contactInbox(CONTACT)).toHaveLength(1);
    expect(simulator.duplicates()).toMatchObject({ repeatedIds: [{ id, times: 2 }], repeatedTexts: [] });
  });

  it('finds a text that was shown twice because the resend had another id', async () => {
    simulator.fault({ kind: 'drop-after-receive', count: 1 });
    const first = await client.send(CONTACT, 'twice');
    await client.closed();
    await client.reconnect();
    const second = await client.send(CONTACT, 'twice');
    await client.status(second, 3);
    expect(simulator.duplicates().repeatedTexts).toEqual([
      { account: OWNER, to: CONTACT, text: 'twice', ids: [first, second] },
    ]);
  });

  it('brings receipts that were missed after the reconnect', async () => {
    simulator.contact({ phone: CONTACT, deliveryMs: 200 });
    const id = await client.send(CONTACT, 'hello');
    await client.ack(id);
    simulator.fault({ kind: 'drop' });
    await client.closed();
    await until('a waiting receipt', () => simulator.state().accounts[0]?.devices[0]?.waiting === 1);
    await client.reconnect();
    await client.status(id, 3);
    await until('nothing waiting', () => simulator.state().accounts[0]?.devices[0]?.waiting === 0);
  });

  it('keeps receipts back', async () => {
    simulator.fault({ kind: 'receipts-none', to: CONTACT });
    const silent = await client.send(CONTACT, 'a');
    const loud = await client.send('33622222222', 'b');
    await client.status(loud, 3);
    await simulator.idle();
    expect(client.updates.map((update) => update.key.id)).not.toContain(silent);
  });

  it('refuses messages to contacts that never wrote, until they did', async () => {
    const stranger = '33688888888';
    simulator.fault({ kind: 'cold-contacts' });
    const cold = await client.send(stranger, 'hello');
    expect((await client.ack(cold)).error).toBe('463');
    simulator.reply({ from: stranger, account: OWNER, text: 'hi' });
    await client.incoming('hi');
    const warm = await client.send(stranger, 'hello again');
    expect((await client.ack(warm)).error).toBeUndefined();
    expect(simulator.messages({ id: warm })).toMatchObject([{ tctoken: true, shown: true }]);
  });

  it('drops the connection after the third message to a contact', async () => {
    simulator.fault({ kind: 'drop', account: OWNER, to: CONTACT, after: 2 });
    await client.send(CONTACT, '1');
    await client.send(CONTACT, '2');
    expect(simulator.state().connections).toHaveLength(1);
    await client.send(CONTACT, '3');
    expect((await client.closed()).code).toBe(428);
  });
});
