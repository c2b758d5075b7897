import { vi } from 'vitest';
import { ownerId } from '@relance/kernel';
import { type PairingRequest, type Transport } from '@relance/whatsapp-session-domain';
import { startSimulator, type Orders, type Simulator } from '@relance/whatsapp-simulator';
import { type BaileysConnection } from './connection/baileys-connection.ts';
import { createBaileysTransport } from './baileys-transport.ts';
import { RecordingListener } from './testing/recording-listener.ts';
import { MemoryCredentials } from './testing/memory-credentials.ts';

const OWNER = ownerId('owner-1');
const PHONE = '237699000001';
const PERSON = '33611111111';
const QUERY_MS = 3_000;

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('field cases, Baileys against the simulator', () => {
  let simulator: Simulator;
  let transport: Transport;
  let credentials: MemoryCredentials;
  let heard: RecordingListener;
  let connection: BaileysConnection;
  let sent = 0;
  const nextId = () => `3EB0${String((sent += 1)).padStart(18, '0')}`;

  const newTransport = () =>
    createBaileysTransport({
      wsUrl: simulator.wsUrl,
      rootPublicKeyHex: simulator.rootPublicKeyHex,
      mediaCaFile: simulator.mediaCaFile,
      log: { warn: () => undefined, error: () => undefined },
      queryTimeoutMs: QUERY_MS,
    });
  async function connect(pairing: PairingRequest | null = null) {
    const listener = new RecordingListener();
    const opened = await transport.open({ ownerId: OWNER, credentials, pairing }, listener);
    // This transport makes nothing else.
    return { listener, opened: opened as BaileysConnection };
  }
  async function reconnect() {
    const { listener, opened } = await connect();
    [heard, connection] = [listener, opened];
    await heard.until(({ words }) => words.includes('inboxDrained'));
  }

  beforeAll(async () => {
    simulator = await startSimulator({ deliveryMs: 5, readMs: 10, seed: 'field' });
    transport = newTransport();
    credentials = new MemoryCredentials();
    const first = await connect({ method: 'qr' });
    const qr = await first.listener.until(({ qrs }) => qrs[0]);
    await simulator.scan({ qr: qr.text, phone: PHONE });
    await first.listener.until(({ closes }) => closes[0]);
    await reconnect();
    await heard.until(() => (credentials.credentials ?? '').includes('"accountSyncCounter":1'));
  });
  afterEach(() => simulator.clearFaults());
  afterAll(async () => {
    await connection.close();
    await simulator.stop();
  });

  const say = (order: Omit<Orders['reply'], 'account' | 'from'> & { from?: string }) =>
    simulator.reply({ from: PERSON, account: PHONE, ...order });
  /** What was heard before a last, ordinary message. */
  async function heardUpToNow() {
    const text = `end ${nextId()}`;
    say({ from: '33699999999', text });
    await heard.until(({ inbounds }) => inbounds.some((message) => message.text === text));
    return heard.inbounds.splice(0).filter((message) => message.text !== text);
  }
  const send = (phone: string, more: object = {}, ackTimeoutMs = 4_000) =>
    connection.send({ waMessageId: nextId(), phone, text: `hello ${sent}`, ...more }, ackTimeoutMs);

  it.each([
    ['5521977776666', '552177776666'],
    ['525587654321', '5215587654321'],
    ['541187654321', '5491187654321'],
    ['22966123456', '2290166123456'],
  ])('10.1.1 +%s is known as %s: the check says in, and the message reaches the account', async (phone, account) => {
    simulator.contact({ phone, account });
    const [known, other] = await connection.lookUp([`+${phone}`, '+33644444444']);
    expect(known).toMatchObject({ asked: `+${phone}`, answer: 'in', phone: `+${account}` });
    expect(known?.lid).toBe(`${simulator.contactOf(account).lid}@lid`);
    expect(other).toMatchObject({ answer: 'in', phone: '+33644444444' });
    expect(await send(known?.phone ?? '')).toMatchObject({ kind: 'accepted' });
    await simulator.idle();
    expect(simulator.contactInbox(account)).toHaveLength(1);
    expect(await heard.until(({ receipts }) => receipts.find(({ kind }) => kind === 'read'))).toBeTruthy();
    heard.receipts.length = 0;
  });

  it.each([['lookup-none'], ['lookup-empty'], ['lookup-partial'], ['lookup-error']] as const)(
    '10.1.3 %s leaves the number unknown, never out',
    async (kind) => {
      simulator.contact({ phone: '33655555555', exists: false });
      simulator.fault({ kind });
      const phones = ['+33655555555', '+33644444444'];
      expect((await connection.lookUp(phones)).map(({ answer }) => answer)).toEqual(['unknown', 'unknown']);
      await simulator.clearFaults();
      expect((await connection.lookUp(phones)).map(({ answer }) => answer)).toEqual(['out', 'in']);
    },
  );

  it('10.1.3 an error about one number leaves the others answered', async () => {
    simulator.fault({ kind: 'lookup-error', to: '33644444444' });
    const answers = await connection.lookUp(['+33644444444', '+33612345678']);
    expect(answers.map(({ answer }) => answer)).toEqual(['unknown', 'in']);
  });

  it('10.2.1 STOP under a LID whose number is hidden is told with the LID alone', async () => {
    simulator.contact({ phone: '33666666666', hidesNumber: true });
    say({ from: '33666666666', text: 'STOP' });
    const { lid } = simulator.contactOf('33666666666');
    expect(await heardUpToNow()).toMatchObject([
      { phone: null, lid: `${lid}@lid`, text: 'STOP', linkedPhone: `+${PHONE}` },
    ]);
  });

  it.each(['33666666667', '5521966666668'])(
    '10.2.1 a message to a LID whose number is hidden reaches the person +%s, not the number with the same digits',
    async (phone) => {
      simulator.contact({ phone, hidesNumber: true });
      const { lid } = simulator.contactOf(phone);
      say({ from: phone, text: 'who is this' });
      await heardUpToNow();
      expect(await send(`${lid}@lid`)).toMatchObject({ kind: 'accepted' });
      await simulator.idle();
      expect(simulator.contactInbox(phone)).toHaveLength(1);
    },
  );

  it('10.2.2 an edit to STOP is heard once, the encrypted form as a reply, a tap by its label', async () => {
    const { id } = say({ text: 'maybe' });
    say({ form: 'edit', target: id, text: 'STOP' });
    say({ form: 'encrypted-edit', target: id });
    say({ form: 'native-flow', text: 'Se désabonner' });
    say({ form: 'list', text: 'Arrêt' });
    expect((await heardUpToNow()).map(({ text }) => text)).toEqual(['maybe', 'STOP', null, 'Se désabonner', 'Arrêt']);
  });

  it('10.2.3 status posts, lists, groups, channels, reactions, votes and protocol messages say nothing', async () => {
    for (const place of ['status', 'broadcast', 'group', 'channel'] as const) say({ place, text: 'STOP' });
    for (const form of ['reaction', 'poll-vote', 'delete', 'pin'] as const) say({ form, target: 'X', text: 'STOP' });
    say({ form: 'disappearing-setting' });
    expect(await heardUpToNow()).toEqual([]);
    expect([...credentials.inbound.keys()]).toEqual([]);
  });

  it('10.2.4 voice notes, pictures, stickers, locations and cards are replies without words', async () => {
    const base64 = Buffer.from('a file').toString('base64');
    for (const kind of ['voice', 'image', 'sticker', 'video'] as const) say({ file: { kind, base64 } });
    say({ file: { kind: 'image', base64, viewOnce: true } });
    say({ form: 'location' });
    say({ form: 'contact-card', text: 'STOP' });
    for (const unavailable of ['view_once', 'view_once_unavailable_fanout'] as const) say({ unavailable });
    for (const place of ['status', 'group'] as const) say({ unavailable: 'view_once_unavailable_fanout', place });
    say({ unavailable: 'hosted_unavailable_fanout' });
    say({ file: { kind: 'document', base64 }, text: 'with words' });
    const texts = (await heardUpToNow()).map(({ text }) => text);
    expect(texts).toEqual([...Array<null>(9).fill(null), 'with words']);
  });

  it('10.2.6 what no handler has stored is told again, to this process and to one that comes after a kill', async () => {
    heard.refusesInbound = true;
    say({ text: 'STOP now' });
    say({ form: 'edit', target: 'EARLIER', text: 'STOP edited' });
    await heard.until(() => credentials.inbound.size === 2);
    // As a killed process leaves it: WhatsApp has its receipt, the journal has the messages.
    await heard.until(() => simulator.state().accounts[0]?.devices[0]?.waiting === 0);
    const journal = new Map(credentials.inbound);
    expect(JSON.stringify([...journal])).toContain('plaintext');
    await simulator.fault({ kind: 'drop', account: PHONE });
    await heard.until(({ closes }) => closes[0]);
    await reconnect();
    await heard.until(({ inbounds }) => inbounds.length === 2);
    expect(heard.inbounds.splice(0).map(({ text }) => text)).toEqual(['STOP now', 'STOP edited']);
    await heard.until(() => credentials.inbound.size === 0);
  });

  it('10.2.6 a journal of several pages is handed over whole, in order, before it is settled', async () => {
    heard.refusesInbound = true;
    const texts = ['first', 'second', 'STOP third', 'fourth', 'fifth'];
    for (const text of texts) say({ text });
    await heard.until(() => credentials.inbound.size === texts.length);
    await heard.until(() => simulator.state().accounts[0]?.devices[0]?.waiting === 0);
    await simulator.fault({ kind: 'drop', account: PHONE });
    await heard.until(({ closes }) => closes[0]);
    credentials.inboundPage = 2;
    await reconnect();
    expect(heard.inbounds.splice(0).map(({ text }) => text)).toEqual(texts);
    await heard.until(() => credentials.inbound.size === 0);
    credentials.inboundPage = 200;
  });

  it('10.2.6 a message asks at the last moment whether it may leave, after the replies before it are stored', async () => {
    const order: string[] = [];
    let stored: () => void = () => undefined;
    const listener = heard.inbound.bind(heard);
    heard.inbound = async (message) => {
      await new Promise<void>((resolve) => (stored = resolve));
      order.push('stored');
      return listener(message);
    };
    say({ text: 'STOP' });
    await heard.until(() => credentials.inbound.size === 1);
    const isOptedOut = () => order.includes('stored');
    const before = simulator.contactInbox(PERSON).length;
    const outcome = send(`+${PERSON}`, { mayLeave: async () => (order.push('asked'), !isOptedOut()) });
    setTimeout(() => stored(), 300);
    expect(await outcome).toEqual({ kind: 'not_sent', reason: 'withdrawn' });
    expect(order).toEqual(['stored', 'asked']);
    await simulator.idle();
    expect(simulator.contactInbox(PERSON)).toHaveLength(before);
    heard.inbound = listener;
    expect(await send(`+${PERSON}`, { mayLeave: async () => true })).toMatchObject({ kind: 'accepted' });
    await heardUpToNow();
  });

  it('10.3.3 an error that comes after a good acknowledgement undoes nothing', async () => {
    const outcome = await send(`+${PERSON}`);
    expect(outcome.kind).toBe('accepted');
    const id = `3EB0${String(sent).padStart(18, '0')}`;
    const attrs = { id, from: `${PERSON}@s.whatsapp.net`, class: 'message', error: '479' };
    connection.wire.emit('CB:ack,class:message', { tag: 'ack', attrs });
    await heard.until(({ receipts }) =>
      receipts.some(({ waMessageId, kind }) => waMessageId === id && kind === 'read'),
    );
    expect(heard.receipts.filter(({ kind }) => kind === 'refused')).toEqual([]);
  });

  it('10.3.3 an error that comes after a restart of the process does not undo the acknowledgement before it', async () => {
    const [accepted, refused] = [nextId(), nextId()];
    expect((await connection.send({ waMessageId: accepted, phone: `+${PERSON}`, text: 'taken' }, 4_000)).kind).toBe(
      'accepted',
    );
    simulator.fault({ kind: 'ack-none', to: '33688888805' });
    const silent = { waMessageId: refused, phone: '+33688888805', text: 'not answered' };
    expect(await connection.send(silent, 300)).toEqual({ kind: 'unknown', reason: 'ack_timeout' });
    await connection.close();
    transport = newTransport();
    await reconnect();
    for (const id of [accepted, refused]) {
      const attrs = { id, from: `${PERSON}@s.whatsapp.net`, class: 'message', error: '479' };
      connection.wire.emit('CB:ack,class:message', { tag: 'ack', attrs });
    }
    const refusals = () =>
      heard.receipts.filter(({ kind }) => kind === 'refused').map(({ waMessageId }) => waMessageId);
    await heard.until(() => refusals().includes(refused));
    await heardUpToNow();
    expect(refusals()).toEqual([refused]);
  });

  it('10.3.3 a read receipt counts from the addressee, by number or LID, and from nobody else', async () => {
    const silent = '33677777777';
    simulator.contact({ phone: silent, readMs: null, deliveryMs: null });
    await send(`+${silent}`);
    const id = `3EB0${String(sent).padStart(18, '0')}`;
    const receipt = (from: string) =>
      connection.wire.emit('CB:receipt', { tag: 'receipt', attrs: { id, from, type: 'read', t: '1773100000' } });
    const mine = () => heard.receipts.filter(({ waMessageId }) => waMessageId === id);
    // Among them LIDs of which nobody knows whose they are: the addressee's own is known, and is another.
    const hidden = `${simulator.contactOf('33677777778').lid}@lid`;
    for (const stranger of [`${PERSON}@s.whatsapp.net`, `${PHONE}@s.whatsapp.net`, hidden, '999999999999999@lid'])
      receipt(stranger);
    await heardUpToNow();
    expect(mine()).toEqual([]);
    receipt(`${simulator.contactOf(silent).lid}@lid`);
    await heard.until(() => mine().some(({ kind }) => kind === 'read'));
  });

  it('10.6.2 a send that stalled in its queries is what its acknowledgement says, not what the clock says', async () => {
    simulator.fault({ kind: 'iq-delay', xmlns: 'usync', ms: QUERY_MS * 0.95, count: 1 });
    expect(await send('+33688888801')).toMatchObject({ kind: 'accepted' });
    simulator.fault({ kind: 'iq-delay', xmlns: 'usync', ms: QUERY_MS * 0.95, count: 1 });
    simulator.fault({ kind: 'ack-none', to: '33688888802' });
    expect(await send('+33688888802', {}, 500)).toEqual({ kind: 'unknown', reason: 'ack_timeout' });
    simulator.fault({ kind: 'drop-after-receive', to: '33688888803' });
    expect(await send('+33688888803')).toEqual({ kind: 'unknown', reason: 'connection_lost' });
    await reconnect();
  });

  it('10.6.2 nothing readable left when the device query had no answer, whatever the server acknowledges', async () => {
    simulator.fault({ kind: 'iq-drop', xmlns: 'usync' });
    expect(await send('+33688888804')).toEqual({ kind: 'not_sent', reason: 'send_failed' });
    await simulator.idle();
    expect(simulator.contactInbox('33688888804')).toEqual([]);
  });

  it('sends to the own number, whose copies are for the own devices only', async () => {
    expect(await send(`+${PHONE}`)).toMatchObject({ kind: 'accepted' });
  });
});
