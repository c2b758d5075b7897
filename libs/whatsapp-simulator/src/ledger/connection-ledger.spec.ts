import { startSimulator, type Simulator } from '../simulator.ts';
import { TestClient } from '../testing/test-client.ts';
import { until } from '../testing/until.ts';

const OWNER = '33600000061';

describe('the ledger of connections', () => {
  let simulator: Simulator;
  let client: TestClient;
  beforeAll(async () => {
    simulator = await startSimulator({ seed: 'connections' });
    simulator.options({ saidPreKeys: 50 });
    client = await new TestClient(simulator).pair(OWNER);
  });
  afterAll(async () => {
    await client.end();
    await simulator.stop();
  });
  const told = () => simulator.connectionEntries({ account: OWNER }).map(({ what, how }) => `${what} ${how}`);

  it('says who ended what and how, once each, and who came back', async () => {
    simulator.fault({ kind: 'drop', account: OWNER });
    await client.closed();
    simulator.fault({ kind: 'login-failure', reason: 503, account: OWNER, count: 1 });
    client.connect();
    await client.closed();
    await client.reconnect();
    simulator.fault({ kind: 'replaced', account: OWNER });
    await client.closed();
    await client.reconnect();
    await client.end();
    await until('the end to be noted', () => told().at(-1)?.startsWith('left') ?? false);
    expect(told()).toEqual([
      'opened login',
      'ended drop',
      'refused failure 503',
      'opened login',
      'ended stream:error conflict replaced',
      'opened login',
      'left closed by the client',
    ]);
  });

  it('a client that is told of enough one-time keys uploads none', () => {
    const account = simulator.state().accounts.find(({ phone }) => phone === OWNER);
    expect(account?.devices[0]?.preKeys).toBe(0);
  });
});
