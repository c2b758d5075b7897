import { WAMessageStatus, type WAMessageUpdate } from '@whiskeysockets/baileys';
import { type OwnerId } from '@relance/kernel';
import { type Receipt } from '@relance/messaging';

const KINDS: Readonly<Record<number, Receipt['kind']>> = {
  [WAMessageStatus.ERROR]: 'refused',
  [WAMessageStatus.SERVER_ACK]: 'sent',
  [WAMessageStatus.DELIVERY_ACK]: 'delivered',
  [WAMessageStatus.READ]: 'read',
  [WAMessageStatus.PLAYED]: 'read',
};

/** WhatsApp's later word on one of our messages, by its id alone: a LID contact answers under another address. */
export function receiptOf(ownerId: OwnerId, { key, update }: WAMessageUpdate): Receipt | null {
  if (!key.fromMe || !key.id || update.status === undefined || update.status === null) return null;
  const kind = KINDS[update.status];
  if (kind === undefined) return null;
  const code = kind === 'refused' ? Number(update.messageStubParameters?.[0] ?? 0) : null;
  return { ownerId, waMessageId: key.id, kind, code, at: new Date() };
}
