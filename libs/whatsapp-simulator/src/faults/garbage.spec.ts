import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startSimulator, type Simulator } from '../simulator.ts';
import { until } from '../testing/until.ts';

interface Fact {
  readonly qr?: string;
  readonly open?: boolean;
  readonly closed?: number;
  readonly rejection?: string;
}

describe('bytes that no key of the connection made', () => {
  let simulator: Simulator;
  let client: ChildProcess;
  const facts: Fact[] = [];

  beforeEach(async () => {
    simulator = await startSimulator();
    const script = fileURLToPath(new URL('../testing/lone-client.mjs', import.meta.url));
    const spawned = spawn(process.execPath, [script, simulator.wsUrl, simulator.rootPublicKeyHex], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // Each line of the client is one fact.
    createInterface(spawned.stdout).on('line', (line) => facts.push(JSON.parse(line) as Fact));
    client = spawned;
  });

  afterEach(async () => {
    client.kill('SIGKILL');
    await simulator.stop();
  });

  it('are an unhandled rejection inside Baileys, then silence until its keep-alive gives up and it comes back', async () => {
    const qr = await until('a QR code', () => facts.find((fact) => fact.qr)?.qr, 15_000);
    await simulator.scan({ qr, phone: '33600000001' });
    await until('an open connection', () => facts.some((fact) => fact.open), 15_000);
    expect(simulator.fault({ kind: 'garbage' })).toMatchObject({ triggered: 1 });
    await until('the rejection', () => facts.some((fact) => fact.rejection?.includes('unable to authenticate data')));
    await until('the end by keep-alive', () => facts.some((fact) => fact.closed === 408), 15_000);
    await until('the next login', () => facts.filter((fact) => fact.open).length === 2);
  });
});
