import { TestClient } from './testing/test-client.ts';
import { startSimulator, type Simulator } from './simulator.ts';

describe('a real Baileys and the simulator', () => {
  let simulator: Simulator;
  let client: TestClient;

  beforeEach(async () => {
    simulator = await startSimulator({ deliveryMs: 5, readMs: 10 });
    client = new TestClient(simulator);
  });

  afterEach(async () => {
    expect(simulator.state().ownErrors).toEqual([]);
    await client.end();
    await simulator.stop();
  });

  it('pairs by QR, is told to restart with 515, and logs in with its keys uploaded', async () => {
    client.connect();
    const { device } = await simulator.scan({ qr: await client.qr(), phone: '33600000001' });
    expect((await client.closed()).code).toBe(515);
    await client.reconnect();
    const [account] = simulator.state().accounts;
    expect(account).toMatchObject({ phone: '33600000001', devices: [{ device, isConnected: true, preKeys: 812 - 1 }] });
    expect(client.auth.creds.me?.id).toBe(`33600000001:${device}@s.whatsapp.net`);
  });

  it('sends a text that the contact decrypts once, with ack, delivered and read', async () => {
    await client.pair('33600000001');
    const id = await client.send('33611111111', 'hello');
    expect(await client.ack(id)).toEqual({ id, error: undefined });
    await client.status(id, 3);
    await client.status(id, 4);
    expect(simulator.messages({ id })).toMatchObject([
      { text: 'hello', to: '33611111111', shown: true, acked: true, ownCopy: true, repeated: false },
    ]);
    expect(simulator.contactInbox('33611111111')).toMatchObject([{ id, from: '33600000001', text: 'hello' }]);
  });

  it('brings the answer of a contact to the client', async () => {
    await client.pair('33600000001');
    await client.send('33611111111', 'hello');
    await simulator.idle();
    simulator.reply({ from: '33611111111', account: '33600000001', text: 'STOP' });
    const { message } = await client.incoming('STOP');
    expect(message.key.remoteJid).toBe('33611111111@s.whatsapp.net');
  });
});
