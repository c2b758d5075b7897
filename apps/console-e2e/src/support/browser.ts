import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usualPlaces = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const found = usualPlaces.find((place) => place && existsSync(place));

/**
 * `describe`, where there is a browser. Without one the stories count as skipped and say how to get one; under CI
 * they run and fail, because there the browser is part of the bargain.
 */
export const describeInBrowser = found || process.env['CI'] ? describe : describe.skip;

if (!found) {
  process.stderr.write('No Chromium found: set CHROMIUM_PATH, or install the chromium package of your system.\n');
}

/** Chromium that asks nobody on the network for anything. */
export function launchBrowser(): Promise<Browser> {
  if (!found) throw new Error('No Chromium found: set CHROMIUM_PATH, or install the chromium package of your system.');
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
