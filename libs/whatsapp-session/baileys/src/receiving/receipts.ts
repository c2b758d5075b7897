import { WAMessageStatus, type WAMessageUpdate } from '@whiskeysockets/baileys';
import { type OwnerId } from '@relance/kernel';
import { type Receipt } from '@relance/messaging';
import { lidOfJid, phoneOfJid } from '../jid.ts';
import { areSpellingsOfOne } from '../connection/number-lookup.ts';

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

export type Addressee = {
  /** To whom the message was sent, E.164 or a LID; null when that is not known any more. */
  readonly phone: string | null;
  readonly lidOfPhone: (phone: string) => Promise<string | null>;
  readonly phoneOfLid: (lid: string) => Promise<string | null>;
};

/** Whether a receipt comes from an address of the person the message was sent to. What cannot be told apart is believed. */
export async function isFromAddressee(
  jid: string | null | undefined,
  { phone: to, lidOfPhone, phoneOfLid }: Addressee,
): Promise<boolean> {
  if (to === null) return true;
  const from = { phone: phoneOfJid(jid), lid: lidOfJid(jid) };
  const lidOfAddressee = lidOfJid(to);
  if (from.phone !== null && lidOfAddressee === null) return areSpellingsOfOne(from.phone, to);
  if (from.lid !== null && lidOfAddressee !== null) return from.lid === lidOfAddressee;
  const [phone, lid] = lidOfAddressee === null ? [to, from.lid] : [from.phone, lidOfAddressee];
  if (phone === null || lid === null) return false;
  const owner = await phoneOfLid(lid);
  if (owner !== null) return areSpellingsOfOne(owner, phone);
  const own = await lidOfPhone(phone);
  return own === null || own === lid;
}
