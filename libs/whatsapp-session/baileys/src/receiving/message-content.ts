import { proto } from '@whiskeysockets/baileys';

/**
 * What a message is to us: words; a reply without words (voice note, picture, sticker, location …); or nothing that a person said
 * (reactions, votes, protocol messages, headers). `editOf`: the message whose words these are now.
 */
export type MessageContent =
  | { readonly kind: 'words'; readonly text: string; readonly editOf: string | null }
  | { readonly kind: 'reply'; readonly editOf: string | null }
  | { readonly kind: 'nothing' };

type Message = proto.IMessage;
type Text = string | null | undefined;

/** Envelopes: the message itself is inside, in a field `message`. */
const WRAPPERS = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
  'editedMessage',
  'lottieStickerMessage',
  'groupMentionedMessage',
  'botInvokeMessage',
  'botForwardedMessage',
  'associatedChildMessage',
  'questionMessage',
  'questionReplyMessage',
  'limitSharingMessage',
] as const satisfies readonly (keyof Message)[];
/** Envelopes in envelopes; real ones are two or three deep. */
const DEEPEST = 8;

/** Where each form carries its words. A form that is here without words is a reply. */
const WORDS: Partial<Record<keyof Message, (message: Message) => Text>> = {
  conversation: (message) => message.conversation,
  extendedTextMessage: (message) => message.extendedTextMessage?.text,
  imageMessage: (message) => message.imageMessage?.caption,
  videoMessage: (message) => message.videoMessage?.caption,
  ptvMessage: (message) => message.ptvMessage?.caption,
  documentMessage: (message) => message.documentMessage?.caption,
  buttonsResponseMessage: ({ buttonsResponseMessage: tap }) =>
    firstFilled(tap?.selectedDisplayText, tap?.selectedButtonId),
  templateButtonReplyMessage: ({ templateButtonReplyMessage: tap }) =>
    firstFilled(tap?.selectedDisplayText, tap?.selectedId),
  listResponseMessage: ({ listResponseMessage: tap }) => firstFilled(tap?.title, tap?.singleSelectReply?.selectedRowId),
  interactiveResponseMessage: ({ interactiveResponseMessage: tap }) =>
    firstFilled(tap?.body?.text, flowText(tap?.nativeFlowResponseMessage?.paramsJson)),
  liveLocationMessage: (message) => message.liveLocationMessage?.caption,
  locationMessage: (message) => message.locationMessage?.comment,
  groupInviteMessage: (message) => message.groupInviteMessage?.caption,
  commentMessage: ({ commentMessage }) => wordsIn(commentMessage?.message),
  requestPaymentMessage: ({ requestPaymentMessage }) => wordsIn(requestPaymentMessage?.noteMessage),
  sendPaymentMessage: ({ sendPaymentMessage }) => wordsIn(sendPaymentMessage?.noteMessage),
  orderMessage: (message) => message.orderMessage?.message,
  invoiceMessage: (message) => message.invoiceMessage?.note,
  productMessage: (message) => message.productMessage?.body,
  interactiveMessage: (message) => message.interactiveMessage?.body?.text,
  stickerPackMessage: (message) => message.stickerPackMessage?.caption,
  statusQuotedMessage: (message) => message.statusQuotedMessage?.text,
  statusQuestionAnswerMessage: (message) => message.statusQuestionAnswerMessage?.text,
  questionResponseMessage: (message) => message.questionResponseMessage?.text,
};

