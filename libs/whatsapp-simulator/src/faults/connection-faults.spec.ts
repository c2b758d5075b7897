import { WebSocket } from 'ws';
import { startSimulator, type Simulator } from '../simulator.ts';
import { TestClient } from '../testing/test-client.ts';
import { until } from '../testing/until.ts';

const OWNER = '33600000001';

describe('faults of the connection', () => {
  let simulator: Simulator;
  let client: TestClient;

  beforeAll(async () => {
    simulator = await startSimulator();
    client = await new TestClient(simulator, { connectTimeoutMs: 1000 }).pair(OWNER);
  });

  // Every test but those that unlink a device leaves the client connected.
  afterEach(async () => {
    expect(simulator.state().ownErrors).toEqual([]);
    await simulator.reset();
  });

  afterAll(async () => {
    await client.end();
    await simulator.stop();
  });

  const devicesOf = (phone: string) => simulator.state().accounts.find((account) => account.phone === phone)?.devices;

  it.each([
    [{ kind: 'drop' }, 428],
    [{ kind: 'close' }, 428],
    [{ kind: 'xmlstreamend' }, 428],
    [{ kind: 'replaced' }, 440],
    [{ kind: 'downgrade' }, 411],
    [{ kind: 'stream-error', code: 503 }, 503],
    [{ kind: 'stream-error', code: 515 }, 515],
    [{ kind: 'stream-error', child: 'xml-not-well-formed' }, 500],
    [{ kind: 'failure', reason: 403 }, 403],
    [{ kind: 'failure', reason: 402, code: 101, expire: 3600 }, 402],
    [{ kind: 'failure', reason: 409 }, 409],
    [{ kind: 'failure' }, 500],
  ] as const)('%j ends the connection with %i, and the client comes back without a new QR', async (fault, code) => {
    expect(simulator.fault({ ...fault, account: OWNER })).toMatchObject({ triggered: 1 });
    expect((await client.closed()).code).toBe(code);
    await client.reconnect();
    expect(client.connectionUpdates.some((update) => update.qr)).toBe(false);
  });

  it('triggers only the account that is named', async () => {
    const other = await new TestClient(simulator).pair('33600000002');
    expect(simulator.fault({ kind: 'drop', account: OWNER })).toMatchObject({ triggered: 1 });
    expect((await client.closed()).code).toBe(428);
    expect(other.connectionUpdates.some((update) => update.connection === 'close')).toBe(false);
    await other.end();
    await client.reconnect();
  });

  it('logs a device out for good: 401 now and at every login', async () => {
    const other = await new TestClient(simulator).pair('33600000003');
    expect(simulator.fault({ kind: 'logged-out', account: '33600000003' })).toMatchObject({ triggered: 1 });
    expect((await other.closed()).code).toBe(401);
    expect((await other.connect().closed()).code).toBe(401);
    expect(devicesOf('33600000003')).toEqual([]);
  });

  it('bans an account until it is unbanned', async () => {
    simulator.fault({ kind: 'banned', account: OWNER });
    expect((await client.closed()).code).toBe(403);
    expect((await client.connect().closed()).code).toBe(403);
    simulator.fault({ kind: 'unbanned', account: OWNER });
    await client.reconnect();
  });

  it.each([
    ['reset', 408],
    ['hang', 408],
    ['refused', 408],
  ] as const)('refuses new connections by %s, as often as it was told', async (mode, code) => {
    simulator.fault({ kind: 'refuse-connections', mode, status: 503 });
    simulator.fault({ kind: 'drop' });
    await client.closed();
    expect((await client.connect().closed()).code).toBe(code);
    await simulator.clearFaults('refuse-connections');
    await client.reconnect();
  });

  it('answers the upgrade with the HTTP status it was told, of which Baileys tells nothing', async () => {
    simulator.fault({ kind: 'refuse-connections', mode: 'http', status: 503, count: 1 });
    const status = await new Promise((resolve) => {
      const socket = new WebSocket(simulator.wsUrl);
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
      socket.on('error', () => undefined);
    });
    expect(status).toBe(503);
    expect(simulator.state().faults).toMatchObject([{ triggered: 1, left: 0 }]);
  });

  it('fails logins with 405 while the client is older than the minimum', async () => {
    simulator.options({ minimumClientRevision: 2_000_000_000 });
    simulator.fault({ kind: 'drop' });
    await client.closed();
    expect((await client.connect().closed()).code).toBe(405);
    const site = await fetch(simulator.wsUrl.replace('ws://', 'http://').replace('/ws/chat', '/sw.js'));
    expect(/"client_revision":(\d+)/.exec(await site.text())?.[1]).toBe('2000000000');
    const healed = new TestClient(simulator, { version: [2, 3000, 2_000_000_000] }, client.auth);
    await healed.reconnect();
    await healed.end();
    simulator.options({ minimumVersion: null });
    await client.reconnect();
  });

  it('fails the next two logins, then lets the client in', async () => {
    simulator.fault({ kind: 'login-failure', reason: 405, count: 2 });
    simulator.fault({ kind: 'drop' });
    await client.closed();
    expect((await client.connect().closed()).code).toBe(405);
    expect((await client.connect().closed()).code).toBe(405);
    await client.reconnect();
  });

  it('falls silent when muted, until the keep-alive of the client notices', async () => {
    const other = await new TestClient(simulator, { keepAliveIntervalMs: 500 }).pair('33600000005');
    simulator.fault({ kind: 'mute', account: '33600000005' });
    expect(await other.closed(12_000)).toMatchObject({ code: 408, message: 'Connection was lost' });
  });

  it('lets a second login of the same device replace the first', async () => {
    const second = new TestClient(simulator, {}, client.auth);
    second.connect();
    expect((await client.closed()).code).toBe(440);
    await second.open();
    await until('one connection', () => simulator.state().connections.length === 1);
    await second.end();
    await client.reconnect();
  });

  it('unlinks a device that logs itself out', async () => {
    const other = await new TestClient(simulator).pair('33600000004');
    await other.sock.logout();
    await until('no linked device', () => devicesOf('33600000004')?.length === 0);
  });
});
