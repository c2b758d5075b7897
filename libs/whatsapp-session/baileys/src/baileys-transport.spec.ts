import { jest } from '@jest/globals';
import { ownerId } from '@relance/kernel';
import { type OutboundMedia } from '@relance/messaging';
import { startSimulator, type Simulator } from '@relance/whatsapp-simulator';
import { type Connection, type PairingRequest, type Transport } from '@relance/whatsapp-session-domain';
import { createHash } from 'node:crypto';
import { createBaileysTransport } from './baileys-transport.ts';
import { Heard } from './testing/heard.ts';
import { MemoryCredentials } from './testing/memory-credentials.ts';

const OWNER = ownerId('owner-1');
const PHONE = '237699000001';
const CONTACT = '33611111111';

// A busy machine may take seconds for a login.
jest.setTimeout(60_000);

describe('Baileys against the simulator', () => {
  let simulator: Simulator;
  let transport: Transport;
  /** Gives an attempt up soon, to look at silence. */
  let impatient: Transport;
  const lines: string[] = [];
  const open: Connection[] = [];
  const note = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));

  beforeAll(async () => {
    simulator = await startSimulator({ deliveryMs: 5, readMs: 10, seed: 'adapter' });
    const options = {
      wsUrl: simulator.wsUrl,
      rootPublicKeyHex: simulator.rootPublicKeyHex,
      mediaCaFile: simulator.mediaCaFile,
      log: { warn: note, error: note },
    };
    transport = createBaileysTransport(options);
    impatient = createBaileysTransport({ ...options, connectTimeoutMs: 1_000 });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((connection) => connection.close()));
    await simulator.clearFaults();
    await simulator.contactDefaults({ exists: true });
  });
  afterAll(() => simulator.stop());

  async function connect(credentials: MemoryCredentials, pairing: PairingRequest | null = null, through = transport) {
    const heard = new Heard();
    const connection = await through.open({ ownerId: OWNER, credentials, pairing }, heard);
    open.push(connection);
    return { heard, connection };
  }

  /** A linked and open connection. */
  async function linked(phone = PHONE) {
    const credentials = new MemoryCredentials();
    const first = await connect(credentials, { method: 'qr' });
    const qr = await first.heard.until(({ qrs }) => qrs[0]);
    await simulator.scan({ qr: qr.text, phone });
    await first.heard.until(({ closes }) => closes[0]);
    const second = await connect(credentials);
    await second.heard.until(({ words }) => words.includes('inboxDrained'));
    // Its first history is read: else a timer of the library's outlives the connection by twenty seconds.
    await second.heard.until(() => (credentials.credentials ?? '').includes('"accountSyncCounter":1'));
    return { ...second, credentials, first };
  }

  it('links by QR: offers, is scanned, asks for the restart with credentials stored, opens and settles', async () => {
    const { first, credentials, heard } = await linked();
    expect(first.heard.words).toEqual(['qr', 'scanned', 'closed']);
    expect(first.heard.closes[0]).toMatchObject({ code: 515, newLogin: true, paired: true });
    expect(credentials.registered).toBe(true);
    expect(heard.words).toEqual(['opened', 'inboxDrained']);
    expect(first.heard.qrs[0]?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 50_000);
  });

  it('knows that a message was taken, and later that it was delivered and read', async () => {
    const { connection, heard } = await linked();
    const id = '3EB0000000000000000001';
    const outcome = await connection.send({ waMessageId: id, phone: `+${CONTACT}`, text: 'hello' }, 5_000);
    expect(outcome.kind).toBe('accepted');
    const read = await heard.until(({ receipts }) => receipts.find(({ kind }) => kind === 'read'));
    expect(read).toMatchObject({ waMessageId: id, code: null });
    expect(simulator.contactInbox(CONTACT).map(({ text }) => text)).toContain('hello');
  });

  it.each([463, 479, 500])('knows the code %i with which a message was refused', async (code) => {
    const { connection } = await linked();
    await simulator.fault({ kind: 'ack-error', code, account: PHONE });
    const message = { waMessageId: `3EB0000000000000000${code}`, phone: `+${CONTACT}`, text: 'no' };
    expect(await connection.send(message, 5_000)).toMatchObject({ kind: 'refused', code });
  });

  /** A file of which it is noted how often its bytes were asked for. */
  function aFile(kind: OutboundMedia['kind'], mimeType: string, bytes: Buffer, name = 'file') {
    const reads = { count: 0 };
    const read = async () => {
      reads.count += 1;
      return bytes;
    };
    return { media: { id: `${kind}-1`, kind, mimeType, name, read }, reads, sha256: sha256(bytes) };
  }
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const seen = (id: string) => simulator.messages({ id })[0];

  it.each([
    ['image', 'image/png', { kind: 'image', caption: 'look', isVoice: false }],
    ['video', 'video/mp4', { kind: 'video', caption: 'look', isVoice: false }],
    ['document', 'application/pdf', { kind: 'document', caption: 'look', fileName: 'Prix été.pdf' }],
    ['voice', 'audio/ogg', { kind: 'audio', caption: undefined, mimetype: 'audio/ogg; codecs=opus', isVoice: true }],
    ['audio', 'audio/mpeg', { kind: 'audio', caption: undefined, mimetype: 'audio/mpeg', isVoice: false }],
  ] as const)('sends a file as %s, whole', async (kind, mimeType, shown) => {
    const { connection } = await linked();
    const file = aFile(kind, mimeType, Buffer.from(`the bytes of ${kind}`), 'Prix été.pdf');
    const waMessageId = `3EB0${sha256(Buffer.from(kind)).slice(0, 18).toUpperCase()}`;
    const text = kind === 'voice' || kind === 'audio' ? '' : 'look';
    const outcome = await connection.send({ waMessageId, phone: `+${CONTACT}`, text, media: file.media }, 10_000);
    expect(outcome.kind).toBe('accepted');
    expect(seen(waMessageId)).toMatchObject({
      shown: true,
      type: 'media',
      media: { ...shown, intact: true, sha256: file.sha256 },
    });
  });

  it('uploads a file once for all its messages, each with its own words', async () => {
    const { connection } = await linked();
    const file = aFile('image', 'image/png', Buffer.from('the same for everybody'));
    const send = (id: string, text: string) =>
      connection.send({ waMessageId: id, phone: `+${CONTACT}`, text, media: file.media }, 10_000);
    const ids = ['3EB00000000000000000A1', '3EB00000000000000000A2', '3EB00000000000000000A3'];
    await send(ids[0] ?? '', 'first');
    await send(ids[1] ?? '', 'second');
    await send(ids[2] ?? '', '');
    expect(ids.map((id) => seen(id)?.media?.caption)).toEqual(['first', 'second', undefined]);
    expect(ids.map((id) => seen(id)?.media?.intact)).toEqual([true, true, true]);
    expect(file.reads.count).toBe(1);
  });

  it('sends nothing when a file cannot be uploaded, and says so', async () => {
    const { connection } = await linked();
    await simulator.fault({ kind: 'media-error', status: 503, account: PHONE });
    const file = aFile('image', 'image/png', Buffer.from('never there'));
    const waMessageId = '3EB00000000000000000B1';
    const outcome = await connection.send({ waMessageId, phone: `+${CONTACT}`, text: 'x', media: file.media }, 10_000);
    expect([outcome, seen(waMessageId)]).toEqual([{ kind: 'not_sent', reason: 'upload_failed' }, undefined]);
  });

  it('sends a file again, whole, to a phone that could not decrypt it', async () => {
    const { connection, heard } = await linked();
    await simulator.failDecrypt({ phone: CONTACT, count: 1 });
    const file = aFile('image', 'image/png', Buffer.from('at the second try'));
    const waMessageId = '3EB00000000000000000C1';
    await connection.send({ waMessageId, phone: `+${CONTACT}`, text: 'again', media: file.media }, 10_000);
    await heard.until(({ receipts }) =>
      receipts.find((each) => each.waMessageId === waMessageId && each.kind === 'delivered'),
    );
    expect(simulator.messages({ id: waMessageId }).find(({ shown }) => shown)).toMatchObject({
      retryResend: true,
      media: { intact: true, caption: 'again' },
    });
  });

  it('knows its own number, and a message to it is seen on the own phone', async () => {
    const { connection } = await linked();
    expect(connection.ownPhone).toBe(`+${PHONE}`);
    const waMessageId = '3EB00000000000000000D1';
    const outcome = await connection.send({ waMessageId, phone: `+${PHONE}`, text: 'a test' }, 5_000);
    expect([outcome.kind, seen(waMessageId)?.shown]).toEqual(['accepted', true]);
    expect(simulator.contactInbox(PHONE).map(({ text }) => text)).toContain('a test');
  });

  it('says unknown when no acknowledgement comes, and when the connection is lost before it', async () => {
    const { connection } = await linked();
    await simulator.fault({ kind: 'ack-none', account: PHONE });
    const silent = { waMessageId: '3EB0000000000000000010', phone: `+${CONTACT}`, text: 'silent' };
    expect(await connection.send(silent, 300)).toEqual({ kind: 'unknown', reason: 'ack_timeout' });
    await simulator.clearFaults();
    await simulator.fault({ kind: 'drop-after-receive', account: PHONE, count: 1 });
    const cut = { waMessageId: '3EB0000000000000000011', phone: `+${CONTACT}`, text: 'cut' };
    expect(await connection.send(cut, 5_000)).toEqual({ kind: 'unknown', reason: 'connection_lost' });
  });

  it('hears what contacts write, also what they wrote while it was away, before it says settled', async () => {
    const { connection, credentials, heard } = await linked();
    await connection.send({ waMessageId: '3EB0000000000000000020', phone: `+${CONTACT}`, text: 'hi' }, 5_000);
    await simulator.reply({ from: CONTACT, account: PHONE, text: 'yes?' });
    expect(await heard.until(({ inbounds }) => inbounds[0])).toMatchObject({ phone: `+${CONTACT}`, text: 'yes?' });
    await connection.close();
    await simulator.reply({ from: CONTACT, account: PHONE, text: 'STOP' });
    const again = await connect(credentials);
    await again.heard.until(({ words }) => words.includes('inboxDrained'));
    expect(again.heard.inbounds.map(({ text }) => text)).toEqual(['STOP']);
  });

  it('hears each message once, however often it is cut off while it catches up', async () => {
    const { connection, credentials } = await linked();
    await connection.close();
    credentials.slowMs = 15;
    const texts = Array.from({ length: 12 }, (_, n) => `kept ${n}`);
    for (const text of texts) await simulator.reply({ from: CONTACT, account: PHONE, text });
    const heard: string[] = [];
    for (let cuts = 0; cuts < 4; cuts += 1) {
      const each = await connect(credentials);
      // Somewhere between decrypting, receipting and telling.
      await each.heard.until(({ inbounds, words }) => inbounds.length > cuts || words.includes('inboxDrained'));
      await simulator.fault({ kind: 'drop', account: PHONE });
      await each.heard.until(({ closes }) => closes[0]);
      expect(each.heard.words.at(-1)).toBe('closed');
      heard.push(...each.heard.inbounds.map(({ text }) => text ?? ''));
    }
    const last = await connect(credentials);
    await last.heard.until(({ words }) => words.includes('inboxDrained'));
    heard.push(...last.heard.inbounds.map(({ text }) => text ?? ''));
    expect([...heard].sort()).toEqual([...texts].sort());
  });

  it('tells what it decrypted before its own end, and leaves the rest for the next connection', async () => {
    const { connection, heard, credentials } = await linked();
    credentials.slowMs = 15;
    const texts = Array.from({ length: 8 }, (_, n) => `now ${n}`);
    for (const text of texts) await simulator.reply({ from: CONTACT, account: PHONE, text });
    await heard.until(({ inbounds }) => inbounds.length > 1);
    await connection.close();
    const again = await connect(credentials);
    await again.heard.until(({ words }) => words.includes('inboxDrained'));
    const all = [...heard.inbounds, ...again.heard.inbounds].map(({ text }) => text);
    expect(all).toEqual(texts);
  });

  it('reads what came while it was away before it is settled, also when its first history never came', async () => {
    const { connection, credentials } = await linked();
    await connection.close();
    // A session that was cut off in its first seconds: Baileys then holds its events back for twenty more.
    const creds = JSON.parse(credentials.credentials ?? '') as { accountSyncCounter: number };
    credentials.credentials = JSON.stringify({ ...creds, accountSyncCounter: 0 });
    await simulator.reply({ from: CONTACT, account: PHONE, text: 'STOP early' });
    const { heard } = await connect(credentials);
    await heard.until(({ words }) => words.includes('inboxDrained'));
    expect(heard.inbounds.map(({ text }) => text)).toEqual(['STOP early']);
  });

  it('looks numbers up and leaves none out', async () => {
    const { connection } = await linked();
    await simulator.contact({ phone: '33622222222', exists: false });
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
    const { credentials, connection } = await linked();
    await connection.close();
    for (const [fault, code] of ends) {
      const each = await connect(credentials);
      await each.heard.until(({ words }) => words.includes('inboxDrained'));
      await simulator.fault(fault);
      const facts = await each.heard.until(({ closes }) => closes[0]);
      expect(facts).toMatchObject({ code, phase: 'open', paired: true, requested: false });
      expect(each.heard.closes).toHaveLength(1);
    }
  });

  it('tells a refusal at login with its reason, and when a temporary ban ends', async () => {
    const { credentials, connection } = await linked();
    await connection.close();
    await simulator.fault({ kind: 'login-failure', reason: 402, code: 101, expire: 3_600, account: PHONE });
    const { heard } = await connect(credentials);
    const facts = await heard.until(({ closes }) => closes[0]);
    expect(facts).toMatchObject({ code: 402, phase: 'connecting' });
    expect(facts.restrictedUntil?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  });

  it('notices an HTTP refusal of the upgrade, silence, and nobody listening', async () => {
    const { credentials, connection } = await linked();
    await connection.close();
    await simulator.fault({ kind: 'refuse-connections', mode: 'http', status: 503 });
    const refused = await connect(credentials);
    expect(await refused.heard.until(({ closes }) => closes[0])).toMatchObject({ upgradeRefused: true });
    await simulator.clearFaults();
    await simulator.fault({ kind: 'refuse-connections', mode: 'hang' });
    const silent = await connect(credentials, null, impatient);
    expect(await silent.heard.until(({ closes }) => closes[0])).toMatchObject({ code: 408 });
    await simulator.clearFaults();
    await simulator.fault({ kind: 'refuse-connections', mode: 'refused' });
    expect(await transport.probe()).toBe('ECONNREFUSED');
    const nobody = await connect(credentials);
    expect(await nobody.heard.until(({ closes }) => closes[0])).toMatchObject({ socketError: 'ECONNREFUSED' });
    await simulator.clearFaults();
    expect(await transport.probe()).toBeNull();
  });

  it('says nothing about a close of our own, and leaves no device behind after a logout', async () => {
    const { connection, heard } = await linked('237699000009');
    expect(await connection.isAlive(2_000)).toBe(true);
    await connection.logOut(5_000);
    await connection.close();
    expect(heard.closes).toHaveLength(0);
    expect(await connection.isAlive(500)).toBe(false);
    const account = simulator.state().accounts.find(({ phone }) => phone === '237699000009');
    expect(account?.devices).toEqual([]);
  });

  it('ends a connection whose keys cannot be stored, and calls it our own fault', async () => {
    const { connection, credentials, heard } = await linked();
    await simulator.fault({ kind: 'ack-none', account: PHONE });
    credentials.broken = true;
    const message = { waMessageId: '3EB0000000000000000030', phone: '+33633333333', text: 'lost?' };
    const outcome = await connection.send(message, 2_000);
    expect(outcome).toEqual({ kind: 'unknown', reason: 'storage_failed' });
    expect(await heard.until(({ closes }) => closes[0])).toMatchObject({ ownFault: true });
  });

  it('answers as soon as WhatsApp has a message; the next frame waits until the keys of this one are stored', async () => {
    const { connection, credentials } = await linked();
    const send = (waMessageId: string) =>
      connection.send({ waMessageId, phone: `+${CONTACT}`, text: waMessageId }, 10_000);
    expect((await send('3EB0000000000000000040')).kind).toBe('accepted');
    let release: () => void = () => undefined;
    credentials.held = new Promise((resolve) => (release = resolve));
    expect((await send('3EB0000000000000000041')).kind).toBe('accepted');
    const next = send('3EB0000000000000000042');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(seen('3EB0000000000000000042')).toBeUndefined();
    release();
    expect((await next).kind).toBe('accepted');
    expect(seen('3EB0000000000000000042')).toMatchObject({ shown: true });
  });

  it('lets no frame out after keys that could not be stored', async () => {
    const { connection, credentials, heard } = await linked();
    const send = (waMessageId: string) =>
      connection.send({ waMessageId, phone: `+${CONTACT}`, text: waMessageId }, 10_000);
    expect((await send('3EB0000000000000000050')).kind).toBe('accepted');
    let release: () => void = () => undefined;
    credentials.held = new Promise((resolve) => (release = resolve));
    expect((await send('3EB0000000000000000051')).kind).toBe('accepted');
    const next = send('3EB0000000000000000052');
    credentials.broken = true;
    release();
    expect(await next).toMatchObject({ kind: 'not_sent' });
    expect(await heard.until(({ closes }) => closes[0])).toMatchObject({ ownFault: true });
    expect(seen('3EB0000000000000000052')).toBeUndefined();
  });

  it('pairs by code', async () => {
    const credentials = new MemoryCredentials();
    const { heard } = await connect(credentials, { method: 'pairing_code', phoneNumber: '+237699000010' });
    const code = await heard.until(({ codes }) => codes[0]);
    expect(code).toMatch(/^[0-9A-Z]{8}$/);
    await simulator.linkCode({ code, phone: '237699000010' });
    await heard.until(({ words }) => words.includes('closed'));
    expect(heard.words).toEqual(['code', 'scanned', 'closed']);
    const next = await connect(credentials);
    await next.heard.until(({ words }) => words.includes('opened'));
  });

  it('could read all that it was sent, the first words of the own phone included', () => {
    expect(lines.filter((line) => line.includes('failed to decrypt'))).toEqual([]);
  });

  it('logs no key, number or text', () => {
    const all = lines.join('\n');
    expect(all).not.toMatch(/\d{8,}/);
    expect(all).not.toContain('hello');
    expect(all).not.toMatch(/privKey|keyPair|identity/i);
  });
});
