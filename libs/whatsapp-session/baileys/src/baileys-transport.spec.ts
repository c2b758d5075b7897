import { vi } from 'vitest';
import { MemoryCredentials } from './testing/memory-credentials.ts';
import { CONTACT, PHONE, TransportTestEnv } from './testing/transport.test-env.ts';

// A busy machine may take seconds for a login.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('connections of Baileys to the simulator', () => {
  let env: TransportTestEnv;

  beforeAll(async () => {
    env = await TransportTestEnv.start();
  });
  afterEach(() => env.reset());
  afterAll(() => env.stop());

  it('links by QR: offers, is scanned, asks for the restart with credentials stored, opens and settles', async () => {
    const { first, credentials, heard } = await env.linked();
    expect(first.heard.words).toEqual(['qr', 'scanned', 'closed']);
    expect(first.heard.closes[0]).toMatchObject({ code: 515, newLogin: true, paired: true });
    expect(credentials.registered).toBe(true);
    expect(heard.words).toEqual(['opened', 'inboxDrained']);
    expect(first.heard.qrs[0]?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 50_000);
  });

  it('hears what contacts write, also what they wrote while it was away, before it says settled', async () => {
    const { connection, credentials, heard } = await env.linked();
    await connection.send({ waMessageId: '3EB0000000000000000020', phone: `+${CONTACT}`, text: 'hi' }, 5_000);
    await env.simulator.reply({ from: CONTACT, account: PHONE, text: 'yes?' });
    expect(await heard.until(({ inbounds }) => inbounds[0])).toMatchObject({ phone: `+${CONTACT}`, text: 'yes?' });
    await connection.close();
    await env.simulator.reply({ from: CONTACT, account: PHONE, text: 'STOP' });
    const again = await env.connect(credentials);
    await again.heard.until(({ words }) => words.includes('inboxDrained'));
    expect(again.heard.inbounds.map(({ text }) => text)).toEqual(['STOP']);
  });

  it('hears each message once, however often it is cut off while it catches up', async () => {
    const { connection, credentials } = await env.linked();
    await connection.close();
    credentials.slowMs = 15;
    const texts = Array.from({ length: 12 }, (_, n) => `kept ${n}`);
    for (const text of texts) await env.simulator.reply({ from: CONTACT, account: PHONE, text });
    const heard: string[] = [];
    for (let cuts = 0; cuts < 4; cuts += 1) {
      const each = await env.connect(credentials);
      // Somewhere between decrypting, receipting and telling.
      await each.heard.until(({ inbounds, words }) => inbounds.length > cuts || words.includes('inboxDrained'));
      await env.simulator.fault({ kind: 'drop', account: PHONE });
      await each.heard.until(({ closes }) => closes[0]);
      expect(each.heard.words.at(-1)).toBe('closed');
      heard.push(...each.heard.inbounds.map(({ text }) => text ?? ''));
    }
    const last = await env.connect(credentials);
    await last.heard.until(({ words }) => words.includes('inboxDrained'));
    heard.push(...last.heard.inbounds.map(({ text }) => text ?? ''));
    expect([...heard].sort()).toEqual([...texts].sort());
  });

  it('tells what it decrypted before its own end, and leaves the rest for the next connection', async () => {
    const { connection, heard, credentials } = await env.linked();
    credentials.slowMs = 15;
    const texts = Array.from({ length: 8 }, (_, n) => `now ${n}`);
    for (const text of texts) await env.simulator.reply({ from: CONTACT, account: PHONE, text });
    await heard.until(({ inbounds }) => inbounds.length > 1);
    await connection.close();
    const again = await env.connect(credentials);
    await again.heard.until(({ words }) => words.includes('inboxDrained'));
    const all = [...heard.inbounds, ...again.heard.inbounds].map(({ text }) => text);
    expect(all).toEqual(texts);
  });

  it('reads what came while it was away before it is settled, also when its first history never came', async () => {
    const { connection, credentials } = await env.linked();
    await connection.close();
    // A session that was cut off in its first seconds: Baileys then holds its events back for twenty more.
    const creds = JSON.parse(credentials.credentials ?? '') as { accountSyncCounter: number };
    credentials.credentials = JSON.stringify({ ...creds, accountSyncCounter: 0 });
    await env.simulator.reply({ from: CONTACT, account: PHONE, text: 'STOP early' });
    const { heard } = await env.connect(credentials);
    await heard.until(({ words }) => words.includes('inboxDrained'));
    expect(heard.inbounds.map(({ text }) => text)).toEqual(['STOP early']);
  });

  it('looks numbers up and leaves none out', async () => {
    const { connection } = await env.linked();
    await env.simulator.contact({ phone: '33622222222', exists: false });
    const answers = await connection.lookUp([`+${CONTACT}`, '+33622222222']);
    expect(answers.map(({ asked, answer }) => [asked, answer])).toEqual([
      [`+${CONTACT}`, 'in'],
      ['+33622222222', 'out'],
    ]);
  });

  it('reports one close with its code for each end', async () => {
    const ends = [
      [{ kind: 'drop', account: PHONE }, 428],
      [{ kind: 'replaced', account: PHONE }, 440],
      [{ kind: 'stream-error', code: 503, account: PHONE }, 503],
      [{ kind: 'stream-error', child: 'ack', account: PHONE }, 500],
      [{ kind: 'downgrade', account: PHONE }, 411],
    ] as const;
    const { credentials, connection } = await env.linked();
    await connection.close();
    for (const [fault, code] of ends) {
      const each = await env.connect(credentials);
      await each.heard.until(({ words }) => words.includes('inboxDrained'));
      await env.simulator.fault(fault);
      const facts = await each.heard.until(({ closes }) => closes[0]);
      expect(facts).toMatchObject({ code, phase: 'open', paired: true, requested: false });
      expect(each.heard.closes).toHaveLength(1);
    }
  });

  it('tells a refusal at login with its reason, and when a temporary ban ends', async () => {
    const { credentials, connection } = await env.linked();
    await connection.close();
    await env.simulator.fault({ kind: 'login-failure', reason: 402, code: 101, expire: 3_600, account: PHONE });
    const { heard } = await env.connect(credentials);
    const facts = await heard.until(({ closes }) => closes[0]);
    expect(facts).toMatchObject({ code: 402, phase: 'connecting' });
    expect(facts.restrictedUntil?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  });

  it('notices an HTTP refusal of the upgrade, silence, and nobody listening', async () => {
    const { credentials, connection } = await env.linked();
    await connection.close();
    await env.simulator.fault({ kind: 'refuse-connections', mode: 'http', status: 503 });
    const refused = await env.connect(credentials);
    expect(await refused.heard.until(({ closes }) => closes[0])).toMatchObject({ upgradeRefused: true });
    await env.simulator.clearFaults();
    await env.simulator.fault({ kind: 'refuse-connections', mode: 'hang' });
    const silent = await env.connect(credentials, null, env.impatient);
    expect(await silent.heard.until(({ closes }) => closes[0])).toMatchObject({ code: 408 });
    await env.simulator.clearFaults();
    await env.simulator.fault({ kind: 'refuse-connections', mode: 'refused' });
    expect(await env.transport.probe()).toBe('ECONNREFUSED');
    const nobody = await env.connect(credentials);
    expect(await nobody.heard.until(({ closes }) => closes[0])).toMatchObject({ socketError: 'ECONNREFUSED' });
    await env.simulator.clearFaults();
    expect(await env.transport.probe()).toBeNull();
  });

  it('says nothing about a close of our own, and leaves no device behind after a logout', async () => {
    const { connection, heard } = await env.linked('237699000009');
    expect(await connection.isAlive(2_000)).toBe(true);
    await connection.logOut(5_000);
    await connection.close();
    expect(heard.closes).toHaveLength(0);
    expect(await connection.isAlive(500)).toBe(false);
    const account = env.simulator.state().accounts.find(({ phone }) => phone === '237699000009');
    expect(account?.devices).toEqual([]);
  });

  it('pairs by code', async () => {
    const credentials = new MemoryCredentials();
    const { heard } = await env.connect(credentials, { method: 'pairing_code', phoneNumber: '+237699000010' });
    const code = await heard.until(({ codes }) => codes[0]);
    expect(code).toMatch(/^[0-9A-Z]{8}$/);
    await env.simulator.linkCode({ code, phone: '237699000010' });
    await heard.until(({ words }) => words.includes('closed'));
    expect(heard.words).toEqual(['code', 'scanned', 'closed']);
    const next = await env.connect(credentials);
    await next.heard.until(({ words }) => words.includes('opened'));
  });

  it('could read all that it was sent, the first words of the own phone included', () => {
    expect(env.lines.filter((line) => line.includes('failed to decrypt'))).toEqual([]);
  });

  it('logs no key, number or text', () => {
    const all = env.lines.join('\n');
    expect(all).not.toMatch(/\d{8,}/);
    expect(all).not.toMatch(/kept|STOP/);
    expect(all).not.toMatch(/privKey|keyPair|identity/i);
  });
});
