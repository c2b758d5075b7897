// Finds a Chromium for the console's stories, or fetches one by what this machine offers. Uses Node alone.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workspaceRoot } from '../run/bootstrap.mjs';

/** Last release of the packaged Chromium that runs on Node 20. */
const PACKAGED_CHROMIUM = '@sparticuz/chromium@143.0.4';
const FETCH_LIMIT_MS = 300_000;

const installedPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser that Playwright keeps for this version of it, if it was downloaded. */
function playwrightsOwn() {
  try {
    return createRequire(join(workspaceRoot, 'package.json'))('playwright-core').chromium.executablePath();
  } catch {
    return undefined;
  }
}

const cacheFolder = () => join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'relance', 'chromium');

/**
 * The way to each browser that may be on the machine, most wanted first: the one named by CHROMIUM_PATH, an installed
 * one, Playwright's, the one fetched by an earlier run.
 * @param {{ env?: NodeJS.ProcessEnv, playwright?: string, cached?: string }} known
 */
export const browserCandidates = ({ env = process.env, playwright, cached }) =>
  [env.CHROMIUM_PATH, ...installedPlaces, playwright, cached].filter(Boolean);

/** Whether the file is a browser that starts here: a copied one may lack the libraries of the system. */
const starts = (path) => spawnSync(path, ['--version', '--no-sandbox'], { timeout: 30_000 }).status === 0;

function installed() {
  const known = { playwright: playwrightsOwn(), cached: join(cacheFolder(), 'chromium') };
  return browserCandidates(known).find((path) => existsSync(path) && starts(path));
}

function command(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', timeout: FETCH_LIMIT_MS, ...options });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Ways to fetch a browser: when each may work, and the work. */
const sources = [
  {
    name: "Debian's package",
    fits: () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
    fetch: async () =>
      (await command('apt-get', ['update', '-qq'])) &&
      (await command('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })),
  },
  {
    name: PACKAGED_CHROMIUM,
    fits: () => process.platform === 'linux',
    fetch: async () => {
      const folder = cacheFolder();
      mkdirSync(folder, { recursive: true });
      if (!(await command(npm, ['install', '--prefix', folder, '--no-audit', '--no-fund', PACKAGED_CHROMIUM])))
        return false;
      const entry = pathToFileURL(join(folder, 'node_modules/@sparticuz/chromium/build/esm/index.js'));
      const unpack = `import(${JSON.stringify(String(entry))}).then(({ default: chromium }) => chromium.executablePath())`;
      // It unpacks into the temporary folder, which is why that one is the cache here.
      return command(process.execPath, ['-e', unpack], { env: { ...process.env, TMPDIR: folder } });
    },
  },
  {
    name: "Playwright's download",
    fits: () => existsSync(join(workspaceRoot, 'node_modules/playwright-core/cli.js')),
    fetch: () =>
      command(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], { cwd: workspaceRoot }),
  },
];

/**
 * The path of a Chromium that starts on this machine, fetched if need be.
 * @returns {Promise<{ path?: string, reason?: string }>} the path, or the reason why there is none
 */
export async function findOrFetchBrowser() {
  const found = installed();
  if (found) return { path: found };
  const tried = [];
  for (const { name, fits, fetch } of sources) {
    if (!fits()) continue;
    console.log(`No Chromium found: trying ${name} …`);
    if (await fetch()) {
      const fetched = installed();
      if (fetched) return { path: fetched };
    }
    tried.push(name);
  }
  const attempts = tried.length > 0 ? `; tried ${tried.join(', ')}` : '';
  return { reason: `no Chromium on this machine and none could be fetched${attempts}. Set CHROMIUM_PATH to one.` };
}
