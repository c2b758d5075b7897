// What `npm run demo` adds to a start: a simulated WhatsApp, three owners in three conditions, a clock on which a
// week lasts a minute, and a few people who answer.
import { createHmac, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SIMULATOR_PORT = 4600;
const CONTROL_PORT = 4601;

/** The owners that the demo's data names, with the phones they scan with. */
export const owners = {
  'owner-linked': '+237699000111',
  'owner-shaky': '+33699000222',
  'owner-new': '+221779000333',
};

/**
 * Starts the simulated WhatsApp and answers the environment that points the product at it. One failed attempt is a
 * strike and the second attempt waits ten minutes, so that "2 of 3" stands still long enough to be looked at.
 */
export async function startSimulator(supervisor, dataDir) {
  const environment = {};
  await supervisor.start({
    name: 'simulator',
    script: 'dist/libs/whatsapp-simulator/main.js',
    args: [
      '--port',
      String(SIMULATOR_PORT),
      '--control-port',
      String(CONTROL_PORT),
      '--seed',
      'demo',
      '--data-dir',
      dataDir,
    ],
    readyLine: (line) => {
      const found = /^(WHATSAPP_[A-Z_]+)=(.+)$/.exec(line.trim());
      if (found) environment[found[1]] = found[2];
      return Boolean(
        environment.WHATSAPP_WS_URL && environment.WHATSAPP_ROOT_PUBLIC_KEY && environment.WHATSAPP_MEDIA_CA_FILE,
      );
    },
  });
  return {
    ...environment,
    RELANCE_DEMO: 'true',
    RELANCE_CLOCK_RATE: process.env.RELANCE_CLOCK_RATE || '10080',
    WHATSAPP_ATTEMPTS_PER_STRIKE: process.env.WHATSAPP_ATTEMPTS_PER_STRIKE || '1',
    WHATSAPP_RECONNECT_DELAYS_MS: process.env.WHATSAPP_RECONNECT_DELAYS_MS || '2000,600000',
    JWT_SECRET: process.env.JWT_SECRET || randomBytes(32).toString('base64url'),
  };
}

/** Brings the three owners into their conditions and says what to look at. */
export async function play({ apiUrl, consoleUrl, dataDir, jwtSecret }) {
  const stage = { apiUrl, jwtSecret, controlUrl: `http://127.0.0.1:${CONTROL_PORT}` };
  writeFileSync(join(dataDir, 'demo.json'), JSON.stringify(stage), { mode: 0o600 });
  await keepEverything(stage);
  await control(stage, 'contact-defaults', { deliveryMs: 400, readMs: 2_500 });
  await scanFor(stage, 'owner-linked');
  await scanFor(stage, 'owner-shaky');
  console.log("  The demo cuts owner-shaky's connection and refuses the next attempt; the API warns of both:");
  await shake(stage, 'owner-shaky');
  await askAndGiveUp(stage, 'owner-new');
  console.log(`  What to look at
    ${consoleUrl}/relance/campaigns   numbers move by themselves: a day lasts nine seconds
    ${consoleUrl}/relance/sessions    owner-linked is connected, owner-shaky at 2 of 3, owner-new not linked

  Play with the phones, in another terminal
    npm run phone -- scan owner-new             links a phone (any owner: scan <owner>)
    npm run phone -- drop owner-linked          cuts the connection; it comes back without a scan
    npm run phone -- refuse owner-linked        WhatsApp turns it away, until: npm run phone -- accept
    npm run phone -- contacts owner-linked      who has got messages
    npm run phone -- reply +237… STOP           a contact answers
`);
}

/** Asks the API for a QR as the owner and lets the owner's simulated phone scan it. */
export async function scanFor(stage, owner) {
  const answer = await asOwner(stage, owner, 'POST', '/connect', {});
  if (answer.outcome === 'connected') return 'is linked already';
  if (!answer.qrText) throw new Error(`${owner}: no QR was offered (${answer.outcome})`);
  await control(stage, 'scan', { qr: answer.qrText, phone: owners[owner] });
  await waitFor(stage, owner, (view) => view.sessionState === 'connected');
  return 'is linked now';
}

/** By the demo's clock the usual two weeks of session events are over in two minutes, and the audit in less than two hours. */
const keepEverything = (stage) =>
  asAdmin(stage, 'PATCH', '/admin/settings', {
    retention: { textDays: 3_650, sessionEventDays: 3_650, targetMonths: 1_200, auditMonths: 1_200 },
  });

/** Asks for a QR and never scans it: nothing is linked and nothing is counted. */
async function askAndGiveUp(stage, owner) {
  await asOwner(stage, owner, 'POST', '/connect', {});
  await asOwner(stage, owner, 'DELETE', '/disconnect', {});
}

/** A loss and one refused attempt: strike 2 of 3, the next attempt minutes away. */
async function shake(stage, owner) {
  await control(stage, 'fault', { kind: 'refuse-connections', account: owners[owner], count: 1 });
  await control(stage, 'fault', { kind: 'drop', account: owners[owner] });
  await waitFor(stage, owner, (view) => view.connectionFailureCount === 2);
}

async function waitFor(stage, owner, isSo) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const view = await asOwner(stage, owner, 'GET', '/status');
    if (isSo(view)) return view;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${owner} did not get into its condition within a minute`);
}

export async function control({ controlUrl }, act, body) {
  const response = await fetch(`${controlUrl}/admin/${act}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`the simulator refused ${act}: ${answer.error?.message ?? response.status}`);
  return answer;
}

export const asOwner = ({ apiUrl, jwtSecret }, owner, method, path, body) =>
  call(apiUrl, tokenFor(owner, 'user', jwtSecret), method, path, body);

const asAdmin = ({ apiUrl, jwtSecret }, method, path, body) =>
  call(apiUrl, tokenFor('demo', 'admin', jwtSecret), method, path, body);

async function call(apiUrl, token, method, path, body) {
  const response = await fetch(`${apiUrl}/api/relance${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!answer.success) throw new Error(`${method} ${path}: ${answer.message}`);
  return answer.data;
}

/** A token as a user app would issue it (JWT, HS256), good for an hour. */
function tokenFor(subject, role, secret) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: subject, email: `${subject}@example.test`, role, iat: now, exp: now + 3600 })}`;
  return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
}
