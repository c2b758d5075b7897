import { createHash } from 'node:crypto';
import { type WAMessage } from '@whiskeysockets/baileys';
import { type OwnerId } from '@relance/kernel';
import { type InboundMessage } from '@relance/messaging';
import { isPersonJid, lidOfJid, phoneOfJid } from '../jid.ts';
import { type MessageContent, readContent } from './message-content.ts';

/** WhatsApp keeps messages for a device that is away about this long; what is older and comes late is the phone's history. */
const KEPT_FOR_A_DEVICE_MS = 14 * 24 * 60 * 60_000;

/** Numbers arrive as such, as text, or as 64-bit objects. */
const secondsOf = (value: WAMessage['messageTimestamp']): number => Number(value?.toString() ?? 0);

export type InboundContext = {
  readonly ownerId: OwnerId;
  readonly linkedPhone: string | null;
  /** `append`: it had waited on the server, or comes from the history; `notify`: just written. */
  readonly arrival: 'append' | 'notify';
  readonly phoneOfLid: (lid: string) => Promise<string | null>;
  readonly now: Date;
};

/**
 * What a person wrote in a one-to-one chat, whether just now or while we were away; null for everything else: own messages,
 * groups, broadcast lists, status posts, channels, reactions, votes, protocol messages, messages that are still to be decrypted.
 */
export async function inboundOf(message: WAMessage, context: InboundContext): Promise<InboundMessage | null> {
  const { key } = message;
  // Who may be answered is said by the chat itself; the other address only completes it.
  if (key.fromMe || !key.id || !isPersonJid(key.remoteJid)) return null;
  const content = isUnseen(message) ? UNSEEN : readContent(message.message);
  if (content.kind === 'nothing') return null;
  const addresses = [key.remoteJid, key.remoteJidAlt];
  const lid = addresses.map(lidOfJid).find((found) => found !== null) ?? null;
  const given = addresses.map(phoneOfJid).find((found) => found !== null) ?? null;
  const text = content.kind === 'words' ? content.text : null;
  const seconds = secondsOf(message.messageTimestamp);
  const at = seconds > 0 ? new Date(Math.min(seconds * 1_000, context.now.getTime())) : context.now;
  return {
    ownerId: context.ownerId,
    linkedPhone: context.linkedPhone,
    id: content.editOf === null ? key.id : editId(content.editOf, text),
    phone: given ?? (lid === null ? null : await context.phoneOfLid(lid)),
    lid,
    text,
    at,
    isHistory: context.arrival === 'append' && context.now.getTime() - at.getTime() > KEPT_FOR_A_DEVICE_MS,
  };
}

/** Something to be seen once, of which linked devices get no more than that it came. */
const isUnseen = ({ key, message }: WAMessage): boolean => key.isViewOnce === true && !message;
const UNSEEN: MessageContent = { kind: 'reply', editOf: null };

/** An edit is told in two ways at once and both must be one message; each edit of a message is another. */
const editId = (id: string, text: string | null): string =>
  `${id}.${createHash('sha256')
    .update(text ?? '')
    .digest('hex')
    .slice(0, 8)}`;
