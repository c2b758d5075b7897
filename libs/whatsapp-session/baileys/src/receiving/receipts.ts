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
export async function isFromAddressee(jid: string | null | undefined, addressee: Addressee): Promise<boolean> {
  const { phone: to } = addressee;
  const phone = phoneOfJid(jid);
  if (to === null) return true;
  if (lidOfJid(to) !== null)
    return lidOfJid(jid) === to || (phone !== null && (await addressee.lidOfPhone(phone)) === to);
  if (phone !== null) return areSpellingsOfOne(phone, to);
  const lid = lidOfJid(jid);
  if (lid === null) return false;
  const owner = await addressee.phoneOfLid(lid);
  if (owner !== null) return areSpellingsOfOne(owner, to);
  const own = await addressee.lidOfPhone(to);
  return own === null || own === lid;
}
