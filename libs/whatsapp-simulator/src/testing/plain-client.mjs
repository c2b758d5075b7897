// A Baileys outside the test runner, for scripts: keys in memory, nothing printed (libsignal would print private keys).
import makeWASocket, { initAuthCreds, WA_CERT_DETAILS } from '@whiskeysockets/baileys';

const nothing = () => undefined;
const logger = {
  level: 'silent',
  child: () => logger,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};

for (const name of ['info', 'warn', 'error', 'log']) console[name] = nothing;

/** Sets the key that clients of this process trust: 32 bytes in hex. */
export function trust(rootKeyHex) {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootKeyHex, 'hex');
}

export function memoryAuth() {
  const stored = new Map();
  const known = (kind, ids) => ids.filter((id) => stored.has(`${kind}|${id}`));
  return {
    creds: initAuthCreds(),
    keys: {
      get: async (kind, ids) => Object.fromEntries(known(kind, ids).map((id) => [id, stored.get(`${kind}|${id}`)])),
      set: async (data) => {
        for (const [kind, values] of Object.entries(data)) {
          for (const [id, value] of Object.entries(values)) {
            if (value === null) stored.delete(`${kind}|${id}`);
            else stored.set(`${kind}|${id}`, value);
          }
        }
      },
    },
  };
}

/** One socket; `onUpdate` gets every connection update. */
export function open({ url, auth, onUpdate, config = {} }) {
  const sock = makeWASocket({
    auth,
    logger,
    waWebSocketUrl: url,
    emitOwnEvents: false,
    markOnlineOnConnect: false,
    syncFullHistory: false,
    ...config,
  });
  sock.ev.on('creds.update', (update) => Object.assign(auth.creds, update));
  sock.ev.on('connection.update', onUpdate);
  return sock;
}
