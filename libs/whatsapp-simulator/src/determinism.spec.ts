import { connect } from 'node:net';
import { SeededSource } from './crypto/seeded-source.ts';
import { startSimulator } from './simulator.ts';
import { TestClient } from './testing/test-client.ts';

const OWNER = '33600000001';
const CONTACT = '33611111111';

/** What a run makes by chance: root key, LIDs, the QR's ref, the id of an answer. */
async function run(seed: string) {
  const simulator = await startSimulator({ seed });
  const client = new TestClient(simulator).connect();
  const qr = await client.qr();
  await simulator.scan({ qr, phone: OWNER });
  await client.closed();
  await client.reconnect();
  const lid = simulator.contact({ phone: CONTACT }).lid;
  const facts = {
    root: simulator.rootPublicKeyHex,
    ref: qr.split('#')[1]?.split(',')[0],
    lid,
    me: client.auth.creds.me?.lid,
  };
  await client.end();
  await simulator.stop();
  return facts;
}

describe('a seed', () => {
  it('makes the same keys, LIDs and codes in every run, and another seed others', async () => {
    const first = await run('one');
    expect(await run('one')).toEqual(first);
    const other = await run('two');
    for (const [name, value] of Object.entries(first)) expect(other[name as keyof typeof other]).not.toBe(value);
  });

  it('gives a sequence that another run on the same folder does not repeat', () => {
    const source = new SeededSource('one');
    const before = [source.next(8), source.next(8)];
    source.beginRun(2);
    const after = [source.next(8), source.next(8)];
    source.beginRun(1);
    expect([source.next(8), source.next(8)]).toEqual(before);
    expect(after).not.toEqual(before);
    expect(new Set(Array.from({ length: 1000 }, () => source.int(10))).size).toBe(10);
  });
});

describe('a simulator that stops', () => {
  it('frees its ports, and says which is taken when another holds one', async () => {
    const first = await startSimulator();
    const port = Number(new URL(first.wsUrl).port);
    await expect(startSimulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.stop();
    const refused = await new Promise<{ code?: string }>((resolve) =>
      connect(port, '127.0.0.1', () => resolve({})).on('error', resolve),
    );
    expect(refused.code).toBe('ECONNREFUSED');
  });
});
