import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../simulator.ts';
import { TestClient } from '../testing/test-client.ts';

const OWNER = '33600000001';
const CONTACT = '33611111111';

describe('a simulator with a folder of its own', () => {
  let folder: string;
  let simulator: Simulator;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'simulator-spec-'));
    simulator = await startSimulator({ dataDir: folder, deliveryMs: 5 });
  });

  afterEach(async () => {
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('knows its linked devices after a restart, and messages still arrive', async () => {
    const first = await new TestClient(simulator).pair(OWNER);
    const before = await first.send(CONTACT, 'before');
    await first.status(before, 3);
    const reply = simulator.reply({ from: CONTACT, account: OWNER, text: 'first run' });
    await first.incoming('first run');
    await first.end();
    await simulator.stop();

    simulator = await startSimulator({ dataDir: folder, deliveryMs: 5 });
    const second = await new TestClient(simulator, {}, first.auth).reconnect();
    expect(second.connectionUpdates.some((update) => update.qr)).toBe(false);
    const after = await second.send(CONTACT, 'after');
    await second.status(after, 3);
    expect(simulator.contactInbox(CONTACT).map((message) => message.text)).toEqual(['after']);
    expect(simulator.reply({ from: CONTACT, account: OWNER, text: 'second run' }).id).not.toBe(reply.id);
    await second.incoming('second run');
    await second.end();
  });

  it('keeps the key and the CA that clients were told to trust', async () => {
    const trusted = { root: simulator.rootPublicKeyHex, file: simulator.mediaCaFile };
    await simulator.stop();
    simulator = await startSimulator({ dataDir: folder });
    expect({ root: simulator.rootPublicKeyHex, file: simulator.mediaCaFile }).toEqual(trusted);
    expect(readFileSync(simulator.mediaCaFile, 'utf8')).toContain('BEGIN CERTIFICATE');
  });

  it('refuses to start on a file that is not one of its own', async () => {
    await simulator.stop();
    writeFileSync(join(folder, 'linked-devices.json'), '{"accounts": 7}');
    await expect(startSimulator({ dataDir: folder })).rejects.toThrow('accounts');
    rmSync(join(folder, 'linked-devices.json'));
    simulator = await startSimulator({ dataDir: folder });
  });
});
