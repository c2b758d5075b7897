import { startSimulator, type Simulator } from './simulator.ts';
import { TestClient } from './testing/test-client.ts';
import { until } from './testing/until.ts';

const OWNER = '33600000001';
const CONTACT = '33611111111';

describe('messages of a real Baileys', () => {
  let simulator: Simulator;
  let client: TestClient;

  beforeAll(async () => {
    simulator = await startSimulator({ deliveryMs: 5, readMs: 10 });
    client = await new TestClient(simulator).pair(OWNER);
  });

  afterEach(async () => {
    await simulator.idle();
    expect(simulator.state().ownErrors).toEqual([]);
    await simulator.reset();
  });

  afterAll(async () => {
    await client.end();
    await simulator.stop();
  });

  it('reach the contact once, with ack, delivered and read, and a copy for the own phone', async () => {
    const id = await client.send(CONTACT, 'hello');
    expect(await client.ack(id)).toEqual({ id, error: undefined });
    await client.status(id, 3);
    await client.status(id, 4);
    expect(simulator.messages({ id })).toMatchObject([
      {
        text: 'hello',
        to: CONTACT,
        account: OWNER,
        shown: true,
        acked: true,
        ownCopy: true,
        repeated: false,
        tctoken: false,
      },
    ]);
    expect(simulator.contactInbox(CONTACT)).toMatchObject([{ id, from: OWNER, text: 'hello' }]);
    expect(simulator.state().unknownQueries).toEqual({});
  });

  it('keep their order and stay whole over a long conversation in both directions', async () => {
    const said: string[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      said.push(`turn ${turn}`);
      await client.send(CONTACT, `turn ${turn}`);
      if (turn % 3 === 2) {
        await until('all shown', () => simulator.messages({ to: CONTACT }).every((entry) => entry.shown));
        simulator.reply({ from: CONTACT, account: OWNER, text: `answer ${turn}` });
        await client.incoming(`answer ${turn}`);
      }
    }
    await simulator.idle();
    expect(simulator.contactInbox(CONTACT).map((message) => message.text)).toEqual(said);
  });

  it('reach every device of a contact and are shown once', async () => {
    simulator.contact({ phone: '33633333333', devices: 3 });
    const id = await client.send('33633333333', 'three phones');
    await client.status(id, 4);
    const [entry] = simulator.messages({ id });
    expect(entry?.devices.map(({ device, decrypted }) => ({ device, decrypted }))).toEqual(
      [0, 1, 2].map((device) => ({ device, decrypted: true })),
    );
    expect(simulator.contactInbox('33633333333')).toHaveLength(1);
  });

  it('to a number that is not on WhatsApp reach nobody, and the number check leaves it out', async () => {
    simulator.contact({ phone: '33644444444', exists: false });
    expect(await client.sock.onWhatsApp('33644444444', CONTACT)).toEqual([
      { jid: `${CONTACT}@s.whatsapp.net`, exists: true },
    ]);
    const id = await client.send('33644444444', 'anybody?');
    expect((await client.ack(id)).error).toBeUndefined();
    expect(simulator.messages({ id })).toMatchObject([{ shown: false, ownCopy: true, devices: [] }]);
    simulator.options({ unknownNumberAckError: 400 });
    const refused = await client.send('33644444444', 'anybody now?');
    expect((await client.ack(refused)).error).toBe('400');
  });

  it('are answered from a LID by contacts that use one, with the phone number beside it', async () => {
    const { lid } = simulator.contact({ phone: '33655555555', addressing: 'lid' });
    const id = await client.send('33655555555', 'hello');
    const read = await client.status(id, 4);
    expect(read.key.remoteJid).toBe(`${lid}@lid`);
    simulator.reply({ from: '33655555555', account: OWNER, text: 'from my LID' });
    const { message } = await client.incoming('from my LID');
    expect(message.key).toMatchObject({ remoteJid: `${lid}@lid`, remoteJidAlt: '33655555555@s.whatsapp.net' });
    const answered = await client.sock.sendMessage(`${lid}@lid`, { text: 'to your LID' });
    await client.status(answered?.key.id ?? '', 3);
    expect(simulator.contactInbox('33655555555').map((each) => each.text)).toEqual(['hello', 'to your LID']);
  });

  it('of contacts come from people who never got one first, and hand over a token', async () => {
    simulator.reply({ from: '33666666666', account: OWNER, text: 'I saw your advert' });
    const { type, message } = await client.incoming('I saw your advert');
    expect(type).toBe('notify');
    expect(message.pushName).toBe('Contact 6666');
    const id = await client.send('33666666666', 'welcome');
    await client.status(id, 3);
    expect(simulator.messages({ id })).toMatchObject([{ tctoken: true, shown: true }]);
  });

  it('that a contact resends with the same id arrive twice, as Baileys has it', async () => {
    const { id } = simulator.reply({ from: CONTACT, account: OWNER, text: 'STOP please' });
    await client.incoming('STOP please');
    simulator.reply({ from: CONTACT, account: OWNER, text: 'STOP please', id });
    await until(
      'the second time',
      () => client.upserts.filter(({ messages }) => messages.some((each) => each.key.id === id)).length === 2,
    );
  });

  it('are answered by contacts that were told to, as often as they may', async () => {
    simulator.contact({ phone: '33677777777', autoReplies: [{ when: 'PRICE', text: 'how much?', times: 1 }] });
    await client.send('33677777777', 'nothing for you');
    await client.send('33677777777', 'the price is 5');
    await client.incoming('how much?');
    await client.send('33677777777', 'the price is 6');
    await simulator.idle();
    const answers = client.upserts
      .flatMap(({ messages }) => messages)
      .filter((message) => message.message?.conversation === 'how much?');
    expect(answers).toHaveLength(1);
  });

  it('that came while the client was away arrive as append, and its end marker comes last', async () => {
    await client.end();
    await until('nobody connected', () => simulator.state().connections.length === 0);
    simulator.reply({ from: CONTACT, account: OWNER, text: 'while you were out' });
    expect(simulator.state().accounts[0]?.devices[0]?.waiting).toBeGreaterThan(0);
    await client.reconnect();
    expect((await client.incoming('while you were out')).type).toBe('append');
    await until('the end of the offline queue', () =>
      client.connectionUpdates.some((update) => update.receivedPendingNotifications),
    );
    await until('nothing waiting', () => simulator.state().accounts[0]?.devices[0]?.waiting === 0);
  });

  it('get a receipt by order, long after the faults that kept it back', async () => {
    simulator.fault({ kind: 'receipts-none' });
    const id = await client.send(CONTACT, 'silence');
    await client.ack(id);
    await simulator.idle();
    simulator.receipt({ id, type: 'delivered' });
    await client.status(id, 3);
    simulator.receipt({ id, type: 'read', account: OWNER });
    await client.status(id, 4);
    expect(() => simulator.receipt({ id: 'nobody sent this', type: 'read' })).toThrow('was received');
  });

  it('go between two linked accounts, with receipts', async () => {
    const other = await new TestClient(simulator).pair('33600000002');
    const id = await client.send('33600000002', 'from owner to owner');
    await until('the message at the other client', () =>
      other.upserts.some(({ messages }) =>
        messages.some((each) => each.message?.extendedTextMessage?.text === 'from owner to owner'),
      ),
    );
    await client.status(id, 3);
    expect(simulator.contactInbox('33600000002')).toHaveLength(1);
    await other.end();
  });
});
