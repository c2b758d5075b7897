import { startSimulator, type Simulator } from '../simulator.ts';
import { TestClient } from '../testing/test-client.ts';
import { until } from '../testing/until.ts';

const OWNER = '33600000001';

describe('pairing by code', () => {
  let simulator: Simulator;
  let client: TestClient;

  beforeEach(async () => {
    simulator = await startSimulator();
    client = new TestClient(simulator).connect();
    await client.qr();
  });

  afterEach(async () => {
    expect(simulator.state().ownErrors).toEqual([]);
    await client.end();
    await simulator.stop();
  });

  it('links the client when its code is typed on the phone', async () => {
    const code = await client.sock.requestPairingCode(OWNER);
    const typed = simulator.linkCode({ code: `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase(), phone: OWNER });
    expect((await client.closed()).code).toBe(515);
    await expect(typed).resolves.toEqual({ device: 1 });
    await client.reconnect();
    expect(client.auth.creds.me?.id).toBe(`${OWNER}:1@s.whatsapp.net`);
  });

  it('says that a wrong code is wrong', async () => {
    await client.sock.requestPairingCode(OWNER);
    await expect(simulator.linkCode({ code: 'WRONG123', phone: OWNER })).rejects.toMatchObject({ field: 'code' });
  });

  it('knows when no client waits for a code of that phone', async () => {
    await expect(simulator.linkCode({ code: 'ABCD1234', phone: OWNER })).rejects.toMatchObject({ field: 'phone' });
  });

  it.each([
    ['passkey', '403'],
    ['version', '405'],
    ['expired', '410'],
  ] as const)('refuses a code because of %s when it is told to, with %s', async (reason, code) => {
    simulator.fault({ kind: 'pairing-refused', reason });
    const refusals: string[] = [];
    client.sock.ws.on('CB:iq,type:error', (stanza: { content: Array<{ attrs: Record<string, string> }> }) => {
      refusals.push(stanza.content[0]?.attrs['code'] ?? '');
    });
    await client.sock.requestPairingCode(OWNER);
    await until('the refusal', () => refusals.length > 0);
    expect(refusals).toEqual([code]);
  });

  it('refuses a code to a browser nobody knows', async () => {
    const odd = new TestClient(simulator, { browser: ['My System', 'My Browser', '1.0'] }).connect();
    await odd.qr();
    const refusal = new Promise((resolve) => odd.sock.ws.once('CB:iq,type:error', resolve));
    await odd.sock.requestPairingCode('33600000002');
    await refusal;
    await expect(simulator.linkCode({ code: 'ABCD1234', phone: '33600000002' })).rejects.toMatchObject({
      field: 'phone',
    });
    await odd.end();
  });

  it('does not log in a client that left its code unused: 401', async () => {
    await client.sock.requestPairingCode(OWNER);
    await client.end();
    expect((await client.connect().closed()).code).toBe(401);
  });
});
