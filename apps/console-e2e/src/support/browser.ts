import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** `npm test` finds or fetches a browser and names it here; a spec run alone takes an installed one. */
const candidates = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const found = candidates.find((path) => path && existsSync(path));
const MISSING = 'No Chromium found: set CHROMIUM_PATH, or install the chromium package of your system.';

/**
 * `describe`, where there is a browser. Without one the stories count as skipped and the reason is printed; under CI
 * they run and fail, because there the browser must be present.
 */
export const describeInBrowser = found || process.env['CI'] ? describe : describe.skip;

if (!found) process.stderr.write(`${MISSING}\n`);

/** A headless Chromium that contacts nobody on the network by itself. */
export function launchBrowser(): Promise<Browser> {
  if (!found) throw new Error(MISSING);
  return chromium.launch({
    executablePath: found,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
