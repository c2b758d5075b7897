/** A person's address by number: an ordinary account, or one whose number is hosted by a business platform. */
const PHONE_JID = /^(\d{5,20})(?::\d+)?@(?:s\.whatsapp\.net|c\.us|hosted)$/;
const LID_JID = /^(\d+)(?::\d+)?@(?:lid|hosted\.lid)$/;

export const phoneOfJid = (jid: string | null | undefined): string | null => {
  const digits = PHONE_JID.exec(jid ?? '')?.[1];
  return digits === undefined ? null : `+${digits}`;
};
export const lidOfJid = (jid: string | null | undefined): string | null => {
  const user = LID_JID.exec(jid ?? '')?.[1];
  return user === undefined ? null : `${user}@lid`;
};
export const jidOfPhone = (phone: string): string => `${phone.replace(/\D/g, '')}@s.whatsapp.net`;

/** Where a message to a number, or to a LID whose number nobody knows, goes. */
export const jidOfAddress = (address: string): string => (lidOfJid(address) === null ? jidOfPhone(address) : address);

/** The address of one person; false for groups, broadcast lists, status posts, channels, bots and the server itself. */
export const isPersonJid = (jid: string | null | undefined): boolean =>
  phoneOfJid(jid) !== null || lidOfJid(jid) !== null;
