import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type Page } from 'playwright-core';
import { workspaceRoot } from '../../../api-e2e/src/support/api-process.ts';
import { adminLogin } from '../../../api-e2e/src/support/product.test-env.ts';

export type Visit = {
  size?: 'desk' | 'phone';
  theme?: 'light' | 'dark';
  language?: 'en' | 'fr';
};

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } };

/** A person at the console: a page of its own, and everything the browser complained about meanwhile. */
export type Visitor = {
  readonly page: Page;
  readonly complaints: string[];
  /** Goes to an address of the console and logs in when asked to. */
  open(path: string): Promise<void>;
  /** What axe finds and whether the page can be scrolled sideways; an empty list is a good page. */
  faults(): Promise<string[]>;
  /** Kept in dist/screenshots for people to look at. */
  picture(name: string): Promise<void>;
  leave(): Promise<void>;
};

export async function visit(browser: Browser, consoleUrl: string, options: Visit = {}): Promise<Visitor> {
  const { size = 'desk', theme = 'light', language = 'en' } = options;
  const context = await browser.newContext({ viewport: sizes[size], colorScheme: theme, reducedMotion: 'reduce' });
  await context.addCookies([{ name: 'relance_language', value: language, url: consoleUrl }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return {
    page,
    complaints,
    open: async (path) => {
      await page.goto(`${consoleUrl}${path}`);
      if (new URL(page.url()).pathname === '/login' && !path.startsWith('/login')) await logIn(page);
      await page.locator('h1').first().waitFor();
    },
    faults: async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
      );
      return wide > 0 ? [...found, `scrolls sideways by ${wide} px`] : found;
    },
    picture: async (name) => {
      const folder = join(workspaceRoot, 'dist/screenshots');
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.${sizes[size].width}.${theme}.${language}.png`) });
    },
    leave: () => context.close(),
  };
}

/** E-mail, password and the button, in either language. */
export async function logIn(page: Page): Promise<void> {
  await page.locator('input[name=email]').fill(adminLogin.email);
  await page.locator('input[name=password]').fill(adminLogin.password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/login');
}
