import { startSimulator, type Simulator } from '../simulator.ts';
import { TestClient } from '../testing/test-client.ts';
import { until } from '../testing/until.ts';

const OWNER = '33600000001';
const CONTACT = '33611111111';

describe('faults of queries, of slowness and of standing', () => {
  let simulator: Simulator;
  let client: TestClient;

  beforeAll(async () => {
    simulator = await startSimulator({ deliveryMs: 5, readMs: null });
    client = await new TestClient(simulator, { defaultQueryTimeoutMs: 1000 }).pair(OWNER);
  });

  afterEach(async () => {
    await simulator.reset();
  });

  afterAll(async () => {
    await client.end();
    await simulator.stop();
  });

  it('an unanswered device query lets the send resolve although nobody gets anything', async () => {
    simulator.fault({ kind: 'iq-drop', xmlns: 'usync', account: OWNER, count: 1 });
    const id = await client.send(CONTACT, 'to nobody');
    await client.ack(id);
    expect(simulator.messages({ id })).toMatchObject([{ shown: false, devices: [], ownCopy: false }]);
  });

  it('a refused key query rejects the send', async () => {
    // Baileys swallows the first refusal: it asks once to refresh the keys and once because they are missing.
    simulator.fault({ kind: 'iq-error', xmlns: 'encrypt', code: 503, count: 2 });
    await expect(client.send('33622222222', 'no keys')).rejects.toThrow();
    const id = await client.send('33622222222', 'keys again');
    await client.status(id, 3);
  });

  it('a late answer delays the send and no more', async () => {
    simulator.fault({ kind: 'iq-delay', xmlns: 'usync', ms: 300, count: 1 });
    const from = Date.now();
    const id = await client.send('33633333333', 'slowly');
    expect(Date.now() - from).toBeGreaterThanOrEqual(295);
    await client.status(id, 3);
  });

  it('a round trip of 200 ms shows in the time to the ack', async () => {
    simulator.options({ latencyMs: 200 });
    const from = Date.now();
    const id = await client.send(CONTACT, 'far away');
    await client.ack(id);
    expect(Date.now() - from).toBeGreaterThanOrEqual(195);
  });

  it('the ack latency is told apart from that of the network', async () => {
    simulator.options({ ackMs: 250 });
    const id = await client.send(CONTACT, 'late ack');
    await client.status(id, 3);
    expect(client.acks.some((ack) => ack.id === id)).toBe(false);
    await client.ack(id);
  });

  it('a restriction reaches the client as a notification and as the answer to its question', async () => {
    simulator.fault({ kind: 'timelock', account: OWNER, type: 'BIZ_QUALITY', endsInMs: 3_600_000 });
    const told = await until(
      'the restriction',
      () => client.connectionUpdates.find((update) => update.reachoutTimeLock)?.reachoutTimeLock,
    );
    expect(told).toMatchObject({ isActive: true, enforcementType: 'BIZ_QUALITY' });
    expect(await client.sock.fetchAccountReachoutTimelock()).toMatchObject({
      isActive: true,
      enforcementType: 'BIZ_QUALITY',
    });
    simulator.fault({ kind: 'timelock', account: OWNER, active: false });
    await until('its end', () =>
      client.connectionUpdates.some((update) => update.reachoutTimeLock?.isActive === false),
    );
    expect(await client.sock.fetchAccountReachoutTimelock()).toMatchObject({ isActive: false });
  });

  it('a warning about new chats is pushed and can be fetched', async () => {
    const warnings: unknown[] = [];
    client.sock.ev.on('message-capping.update', (warning) => void warnings.push(warning));
    simulator.fault({ kind: 'capping', type: 'FIRST_WARNING', code: 900 });
    await until('the warning', () => warnings.length > 0);
    expect(warnings).toMatchObject([{ capping_status: 'FIRST_WARNING', used_quota: 900 }]);
    expect(await client.sock.fetchNewChatMessageCap()).toMatchObject({ capping_status: 'FIRST_WARNING' });
  });
});

describe('faults of the way in', () => {
  let simulator: Simulator;
  let client: TestClient;

  beforeAll(async () => {
    simulator = await startSimulator();
    client = await new TestClient(simulator, { connectTimeoutMs: 800 }).pair(OWNER);
  });

  beforeEach(async () => {
    await client.end();
  });

  afterEach(async () => {
    await simulator.reset();
  });

  afterAll(async () => {
    await client.end();
    await simulator.stop();
  });

  it('a slow handshake is waited for, or given up with 408', async () => {
    simulator.fault({ kind: 'slow-handshake', ms: 200, count: 1 });
    await client.reconnect();
    await client.end();
    simulator.fault({ kind: 'slow-handshake', ms: 2000, count: 1 });
    expect((await client.connect().closed()).code).toBe(408);
  });

  it('a slow login delays the open', async () => {
    simulator.fault({ kind: 'slow-login', ms: 400, account: OWNER });
    const from = Date.now();
    await client.reconnect();
    expect(Date.now() - from).toBeGreaterThanOrEqual(395);
  });

  it('a missing end of the offline queue leaves the client open without that mark', async () => {
    simulator.fault({ kind: 'offline-marker-none', count: 1 });
    await client.reconnect();
    const id = await client.send(CONTACT, 'works all the same');
    await client.ack(id);
    expect(client.connectionUpdates.some((update) => update.receivedPendingNotifications)).toBe(false);
  });

  it('a refusal of one account leaves the others alone', async () => {
    simulator.fault({ kind: 'refuse-connections', account: OWNER, count: 1 });
    const other = await new TestClient(simulator).pair('33600000002');
    await other.end();
    expect((await client.connect().closed()).code).toBe(428);
    await client.reconnect();
  });
});
