/** An address as stanzas carry it, taken apart. Device 0 is the phone itself and is not written. */
export interface Address {
  readonly user: string;
  readonly device: number;
  readonly server: string;
}

export function parseJid(jid: string | undefined): Address | undefined {
  const at = jid?.indexOf('@') ?? -1;
  if (!jid || at <= 0) return undefined;
  const [user = '', device = '0'] = jid.slice(0, at).split(':');
  return { user: user.split('_')[0] ?? '', device: Number(device) || 0, server: jid.slice(at + 1) };
}

const withDevice = (user: string, device: number, server: string) =>
  `${user}${device > 0 ? `:${device}` : ''}@${server}`;

export const pnJid = (phone: string, device = 0): string => withDevice(phone, device, 's.whatsapp.net');
export const lidJid = (lid: string, device = 0): string => withDevice(lid, device, 'lid');
export const isLid = (jid: string): boolean => jid.endsWith('@lid');
