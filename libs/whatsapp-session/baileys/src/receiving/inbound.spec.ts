import { proto } from '@whiskeysockets/baileys';
import { ownerId } from '@relance/kernel';
import { inboundOf } from './inbound.ts';
import { readContent } from './message-content.ts';

const OWNER = ownerId('owner-1');
const NOW = new Date('2026-03-10T12:00:00Z');
const PERSON = '33611111111@s.whatsapp.net';
const { Type } = proto.Message.ProtocolMessage;

const words = (text: string) => ({ kind: 'words', text, editOf: null }) as const;
const REPLY = { kind: 'reply', editOf: null } as const;
const NOTHING = { kind: 'nothing' } as const;
const key = { id: 'OLD', remoteJid: PERSON, fromMe: true };

/** Every form: what arrives, and what it is. */
const FORMS: readonly (readonly [string, proto.IMessage, object])[] = [
  ['text', { conversation: 'STOP' }, words('STOP')],
  ['text with context', { extendedTextMessage: { text: ' stop ' }, messageContextInfo: {} }, words('stop')],
  ['empty text', { extendedTextMessage: { text: '' } }, REPLY],
  ['picture with words', { imageMessage: { caption: 'voilà' } }, words('voilà')],
  ['picture without words', { imageMessage: { mimetype: 'image/jpeg' } }, REPLY],
  ['film with words', { videoMessage: { caption: 'ok' } }, words('ok')],
  ['round film', { ptvMessage: {} }, REPLY],
  ['document', { documentMessage: { fileName: 'stop.pdf' } }, REPLY],
  [
    'document with words',
    { documentWithCaptionMessage: { message: { documentMessage: { caption: 'arrêt' } } } },
    words('arrêt'),
  ],
  ['voice note', { audioMessage: { ptt: true } }, REPLY],
  ['sticker', { stickerMessage: {} }, REPLY],
  ['animated sticker', { lottieStickerMessage: { message: { stickerMessage: {} } } }, REPLY],
  ['location', { locationMessage: { degreesLatitude: 4, degreesLongitude: 9 } }, REPLY],
  ['live location with words', { liveLocationMessage: { caption: 'here' } }, words('here')],
  ['contact card', { contactMessage: { displayName: 'STOP' } }, REPLY],
  ['contact cards', { contactsArrayMessage: {} }, REPLY],
  ['button', { buttonsResponseMessage: { selectedDisplayText: 'Stop', selectedButtonId: 'b1' } }, words('Stop')],
  ['button without label', { buttonsResponseMessage: { selectedButtonId: 'STOP' } }, words('STOP')],
  [
    'button whose label is blank',
    { buttonsResponseMessage: { selectedDisplayText: ' ', selectedButtonId: 'STOP' } },
    words('STOP'),
  ],
  [
    'template button whose label is blank',
    { templateButtonReplyMessage: { selectedDisplayText: '\n', selectedId: 'STOP' } },
    words('STOP'),
  ],
  [
    'list whose title is blank',
    { listResponseMessage: { title: ' ', singleSelectReply: { selectedRowId: 'STOP' } } },
    words('STOP'),
  ],
  [
    'native flow whose body is blank',
    {
      interactiveResponseMessage: {
        body: { text: ' ' },
        nativeFlowResponseMessage: { paramsJson: '{"display_text":" ","id":"STOP"}' },
      },
    },
    words('STOP'),
  ],
  [
    'envelope that nobody listed',
    { eventCoverImage: { message: { imageMessage: { caption: 'STOP' } } } },
    words('STOP'),
  ],
  ['envelope that nobody listed, without words', { eventCoverImage: { message: { imageMessage: {} } } }, REPLY],
  ['call', { call: { conversionSource: 'x' } }, NOTHING],
  ['template button', { templateButtonReplyMessage: { selectedDisplayText: 'Non merci' } }, words('Non merci')],
  ['list', { listResponseMessage: { title: 'Désinscription' } }, words('Désinscription')],
  ['list by row', { listResponseMessage: { singleSelectReply: { selectedRowId: 'stop' } } }, words('stop')],
  ['native flow', { interactiveResponseMessage: { body: { text: 'STOP' } } }, words('STOP')],
  [
    'native flow without body',
    { interactiveResponseMessage: { nativeFlowResponseMessage: { paramsJson: '{"display_text":"Arrêter"}' } } },
    words('Arrêter'),
  ],
  [
    'native flow with broken parameters',
    { interactiveResponseMessage: { nativeFlowResponseMessage: { paramsJson: '{' } } },
    REPLY,
  ],
  [
    'native flow whose label is empty',
    { interactiveResponseMessage: { nativeFlowResponseMessage: { paramsJson: '{"display_text":"","id":"STOP"}' } } },
    words('STOP'),
  ],
  [
    'payment with a note',
    { sendPaymentMessage: { noteMessage: { extendedTextMessage: { text: 'STOP' } } } },
    words('STOP'),
  ],
  [
    'asked for a payment, with a note',
    { requestPaymentMessage: { noteMessage: { conversation: 'merci' }, currencyCodeIso4217: 'XAF' } },
    words('merci'),
  ],
  ['payment without a note', { sendPaymentMessage: {} }, REPLY],
  ['order with a message', { orderMessage: { message: 'arrêt' } }, words('arrêt')],
  ['product with words', { productMessage: { body: 'ceci ?' } }, words('ceci ?')],
  ['message with buttons', { interactiveMessage: { body: { text: 'Fermé' } } }, words('Fermé')],
  ['answer to a status', { statusQuotedMessage: { text: 'stop' } }, words('stop')],
  ['answer to a question of a status', { statusQuestionAnswerMessage: { text: 'stop' } }, words('stop')],
  ['pack of stickers', { stickerPackMessage: { name: 'STOP' } }, REPLY],
  ['event', { eventMessage: { name: 'STOP' } }, REPLY],
  ['poll in its envelope', { pollCreationMessageV4: { message: { pollCreationMessage: {} } } }, REPLY],
  ['mention in a status', { statusMentionMessage: { message: { conversation: 'STOP' } } }, NOTHING],
  ['status of a group', { groupStatusMessageV2: { message: { conversation: 'STOP' } } }, NOTHING],
  ['what another device of ours sent', { deviceSentMessage: { message: { conversation: 'STOP' } } }, NOTHING],
  ['asked for the number', { requestPhoneNumberMessage: {} }, NOTHING],
  ['kept in the chat', { keepInChatMessage: {} }, NOTHING],
  ['ephemeral', { ephemeralMessage: { message: { extendedTextMessage: { text: 'b' } } } }, words('b')],
  ['view once', { viewOnceMessage: { message: { imageMessage: { caption: 'c' } } } }, words('c')],
  ['view once, newer', { viewOnceMessageV2: { message: { videoMessage: {} } } }, REPLY],
  ['view once, audio', { viewOnceMessageV2Extension: { message: { audioMessage: {} } } }, REPLY],
  [
    'envelope in envelope',
    { ephemeralMessage: { message: { viewOnceMessageV2: { message: { imageMessage: { caption: 'd' } } } } } },
    words('d'),
  ],
  [
    'edit',
    { protocolMessage: { type: Type.MESSAGE_EDIT, key, editedMessage: { conversation: 'STOP' } } },
    { kind: 'words', text: 'STOP', editOf: 'OLD' },
  ],
  [
    'edit in its envelope',
    {
      editedMessage: {
        message: {
          protocolMessage: { type: Type.MESSAGE_EDIT, key, editedMessage: { extendedTextMessage: { text: 'x' } } },
        },
      },
    },
    { kind: 'words', text: 'x', editOf: 'OLD' },
  ],
  [
    'encrypted edit',
    { secretEncryptedMessage: { targetMessageKey: key, secretEncType: 2 } },
    { kind: 'reply', editOf: 'OLD' },
  ],
  ['encrypted change of an event', { secretEncryptedMessage: { targetMessageKey: key, secretEncType: 1 } }, NOTHING],
  ['deletion', { protocolMessage: { type: Type.REVOKE, key } }, NOTHING],
  ['change of disappearing messages', { protocolMessage: { type: Type.EPHEMERAL_SETTING } }, NOTHING],
  ['reaction', { reactionMessage: { text: '🛑', key } }, NOTHING],
  ['encrypted reaction', { encReactionMessage: {} }, NOTHING],
  ['poll', { pollCreationMessage: { name: 'stop?' } }, REPLY],
  ['vote', { pollUpdateMessage: {} }, NOTHING],
  ['pin', { pinInChatMessage: {} }, NOTHING],
  ['header of an album', { albumMessage: {} }, NOTHING],
  ['keys alone', { senderKeyDistributionMessage: {} }, NOTHING],
  ['context alone', { messageContextInfo: {} }, NOTHING],
  ['order', { orderMessage: {} }, REPLY],
  ['call link', { scheduledCallCreationMessage: {} }, REPLY],
  ['nothing', {}, NOTHING],
];

