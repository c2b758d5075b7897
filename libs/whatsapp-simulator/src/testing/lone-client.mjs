// A Baileys in a process of its own, for what would take a test's process with it.
// `node lone-client.mjs <wsUrl> <rootKeyHex>` writes one JSON object a line: { qr } { open } { closed: code } { rejection }.
import { memoryAuth, open, trust } from './plain-client.mjs';

const [url, rootKey] = process.argv.slice(2);
const tell = (fact) => process.stdout.write(`${JSON.stringify(fact)}\n`);
const auth = memoryAuth();

process.on('unhandledRejection', (reason) => tell({ rejection: String(reason) }));
trust(rootKey);

function connect() {
  open({ url, auth, config: { keepAliveIntervalMs: 500 }, onUpdate });
}

function onUpdate({ qr, connection, lastDisconnect }) {
  if (qr) tell({ qr });
  if (connection === 'open') tell({ open: true });
  if (connection !== 'close') return;
  tell({ closed: lastDisconnect?.error?.output?.statusCode });
  connect();
}

connect();
