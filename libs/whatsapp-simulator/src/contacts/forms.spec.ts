import { createHash } from 'node:crypto';
import { startSimulator, type Simulator } from '../simulator.ts';
import { TestClient } from '../testing/test-client.ts';
import { until } from '../testing/until.ts';
import { FORMS } from './forms.ts';
import { PLACES } from './reply.ts';

const OWNER = '33600000001';
const PERSON = '33611111111';

describe('what a person can say', () => {
  let simulator: Simulator;
  let client: TestClient;

  beforeAll(async () => {
    simulator = await startSimulator({ deliveryMs: 5, readMs: 5 });
    client = await new TestClient(simulator).pair(OWNER);
  });
  afterAll(async () => {
    await client.end();
    await simulator.stop();
  });

  const arrived = (id: string) =>
    until(`message ${id}`, () => {
      for (const { messages } of client.upserts) {
        const found = messages.find((message) => message.key.id === id);
        if (found?.message) return found;
      }
      return undefined;
    });

  it.each(FORMS)('form %s is decrypted by the client', async (form) => {
    const { id } = simulator.reply({ from: PERSON, account: OWNER, form, text: 'hello', target: 'EARLIER' });
    const { message } = await arrived(id);
    expect(Object.keys(message ?? {}).length).toBeGreaterThan(0);
  });

  it.each([...PLACES])('place %s is where the client sees it', async (place) => {
    const { id } = simulator.reply({ from: PERSON, account: OWNER, text: `in ${place}`, place });
    const { key } = await arrived(id);
    const servers = {
      chat: 's.whatsapp.net',
      status: 'broadcast',
      broadcast: 'broadcast',
      group: 'g.us',
      channel: 'newsletter',
    };
    expect(key.remoteJid?.split('@')[1]).toBe(servers[place]);
  });

  it.each(['image', 'video', 'document', 'voice', 'audio', 'sticker'] as const)('a file of kind %s', async (kind) => {
    const file = { kind, base64: Buffer.from(`bytes of ${kind}`).toString('base64') };
    const { id } = simulator.reply({ from: PERSON, account: OWNER, file });
    expect((await arrived(id)).message).toBeTruthy();
  });

  it('what the owner writes on the phone comes as an own message of that chat', async () => {
    const { id } = simulator.ownMessage({ account: OWNER, to: PERSON, text: 'from the phone' });
    const { key, message } = await arrived(id);
    expect(key).toMatchObject({ fromMe: true, remoteJid: `${PERSON}@s.whatsapp.net` });
    expect(message?.conversation).toBe('from the phone');
  });

  it('a person who hides the number writes under the LID alone', async () => {
    const hidden = '33622222222';
    simulator.contact({ phone: hidden, hidesNumber: true });
    const { id } = simulator.reply({ from: hidden, account: OWNER, text: 'guess who' });
    const { key } = await arrived(id);
    expect(key.remoteJid).toBe(`${simulator.contactOf(hidden).lid}@lid`);
    expect(key.remoteJidAlt).toBeUndefined();
  });

  it('an old message keeps its age', async () => {
    const { id } = simulator.reply({ from: PERSON, account: OWNER, text: 'long ago', agoMs: 3 * 86_400_000 });
    const { messageTimestamp } = await arrived(id);
    expect(Date.now() / 1_000 - Number(messageTimestamp)).toBeGreaterThan(2 * 86_400);
  });

  it('orders that make no sense are refused', () => {
    expect(() => simulator.reply({ from: PERSON, account: OWNER })).toThrow('words');
    expect(() => simulator.reply({ from: PERSON, account: OWNER, form: 'edit', text: 'x' })).toThrow('about');
  });
});

describe('what WhatsApp says about numbers', () => {
  let simulator: Simulator;
  let client: TestClient;

  beforeAll(async () => {
    simulator = await startSimulator({ deliveryMs: 5, readMs: 5 });
    client = await new TestClient(simulator, { defaultQueryTimeoutMs: 500 }).pair(OWNER);
  });
  afterEach(() => simulator.clearFaults());
  afterAll(async () => {
    await client.end();
    await simulator.stop();
  });

  it('an account known under another spelling is named instead of the number asked, which reaches nobody', async () => {
    simulator.contact({ phone: '5531988112233', account: '553188112233' });
    const jid = '553188112233@s.whatsapp.net';
    expect(await client.sock.onWhatsApp('5531988112233')).toEqual([{ jid, exists: true }]);
    await client.send('553188112233', 'to the account');
    await until('the message', () => simulator.contactInbox('553188112233')[0]);
    expect(simulator.contactInbox('5531988112233')).toHaveLength(0);
  });

  it('a line is left out, an error is inside, the answer is empty or never comes', async () => {
    const ask = () => client.sock.onWhatsApp('33611111111', '33622222222');
    simulator.fault({ kind: 'lookup-partial', to: '33611111111' });
    expect(await ask()).toEqual([{ jid: '33622222222@s.whatsapp.net', exists: true }]);
    await simulator.clearFaults();
    simulator.fault({ kind: 'lookup-error', to: '33611111111' });
    await expect(ask()).rejects.toThrow();
    await simulator.clearFaults();
    simulator.fault({ kind: 'lookup-empty' });
    expect(await ask()).toEqual([]);
    await simulator.clearFaults();
    simulator.fault({ kind: 'lookup-none', count: 1 });
    await expect(ask().catch(() => undefined)).resolves.toBeUndefined();
    expect(await ask()).toHaveLength(2);
  });
});

describe('what a person sees', () => {
  it('holds the files, decrypted, with their words', async () => {
    const simulator = await startSimulator({ deliveryMs: 5, readMs: 5 });
    const { Agent } = await import('node:https');
    const { readFileSync } = await import('node:fs');
    const fetchAgent = new Agent({ ca: readFileSync(simulator.mediaCaFile) });
    const client = await new TestClient(simulator, { fetchAgent }).pair(OWNER);
    const content = Buffer.from('%PDF-1.4 the price list');
    const jid = `${PERSON}@s.whatsapp.net`;
    const document = { document: content, mimetype: 'application/pdf', fileName: 'prices.pdf', caption: 'Our prices' };
    const sent = await client.sock.sendMessage(jid, document);
    const voice = await client.sock.sendMessage(jid, {
      audio: Buffer.from('ogg'),
      mimetype: 'audio/ogg; codecs=opus',
      ptt: true,
    });
    await until('both messages', () => simulator.contactInbox(PERSON)[1]);
    const id = sent?.key.id ?? '';
    expect(simulator.contactInbox(PERSON)).toMatchObject([
      {
        id,
        text: 'Our prices',
        file: {
          kind: 'document',
          mimetype: 'application/pdf',
          fileName: 'prices.pdf',
          caption: 'Our prices',
          bytes: content.length,
          sha256: createHash('sha256').update(content).digest('hex'),
        },
      },
      { id: voice?.key.id, file: { kind: 'audio', isVoice: true, bytes: 3 } },
    ]);
    expect(Buffer.from(simulator.fileOf({ phone: PERSON, id }).base64, 'base64')).toEqual(content);
    expect(() => simulator.fileOf({ phone: PERSON, id: 'nothing' })).toThrow('no file');
    await client.end();
    await simulator.stop();
  });
});
