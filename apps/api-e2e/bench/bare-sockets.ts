import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browsers, makeWASocket, useMultiFileAuthState, WA_CERT_DETAILS } from '@whiskeysockets/baileys';
import { pino } from 'pino';

/** Told over the channel to its parent: link so many accounts in all, keys in files as Baileys' own example does. */
export type BareOrder = { readonly count: number };

/** Many bare Baileys sockets in this process, and nothing else. */
export async function runBareSockets(wsUrl: string, rootPublicKeyHex: string, controlUrl: string): Promise<void> {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootPublicKeyHex, 'hex');
  const folder = mkdtempSync(join(tmpdir(), 'relance-bare-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  let linked = 0;
  const scan = (qr: string, phone: string) =>
    fetch(`${controlUrl}/admin/scan`, { method: 'POST', body: JSON.stringify({ qr, phone }) });

  async function open(phone: string): Promise<'open' | 'restart'> {
    const { state, saveCreds } = await useMultiFileAuthState(join(folder, phone));
    const socket = makeWASocket({
      auth: state,
      waWebSocketUrl: wsUrl,
      browser: Browsers.macOS('Chrome'),
      logger: pino({ level: 'silent' }),
      markOnlineOnConnect: false,
      syncFullHistory: false,
      emitOwnEvents: false,
    });
    let saved: Promise<void> = Promise.resolve();
    socket.ev.on('creds.update', () => void (saved = saved.then(saveCreds)));
    const outcome = await new Promise<'open' | 'restart'>((resolve) => {
      socket.ev.on('connection.update', ({ qr, connection }) => {
        if (qr) void scan(qr, phone);
        if (connection === 'open') resolve('open');
        if (connection === 'close') resolve('restart');
      });
    });
    await saved;
    return outcome;
  }

  process.on('message', ({ count }: BareOrder) => {
    void (async () => {
      for (; linked < count; linked += 1) {
        const phone = `+23767300${String(linked).padStart(4, '0')}`;
        while ((await open(phone)) !== 'open');
      }
      process.send?.({ linked });
    })();
  });
  process.on('disconnect', () => process.exit(0));
}
