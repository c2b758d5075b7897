// `npm run pictures`: takes the pictures of the guides and of README from a demo that it starts by itself, in a folder and on
// ports of its own. `npm run pictures -- http://127.0.0.1:3000 http://127.0.0.1:3333` takes them from a demo that runs already.
// Each picture is docs/guides/pictures/<name>.<language>.webp; a name stands for one page of the console.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { workspaceRoot } from '../run/bootstrap.mjs';
import { findOrFetchBrowser } from '../test/find-browser.mjs';

const folder = fileURLToPath(new URL('../../docs/guides/pictures/', import.meta.url));
/** Bytes of one picture, at most. */
const LIMIT = 100_000;
const START_LIMIT_MS = 600_000;
const SENT_LIMIT_MS = 120_000;
/** How long nothing on a page may have changed before it counts as whole; it is looked at ten times as often. */
const QUIET_MS = 800;

const admin = { email: 'admin@relance.local', password: 'relance-demo' };
const owner = { email: 'marie-claire@example.org', password: 'a quiet river at noon' };

/** What is shown, by name: an address, made with the ids of a campaign that runs and of a draft. */
const staffPages = {
  dashboard: () => '/relance/dashboard',
  campaigns: () => '/relance/campaigns',
  campaign: ({ running }) => `/relance/campaigns/${running}`,
  targets: ({ running }) => `/relance/campaigns/${running}?tab=targets`,
  owners: () => '/relance/owners',
  session: () => '/relance/sessions/owner-shaky',
};
const ownerPages = {
  home: () => '/relance/home',
  contacts: () => '/relance/contacts',
  messages: () => '/relance/messages',
  who: ({ draft }) => `/relance/campaigns/new/who?id=${draft}`,
  check: ({ draft }) => `/relance/campaigns/new/check?id=${draft}`,
};

const demo = process.argv[3]
  ? { consoleUrl: process.argv[2], apiUrl: process.argv[3], end: () => {} }
  : await startDemo();
try {
  await takeAll();
} finally {
  await demo.end();
}

async function takeAll() {
  const { path, reason } = await findOrFetchBrowser();
  if (!path) throw new Error(reason);
  const campaigns = await prepare();
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: path,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  try {
    // the owner's first: while the demo goes on, more and more of the draft's people are in other campaigns
    for (const language of ['en', 'fr']) await take(browser, language, owner, ownerPages, campaigns);
    for (const language of ['en', 'fr']) await take(browser, language, admin, staffPages, campaigns);
  } finally {
    await browser.close();
  }
}

/** A demo whose clock runs slower than usual, so that a campaign is under way while the pictures are taken. */
async function startDemo() {
  const dataDir = mkdtempSync(join(tmpdir(), 'relance-pictures-'));
  const [port, consolePort] = ['3390', '3391'];
  const child = spawn(process.execPath, ['tools/run/start.mjs', '--demo'], {
    cwd: workspaceRoot,
    env: {
      ...process.env,
      PORT: port,
      CONSOLE_PORT: consolePort,
      RELANCE_DATA_DIR: dataDir,
      RELANCE_CLOCK_RATE: '4000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const end = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  const ready = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the demo did not start in time')), START_LIMIT_MS);
    void ended.then(() => reject(new Error('the demo ended before it was ready')));
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      if (!String(chunk).includes('What to look at')) return;
      clearTimeout(timer);
      resolve();
    });
  });
  await ready.catch(async (error) => {
    await end();
    throw error;
  });
  return { apiUrl: `http://127.0.0.1:${port}`, consoleUrl: `http://127.0.0.1:${consolePort}`, end };
}

/** Gives the demo's linked owner an account and waits until a campaign of theirs is under way; the ids to show. */
async function prepare() {
  const { token } = await ask('POST', '/auth/login', admin);
  const { users } = await ask('GET', '/admin/users?limit=100', undefined, token);
  if (!users.some(({ email }) => email === owner.email)) {
    const body = { email: owner.email, name: 'Marie-Claire Essomba', role: 'user', ownerId: 'owner-linked' };
    const { inviteUrl } = await ask('POST', '/admin/users', body, token);
    await ask('POST', `/auth/invite/${inviteUrl.split('/').pop()}`, { password: owner.password });
  }
  const deadline = Date.now() + SENT_LIMIT_MS;
  for (;;) {
    const query = 'userId=owner-linked&type=filtered&limit=20';
    const { campaigns } = await ask('GET', `/admin/campaigns?${query}`, undefined, token);
    const running = campaigns.find(({ messages, startedAt }) => startedAt && messages.sent >= 20);
    const draft = campaigns.find(({ status }) => status === 'draft');
    if (running && draft) return { running: running.id, draft: draft.id };
    if (Date.now() > deadline) throw new Error('no campaign of the demo got under way');
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** One request to the API; its answer's data. @throws Error with the API's own sentence */
async function ask(method, path, body, token) {
  const response = await fetch(`${demo.apiUrl}/api/relance${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!answer.success) throw new Error(`${method} ${path}: ${answer.message}`);
  return answer.data;
}

/** Runs in the page: resolves once it shows more than its title, nothing in it waits, and it has stayed the same for a while. */
function quiet(forMs) {
  return new Promise((resolve) => {
    let [before, same] = ['', 0];
    const timer = setInterval(() => {
      const { innerText = '' } = document.querySelector('[role=dialog], main > *:last-child') ?? {};
      const isWhole = innerText.split('\n').length > 5 && document.querySelector('.animate-pulse-soft') === null;
      same = isWhole && innerText === before ? same + 1 : 0;
      before = innerText;
      if (same < 10) return;
      clearInterval(timer);
      resolve(undefined);
    }, forMs / 10);
  });
}

/** Logs in and takes each page once everything on it has come. */
async function take(browser, language, login, pages, campaigns) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  await context.addCookies([{ name: 'relance_language', value: language, url: demo.consoleUrl }]);
  // without the demo's tour
  await context.addInitScript(() => localStorage.setItem('relance_guide:demo', JSON.stringify({ seen: ['end'] })));
  const page = await context.newPage();
  await page.goto(`${demo.consoleUrl}/login`);
  await page.locator('input[name=email]').fill(login.email);
  await page.locator('input[name=password]').fill(login.password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/login');
  const devtools = await context.newCDPSession(page);
  for (const [name, address] of Object.entries(pages)) {
    await page.goto(`${demo.consoleUrl}${address(campaigns)}`);
    await page.locator('main h1, [role=dialog] h2').first().waitFor();
    await page.evaluate(quiet, QUIET_MS);
    await page.evaluate(() => document.fonts.ready);
    const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 72 });
    const picture = Buffer.from(data, 'base64');
    if (picture.length > LIMIT) throw new Error(`${name}: ${picture.length} bytes, more than ${LIMIT}`);
    writeFileSync(join(folder, `${name}.${language}.webp`), picture);
    console.log(`${name}.${language}.webp  ${(picture.length / 1000).toFixed(0)} kB`);
  }
  await context.close();
}
