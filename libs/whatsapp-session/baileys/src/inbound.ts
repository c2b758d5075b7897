import { normalizeMessageContent, type proto, type WAMessage } from '@whiskeysockets/baileys';
import { type OwnerId } from '@relance/kernel';
import { type InboundMessage } from '@relance/messaging';

export const phoneOfJid = (jid: string | null | undefined): string | null => {
  const digits = /^(\d{5,20})(?::\d+)?@s\.whatsapp\.net$/.exec(jid ?? '')?.[1];
  return digits === undefined ? null : `+${digits}`;
};
export const lidOfJid = (jid: string | null | undefined): string | null => {
  const user = /^(\d+)(?::\d+)?@lid$/.exec(jid ?? '')?.[1];
  return user === undefined ? null : `${user}@lid`;
};
export const jidOfPhone = (phone: string): string => `${phone.replace(/\D/g, '')}@s.whatsapp.net`;

/** The words of a message: text, caption, or the label of the button that was tapped; null when it has none. */
export function textOf(message: proto.IMessage | null | undefined): string | null {
  const content = normalizeMessageContent(message);
  if (!content) return null;
  return (
    content.conversation ??
    content.extendedTextMessage?.text ??
    content.buttonsResponseMessage?.selectedDisplayText ??
    content.templateButtonReplyMessage?.selectedDisplayText ??
    content.listResponseMessage?.title ??
    content.imageMessage?.caption ??
    content.videoMessage?.caption ??
    content.documentMessage?.caption ??
    null
  );
}

/** Numbers arrive as such, as text, or as 64-bit objects. */
const secondsOf = (value: WAMessage['messageTimestamp']): number => Number(value?.toString() ?? 0);

/**
 * What a contact wrote in a one-to-one chat, whether just now or while we were away; null for everything else
 * (own messages, groups, statuses, channels, messages without words).
 */
export async function inboundOf(
  ownerId: OwnerId,
  message: WAMessage,
  phoneOfLid: (lid: string) => Promise<string | null>,
): Promise<InboundMessage | null> {
  const { key } = message;
  const text = textOf(message.message);
  if (key.fromMe || !key.id || text === null) return null;
  const addresses = [key.remoteJid, key.remoteJidAlt];
  const lid = addresses.map(lidOfJid).find((found) => found !== null) ?? null;
  const given = addresses.map(phoneOfJid).find((found) => found !== null) ?? null;
  if (lid === null && given === null) return null;
  const phone = given ?? (lid === null ? null : await phoneOfLid(lid));
  const seconds = secondsOf(message.messageTimestamp);
  return { ownerId, id: key.id, phone, lid, text, at: seconds > 0 ? new Date(seconds * 1_000) : new Date() };
}