/** Forms that are no word of a person to us, whatever they hold. */
const NOTHING: ReadonlySet<string> = new Set<keyof Message>([
  'reactionMessage',
  'encReactionMessage',
  'pollUpdateMessage',
  'pollResultSnapshotMessage',
  'pollResultSnapshotMessageV3',
  'encCommentMessage',
  'encEventResponseMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'stickerSyncRmrMessage',
  'requestPhoneNumberMessage',
  'placeholderMessage',
  'albumMessage',
  'messageHistoryBundle',
  'messageHistoryNotice',
  'deviceSentMessage',
  'callLogMesssage',
  'bcallMessage',
  'call',
  'scheduledCallEditMessage',
  'groupStatusMessage',
  'groupStatusMessageV2',
  'groupStatusMentionMessage',
  'statusMentionMessage',
  'statusNotificationMessage',
  'statusStickerInteractionMessage',
  'statusAddYours',
  'newsletterAdminInviteMessage',
  'newsletterFollowerInviteMessageV2',
  'botTaskMessage',
  'richResponseMessage',
]);
/** Keys and context that travel with a message and are none themselves. */
const ACCOMPANYING: ReadonlySet<string> = new Set<keyof Message>([
  'messageContextInfo',
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
]);

const { MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;
const ENCRYPTED_EDIT = proto.Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT;
const NOTHING_SAID: MessageContent = { kind: 'nothing' };

/** Reads any form of message that WhatsApp sends in a one-to-one chat. */
export function readContent(message: Message | null | undefined, depth = 0): MessageContent {
  if (!message || depth > DEEPEST) return NOTHING_SAID;
  for (const wrapper of WRAPPERS)
    if (message[wrapper]?.message) return readContent(message[wrapper].message, depth + 1);
  if (message.protocolMessage) return readProtocol(message.protocolMessage, depth);
  if (message.secretEncryptedMessage) return readEncrypted(message.secretEncryptedMessage);
  const forms = Object.entries(message)
    .filter(([form, value]) => value !== null && value !== undefined && !ACCOMPANYING.has(form))
    .map(([form]) => form);
  if (forms.length === 0 || forms.some((form) => NOTHING.has(form))) return NOTHING_SAID;
  // The names come from the message itself, so each is one of its fields.
  const texts = forms.map((form) => textOf(message, form as keyof Message, depth)?.trim());
  const text = texts.find((each) => each !== undefined && each !== '');
  return text === undefined ? { kind: 'reply', editOf: null } : { kind: 'words', text, editOf: null };
}

/** The words of one form. A form that this table does not know may be an envelope: what is in it is looked at. */
function textOf(message: Message, form: keyof Message, depth: number): Text {
  const words = WORDS[form];
  if (words) return words(message);
  const value: unknown = message[form];
  const inside = typeof value === 'object' && value !== null && 'message' in value ? value.message : null;
  // Whatever it is, only fields of a message are looked for in it.
  return typeof inside === 'object' ? wordsIn(inside as Message | null, depth) : null;
}

/** A label of spaces is none. */
const firstFilled = (...texts: readonly Text[]): Text => texts.find((text) => (text ?? '').trim() !== '');

function readProtocol({ type, key, editedMessage }: proto.Message.IProtocolMessage, depth: number): MessageContent {
  // The decoder gives the enumeration's number, or leaves the default (0, a deletion) out.
  if (type !== MESSAGE_EDIT || !editedMessage) return NOTHING_SAID;
  const content = readContent(editedMessage, depth + 1);
  return content.kind === 'nothing' ? content : { ...content, editOf: key?.id ?? null };
}

/** The newer form of an edit: its key is derived from the message it replaces, which is not kept here. */
function readEncrypted({ secretEncType, targetMessageKey }: proto.Message.ISecretEncryptedMessage): MessageContent {
  return secretEncType === ENCRYPTED_EDIT ? { kind: 'reply', editOf: targetMessageKey?.id ?? null } : NOTHING_SAID;
}

function wordsIn(message: Message | null | undefined, depth = 0): string | null {
  const content = readContent(message, depth + 1);
  return content.kind === 'words' ? content.text : null;
}

/** A tap in a native flow without a body: its label lies in the parameters, or nothing but what the button is called. */
function flowText(paramsJson: Text): Text {
  if (!paramsJson) return null;
  try {
    const params = JSON.parse(paramsJson) as Readonly<Record<string, unknown>> | null;
    const label = ['display_text', 'title', 'text', 'id']
      .map((name) => params?.[name])
      .find((value) => typeof value === 'string' && value.trim() !== '');
    return typeof label === 'string' ? label : null;
  } catch {
    return null;
  }
}
