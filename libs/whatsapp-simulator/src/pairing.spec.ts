import { startSimulator, type Simulator } from './simulator.ts';
import { TestClient } from './testing/test-client.ts';
import { until } from './testing/until.ts';

const OWNER = '33600000001';

describe('pairing by QR', () => {
  let simulator: Simulator;
  let client: TestClient;

  beforeEach(async () => {
    simulator = await startSimulator();
    client = new TestClient(simulator, { qrTimeout: 100 }).connect();
  });

  afterEach(async () => {
    expect(simulator.state().ownErrors).toEqual([]);
    await client.end();
    await simulator.stop();
  });

  it('tells the client to restart with 515, then lets it in with its keys uploaded', async () => {
    const { device } = await simulator.scan({ qr: await client.qr(), phone: `+${OWNER}` });
    expect((await client.closed()).code).toBe(515);
    await client.reconnect();
    const [account] = simulator.state().accounts;
    expect(account).toMatchObject({ phone: OWNER, devices: [{ device, isConnected: true }] });
    expect(account?.devices[0]?.preKeys).toBeGreaterThan(800);
    expect(client.auth.creds.me?.id).toBe(`${OWNER}:${device}@s.whatsapp.net`);
  });

  it('answers the pings of a client that waits for its scan, so that it does not take the connection for lost', async () => {
    await client.qr();
    const ping = { tag: 'iq', attrs: { id: 'ping-1', to: '@s.whatsapp.net', type: 'get', xmlns: 'w:p' } };
    const answer = await client.sock.query({ ...ping, content: [{ tag: 'ping', attrs: {} }] });
    expect(answer).toMatchObject({ attrs: { id: 'ping-1', type: 'result' } });
  });

  it('ends the wait of a client that no phone ever scans with 408', async () => {
    expect(await client.closed()).toEqual({ code: 408, message: 'QR refs attempts ended' });
  });

  it('refuses a text that is no QR, an old QR and the QR of a client that left', async () => {
    await expect(simulator.scan({ qr: 'hello', phone: OWNER })).rejects.toMatchObject({ field: 'qr' });
    const qr = await client.qr();
    await expect(simulator.scan({ qr: qr.replace('2@', '2@x'), phone: OWNER })).rejects.toMatchObject({ field: 'qr' });
    await client.end();
    await until('the client gone', () => simulator.state().connections.length === 0);
    await expect(simulator.scan({ qr, phone: OWNER })).rejects.toThrow('no client shows this QR any more');
  });

  it('refuses to link a banned account', async () => {
    await client.end();
    client = await new TestClient(simulator).pair(OWNER);
    simulator.fault({ kind: 'banned', account: OWNER });
    const second = new TestClient(simulator).connect();
    await expect(simulator.scan({ qr: await second.qr(), phone: OWNER })).rejects.toMatchObject({ field: 'phone' });
    await second.end();
  });

  it('gives each linked device of a phone a number of its own', async () => {
    await client.end();
    client = await new TestClient(simulator).pair(OWNER);
    const second = await new TestClient(simulator).pair(OWNER);
    expect([client, second].map((each) => each.auth.creds.me?.id)).toEqual([
      `${OWNER}:1@s.whatsapp.net`,
      `${OWNER}:2@s.whatsapp.net`,
    ]);
    await second.end();
  });
});
