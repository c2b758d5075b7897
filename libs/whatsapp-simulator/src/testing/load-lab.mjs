// Measures the simulator under many accounts and contacts, with real Baileys clients in this process and the simulator
// in its own: `node tools/build/esbuild.mjs simulator && node <this file> [accounts 100] [contacts each 50]`.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { memoryAuth, open, trust } from './plain-client.mjs';

/** All clients share one event loop here: a late tick must not look like a dead connection. */
const patient = { keepAliveIntervalMs: 3_600_000, defaultQueryTimeoutMs: 600_000 };
const [accounts = 100, contactsEach = 50] = process.argv.slice(2).map(Number);
const say = (line) => process.stdout.write(`${line}\n`);
const main = new URL('../../../../dist/libs/whatsapp-simulator/main.js', import.meta.url).pathname;
const server = spawn(process.execPath, [main, '--port', '0', '--control-port', '0', '--quiet'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
process.on('exit', () => server.kill());

const where = await new Promise((resolve) => {
  const found = {};
  createInterface(server.stdout).on('line', (line) => {
    const [name, value] = line.split(/=(.*)/s);
    found[name] = value;
    if (found.SIMULATOR_CONTROL_URL) resolve(found);
  });
});
trust(where.WHATSAPP_ROOT_PUBLIC_KEY);

async function control(call, body) {
  const response = await fetch(`${where.SIMULATOR_CONTROL_URL}/admin/${call}`, {
    method: body ? 'POST' : 'GET',
    body: body && JSON.stringify(body),
  });
  return response.json();
}

function linked(phone) {
  const auth = memoryAuth();
  return new Promise((resolve) => {
    let scanned = false;
    const connect = () => {
      const sock = open({ url: where.WHATSAPP_WS_URL, auth, onUpdate, config: patient });
      function onUpdate({ qr, connection, lastDisconnect }) {
        if (qr && !scanned) scanned = Boolean(control('scan', { qr, phone }));
        if (connection === 'open') resolve(sock);
        if (lastDisconnect?.error?.output?.statusCode === 515) connect();
      }
    };
    connect();
  });
}

const contact = (account, index) => `336${String(account).padStart(4, '0')}${String(index).padStart(4, '0')}`;

async function measured(what, work) {
  const from = Date.now();
  await work();
  await control('idle', { timeoutMs: 60_000 });
  const { memoryMb, messages, ownErrors } = await control('state');
  say(
    `${what}: ${Date.now() - from} ms · simulator ${memoryMb} MB · ${JSON.stringify(messages)} · ${ownErrors.length} own errors`,
  );
}

const socks = [];
await measured(`${accounts} accounts linked`, async () => {
  for (let account = 0; account < accounts; account += 1)
    socks.push(await linked(`3370000${String(account).padStart(4, '0')}`));
});
await measured(`a first message to each of ${accounts * contactsEach} contacts`, () =>
  Promise.all(
    socks.map(async (sock, account) => {
      for (let index = 0; index < contactsEach; index += 1) {
        await sock.sendMessage(`${contact(account, index)}@s.whatsapp.net`, { text: `hello ${account} ${index}` });
      }
    }),
  ),
);
await measured(`${accounts * 20} messages to known contacts`, () =>
  Promise.all(
    socks.map(async (sock, account) => {
      for (let turn = 0; turn < 20; turn += 1) {
        await sock.sendMessage(`${contact(account, 0)}@s.whatsapp.net`, { text: `again ${account} ${turn}` });
      }
    }),
  ),
);
process.exit(0);
