// A Baileys in a process of its own, for what would take a test's process with it.
// `node lone-client.mjs <wsUrl> <rootKeyHex>` writes one JSON object a line: { qr } { open } { closed: code } { rejection }.
import makeWASocket, { initAuthCreds, WA_CERT_DETAILS } from '@whiskeysockets/baileys';

const [url, rootKey] = process.argv.slice(2);
const tell = (fact) => process.stdout.write(`${JSON.stringify(fact)}\n`);
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
WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootKey, 'hex');
process.on('unhandledRejection', (reason) => tell({ rejection: String(reason) }));

const stored = new Map();
const keys = {
  get: async (kind, ids) =>
    Object.fromEntries(ids.filter((id) => stored.has(`${kind}|${id}`)).map((id) => [id, stored.get(`${kind}|${id}`)])),
  set: async (data) => {
    for (const [kind, values] of Object.entries(data)) {
      for (const [id, value] of Object.entries(values)) {
        if (value === null) stored.delete(`${kind}|${id}`);
        else stored.set(`${kind}|${id}`, value);
      }
    }
  },
};
const creds = initAuthCreds();

function connect() {
  const sock = makeWASocket({ auth: { creds, keys }, logger, waWebSocketUrl: url, keepAliveIntervalMs: 500 });
  sock.ev.on('creds.update', (update) => Object.assign(creds, update));
  sock.ev.on('connection.update', ({ qr, connection, lastDisconnect }) => {
    if (qr) tell({ qr });
    if (connection === 'open') tell({ open: true });
    if (connection !== 'close') return;
    tell({ closed: lastDisconnect?.error?.output?.statusCode });
    connect();
  });
}

connect();
