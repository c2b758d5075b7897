import { proto } from '@whiskeysockets/baileys';
import { pnJid } from '../binary/jid.ts';
import { SimulatorProblem } from '../server/problem.ts';

/** How a person says something; the plain form is `text`. */
export const FORMS = [
  'text',
  'extended',
  'ephemeral',
  'button',
  'template-button',
  'list',
  'native-flow',
  'location',
  'live-location',
  'contact-card',
  'contact-cards',
  'reaction',
  'poll',
  'poll-vote',
  'edit',
  'encrypted-edit',
  'delete',
  'disappearing-setting',
  'pin',
] as const;
export type Form = (typeof FORMS)[number];

export interface Said {
  readonly form: Form;
  readonly text: string;
  /** The message that is edited, deleted, pinned, voted on or reacted to. */
  readonly target: string | undefined;
  /** Number of the account that is written to: reactions, votes and pins are about a message of its own. */
  readonly account: string;
}

const NEEDS_TARGET: ReadonlySet<Form> = new Set(['reaction', 'poll-vote', 'edit', 'encrypted-edit', 'delete', 'pin']);
const { Type } = proto.Message.ProtocolMessage;
const ENCRYPTED_EDIT = proto.Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT;
const PIN = proto.Message.PinInChatMessage.Type.PIN_FOR_ALL;
/** Stands for what only the phones could decrypt. */
const SEALED = Buffer.alloc(32, 7);

/** The message that a phone sends for it. Keys inside are told from the sender's side, as phones do. */
export function messageOf({ form, text, target, account }: Said): proto.IMessage {
  if (NEEDS_TARGET.has(form) && target === undefined) {
    throw new SimulatorProblem('target', `a message of the form ${form} names the message it is about`);
  }
  const own = { remoteJid: pnJid(account), fromMe: true, id: target ?? null };
  const theirs = { ...own, fromMe: false };
  const at = Date.now();
  switch (form) {
    case 'text':
      return { conversation: text };
    case 'extended':
      return { extendedTextMessage: { text } };
    case 'ephemeral':
      return { ephemeralMessage: { message: { extendedTextMessage: { text } } } };
    case 'button':
      return { buttonsResponseMessage: { selectedButtonId: 'button', selectedDisplayText: text } };
    case 'template-button':
      return { templateButtonReplyMessage: { selectedId: 'button', selectedDisplayText: text, selectedIndex: 0 } };
    case 'list':
      return { listResponseMessage: { title: text, singleSelectReply: { selectedRowId: 'row' } } };
    case 'native-flow':
      return {
        interactiveResponseMessage: {
          body: { text },
          nativeFlowResponseMessage: { name: 'quick_reply', paramsJson: JSON.stringify({ id: 'tap' }), version: 3 },
        },
      };
    case 'location':
      return { locationMessage: { degreesLatitude: 3.866, degreesLongitude: 11.5167, name: text || null } };
    case 'live-location':
      return { liveLocationMessage: { degreesLatitude: 3.866, degreesLongitude: 11.5167, caption: text || null } };
    case 'contact-card':
      return { contactMessage: card(text) };
    case 'contact-cards':
      return { contactsArrayMessage: { displayName: '2 contacts', contacts: [card(text), card(text)] } };
    case 'reaction':
      return { reactionMessage: { key: theirs, text, senderTimestampMs: at } };
    case 'poll':
      return { pollCreationMessage: { name: text, options: [{ optionName: 'a' }, { optionName: 'b' }] } };
    case 'poll-vote':
      return {
        pollUpdateMessage: {
          pollCreationMessageKey: theirs,
          vote: { encPayload: SEALED, encIv: SEALED.subarray(0, 12) },
          senderTimestampMs: at,
        },
      };
    case 'edit':
      return {
        protocolMessage: { key: own, type: Type.MESSAGE_EDIT, editedMessage: { conversation: text }, timestampMs: at },
      };
    case 'encrypted-edit':
      return {
        secretEncryptedMessage: {
          targetMessageKey: own,
          secretEncType: ENCRYPTED_EDIT,
          encPayload: SEALED,
          encIv: SEALED.subarray(0, 12),
        },
      };
    case 'delete':
      return { protocolMessage: { key: own, type: Type.REVOKE } };
    case 'disappearing-setting':
      return { protocolMessage: { type: Type.EPHEMERAL_SETTING, ephemeralExpiration: 86_400 } };
    case 'pin':
      return { pinInChatMessage: { key: theirs, type: PIN, senderTimestampMs: at } };
  }
}

const card = (name: string) => ({
  displayName: name || 'Somebody',
  vcard: `BEGIN:VCARD\nVERSION:3.0\nFN:${name || 'Somebody'}\nTEL:+33600000099\nEND:VCARD`,
});