describe('forms of messages', () => {
  it.each(FORMS)('%s', (_name, message, expected) => {
    expect(readContent(message)).toEqual(expected);
    // As it comes off the wire, where empty fields are left out.
    const decoded = proto.Message.decode(proto.Message.encode(proto.Message.fromObject(message)).finish());
    expect(readContent(decoded)).toEqual(expected);
  });
});

describe('who wrote', () => {
  const context = { ownerId: OWNER, linkedPhone: '+237699000001', arrival: 'notify', now: NOW } as const;
  const read = (partOfKey: object, message: object | null = { conversation: 'STOP' }, more: object = {}) =>
    inboundOf(
      { key: { id: 'A1', fromMe: false, ...partOfKey }, message, messageTimestamp: 1_773_100_000, ...more } as never,
      {
        ...context,
        phoneOfLid: async (lid) => (lid === '555@lid' ? '+33622222222' : null),
        ...more,
      },
    );

  it('10.2.1 is known by phone, by LID, or by both; a LID without a phone is kept', async () => {
    expect(await read({ remoteJid: PERSON })).toMatchObject({
      phone: '+33611111111',
      lid: null,
      text: 'STOP',
      id: 'A1',
    });
    expect(await read({ remoteJid: '99887766@lid', remoteJidAlt: PERSON })).toMatchObject({
      phone: '+33611111111',
      lid: '99887766@lid',
    });
    expect(await read({ remoteJid: '555:3@lid' })).toMatchObject({ phone: '+33622222222', lid: '555@lid' });
    expect(await read({ remoteJid: '777@lid' })).toMatchObject({ phone: null, lid: '777@lid' });
    expect(await read({ remoteJid: '33611111111@hosted' })).toMatchObject({ phone: '+33611111111' });
    expect(await read({ remoteJid: '888@hosted.lid' })).toMatchObject({ lid: '888@lid' });
    expect(await read({ remoteJid: PERSON })).toMatchObject({ linkedPhone: '+237699000001', ownerId: OWNER });
  });

  it.each([
    'status@broadcast',
    '1700000000@broadcast',
    '123-456@g.us',
    '123@newsletter',
    '867051314767696@bot',
    '0@s.whatsapp.net',
    undefined,
  ])('10.2.3 nobody writes in %s, whatever the other address says', async (remoteJid) => {
    expect(await read({ remoteJid, remoteJidAlt: PERSON, participant: PERSON })).toBeNull();
  });

  it('10.2.3 nobody wrote what the owner wrote on the phone, reactions and protocol messages', async () => {
    expect(await read({ remoteJid: PERSON, fromMe: true })).toBeNull();
    expect(await read({ remoteJid: PERSON }, { reactionMessage: { text: 'STOP' } })).toBeNull();
    expect(await read({ remoteJid: PERSON }, null)).toBeNull();
    expect(await read({ remoteJid: PERSON, id: '' })).toBeNull();
  });

  it('10.2.4 a reply without words has none', async () => {
    expect(await read({ remoteJid: PERSON }, { audioMessage: {} })).toMatchObject({
      text: null,
      phone: '+33611111111',
    });
  });

  it('10.2.4 something to be seen once is a reply, although linked devices are only told that it came', async () => {
    const unseen = { remoteJid: '555:3@lid', isViewOnce: true };
    expect(await read(unseen, null)).toMatchObject({ text: null, phone: '+33622222222', lid: '555@lid' });
    expect(await read({ ...unseen, fromMe: true }, null)).toBeNull();
    expect(await read({ ...unseen, remoteJid: '123-456@g.us' }, null)).toBeNull();
    expect(await read(unseen, { imageMessage: { caption: 'STOP' } })).toMatchObject({ text: 'STOP' });
  });

  it('10.2.2 both ways in which an edit is told are one message, another edit is another', async () => {
    const edit = (text: string, target = 'OLD') => ({
      protocolMessage: { type: Type.MESSAGE_EDIT, key: { id: target }, editedMessage: { conversation: text } },
    });
    const [first, again, other] = [
      await read({ remoteJid: PERSON, id: 'E1' }, edit('STOP')),
      await read({ remoteJid: PERSON, id: 'OLD' }, edit('STOP')),
      await read({ remoteJid: PERSON, id: 'E2' }, edit('stop it')),
    ];
    expect(first).toMatchObject({ text: 'STOP' });
    expect(again?.id).toBe(first?.id);
    expect(other?.id).not.toBe(first?.id);
    expect(first?.id).not.toBe('OLD');
  });

  it('history and what waited on the server differ by age', async () => {
    const at = (days: number) => ({ messageTimestamp: Math.floor(NOW.getTime() / 1_000) - days * 86_400 });
    expect(await read({ remoteJid: PERSON }, undefined, { ...at(2), arrival: 'append' })).toMatchObject({
      isHistory: false,
    });
    expect(await read({ remoteJid: PERSON }, undefined, { ...at(90), arrival: 'append' })).toMatchObject({
      isHistory: true,
    });
    expect(await read({ remoteJid: PERSON }, undefined, at(90))).toMatchObject({ isHistory: false });
    const ahead = await read({ remoteJid: PERSON }, undefined, at(-3));
    expect(ahead?.at).toEqual(NOW);
  });
});
