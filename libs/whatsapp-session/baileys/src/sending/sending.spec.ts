import { createHash } from 'node:crypto';
import { vi } from 'vitest';
import { type OutboundMedia } from '@relance/messaging';
import { CONTACT, PHONE, TransportTestEnv } from '../testing/transport.test-env.ts';

// A busy machine may take seconds for a login.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('messages that Baileys sends to the simulator', () => {
  let env: TransportTestEnv;

  beforeAll(async () => {
    env = await TransportTestEnv.start();
  });
  afterEach(() => env.reset());
  afterAll(() => env.stop());

  it('knows that a message was taken, and later that it was delivered and read', async () => {
    const { connection, heard } = await env.linked();
    const id = '3EB0000000000000000001';
    const outcome = await connection.send({ waMessageId: id, phone: `+${CONTACT}`, text: 'hello' }, 5_000);
    expect(outcome.kind).toBe('accepted');
    const read = await heard.until(({ receipts }) => receipts.find(({ kind }) => kind === 'read'));
    expect(read).toMatchObject({ waMessageId: id, code: null });
    expect(env.simulator.contactInbox(CONTACT).map(({ text }) => text)).toContain('hello');
  });

  it.each([463, 479, 500])('knows the code %i with which a message was refused', async (code) => {
    const { connection } = await env.linked();
    await env.simulator.fault({ kind: 'ack-error', code, account: PHONE });
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
  const seen = (id: string) => env.simulator.messages({ id })[0];

  it.each([
    ['image', 'image/png', { kind: 'image', caption: 'look', isVoice: false }],
    ['video', 'video/mp4', { kind: 'video', caption: 'look', isVoice: false }],
    ['document', 'application/pdf', { kind: 'document', caption: 'look', fileName: 'Prix été.pdf' }],
    ['voice', 'audio/ogg', { kind: 'audio', caption: undefined, mimetype: 'audio/ogg; codecs=opus', isVoice: true }],
    ['audio', 'audio/mpeg', { kind: 'audio', caption: undefined, mimetype: 'audio/mpeg', isVoice: false }],
  ] as const)('sends a file as %s, whole', async (kind, mimeType, shown) => {
    const { connection } = await env.linked();
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
    const { connection } = await env.linked();
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
    const { connection } = await env.linked();
    await env.simulator.fault({ kind: 'media-error', status: 503, account: PHONE });
    const file = aFile('image', 'image/png', Buffer.from('never there'));
    const waMessageId = '3EB00000000000000000B1';
    const outcome = await connection.send({ waMessageId, phone: `+${CONTACT}`, text: 'x', media: file.media }, 10_000);
    expect([outcome, seen(waMessageId)]).toEqual([{ kind: 'not_sent', reason: 'upload_failed' }, undefined]);
  });

  it('sends a file again, whole, to a phone that could not decrypt it', async () => {
    const { connection, heard } = await env.linked();
    await env.simulator.failDecrypt({ phone: CONTACT, count: 1 });
    const file = aFile('image', 'image/png', Buffer.from('at the second try'));
    const waMessageId = '3EB00000000000000000C1';
    await connection.send({ waMessageId, phone: `+${CONTACT}`, text: 'again', media: file.media }, 10_000);
    await heard.until(({ receipts }) =>
      receipts.find((each) => each.waMessageId === waMessageId && each.kind === 'delivered'),
    );
    expect(env.simulator.messages({ id: waMessageId }).find(({ shown }) => shown)).toMatchObject({
      retryResend: true,
      media: { intact: true, caption: 'again' },
    });
  });

  it('knows its own number, and a message to it is seen on the own phone', async () => {
    const { connection } = await env.linked();
    expect(connection.ownPhone).toBe(`+${PHONE}`);
    const waMessageId = '3EB00000000000000000D1';
    const outcome = await connection.send({ waMessageId, phone: `+${PHONE}`, text: 'a test' }, 5_000);
    expect([outcome.kind, seen(waMessageId)?.shown]).toEqual(['accepted', true]);
    expect(env.simulator.contactInbox(PHONE).map(({ text }) => text)).toContain('a test');
  });

  it('says unknown when no acknowledgement comes, and when the connection is lost before it', async () => {
    const { connection } = await env.linked();
    await env.simulator.fault({ kind: 'ack-none', account: PHONE });
    const silent = { waMessageId: '3EB0000000000000000010', phone: `+${CONTACT}`, text: 'silent' };
    expect(await connection.send(silent, 300)).toEqual({ kind: 'unknown', reason: 'ack_timeout' });
    await env.simulator.clearFaults();
    await env.simulator.fault({ kind: 'drop-after-receive', account: PHONE, count: 1 });
    const cut = { waMessageId: '3EB0000000000000000011', phone: `+${CONTACT}`, text: 'cut' };
    expect(await connection.send(cut, 5_000)).toEqual({ kind: 'unknown', reason: 'connection_lost' });
  });

  it('ends a connection whose keys cannot be stored, and calls it our own fault', async () => {
    const { connection, credentials, heard } = await env.linked();
    await env.simulator.fault({ kind: 'ack-none', account: PHONE });
    credentials.broken = true;
    const message = { waMessageId: '3EB0000000000000000030', phone: '+33633333333', text: 'lost?' };
    const outcome = await connection.send(message, 2_000);
    expect(outcome).toEqual({ kind: 'unknown', reason: 'storage_failed' });
    expect(await heard.until(({ closes }) => closes[0])).toMatchObject({ ownFault: true });
  });

  it('answers as soon as WhatsApp has a message; the next frame waits until the keys of this one are stored', async () => {
    const { connection, credentials } = await env.linked();
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
    const { connection, credentials, heard } = await env.linked();
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

  it('could read all that it was sent, the first words of the own phone included', () => {
    expect(env.lines.filter((line) => line.includes('failed to decrypt'))).toEqual([]);
  });

  it('logs no key, number or text', () => {
    const all = env.lines.join('\n');
    expect(all).not.toMatch(/\d{8,}/);
    expect(all).not.toContain('hello');
    expect(all).not.toMatch(/privKey|keyPair|identity/i);
  });
});
