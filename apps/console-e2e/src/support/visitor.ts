import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { workspaceRoot } from '../../../api-e2e/src/support/api-process.ts';
import { adminLogin } from '../../../api-e2e/src/support/product.test-env.ts';

/** At what a page is looked at. */
export type Look = { size: 'desktop' | 'phone'; theme: 'light' | 'dark' };

export type Visit = Partial<Look> & {
  language?: 'en' | 'fr';
  /** Whose login; the admin's by default. */
  login?: Login;
};

export type Login = { email: string; password: string };

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } };

/** A person at the console: a page of its own, and everything the browser complained about meanwhile. */
export type Visitor = {
  readonly page: Page;
  readonly complaints: string[];
  /** Goes to an address of the console and logs in when asked to. */
  open(path: string): Promise<void>;
  /**
   * What axe finds, by all its rules or by those named, whether the page can be scrolled sideways, and which sentences are squeezed
   * into a column of a word or two; an empty list is a good page.
   */
  faults(rules?: readonly string[]): Promise<string[]>;
  /** By how many pixels the page scrolls sideways in a window of that width. */
  sidewaysAt(width: number): Promise<number>;
  /** Another window size and theme, for the page that is open and all that follow. */
  turnTo(look: Look): Promise<void>;
  /** Kept in dist/screenshots for people to look at, when asked for by PICTURES=1. */
  picture(name: string): Promise<void>;
  /**
   * Another window of the same person: the same login, the same list of complaints. Not a tab: what is behind another
   * tab is drawn once a second.
   */
  window(): Promise<Visitor>;
  leave(): Promise<void>;
};

export async function visit(browser: Browser, consoleUrl: string, options: Visit = {}): Promise<Visitor> {
  const { size = 'desktop', theme = 'light', language = 'en' } = options;
  const context = await newWindow(browser, { size, theme });
  await context.addCookies([{ name: 'relance_language', value: language, url: consoleUrl }]);
  return inWindow(context, consoleUrl, { size, theme, language, login: adminLogin, ...options }, []);
}

const newWindow = (browser: Browser, { size, theme }: Look, kept?: BrowserContextOptions['storageState']) =>
  browser.newContext({
    viewport: sizes[size],
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...(kept && { storageState: kept }),
  });

async function inWindow(
  context: BrowserContext,
  consoleUrl: string,
  options: Required<Visit>,
  complaints: string[],
): Promise<Visitor> {
  const { language, login } = options;
  let look: Look = { size: options.size, theme: options.theme };
  const page = await context.newPage();
  const where = () => new URL(page.url()).pathname;
  page.on('pageerror', (error) => complaints.push(`${where()}: ${String(error)}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${where()}: ${message.text()} ${message.location().url}`);
  });
  return {
    page,
    complaints,
    open: async (path) => {
      await page.goto(`${consoleUrl}${path}`);
      if (where() === '/login' && !path.startsWith('/login')) await logIn(page, login);
      await page.locator('h1').first().waitFor();
    },
    faults: async (rules) => {
      // In one document without foreign frames the legacy mode finds the same, without a page of its own per run.
      // What a look before has brought into this document is there still.
      const isThere = await page.evaluate(() => 'axe' in window);
      const axe = new AxeBuilder({ page, axeSource: isThere ? ';' : axeSource() }).setLegacyMode(true).options({
        preload: false, // no rule here reads what style sheets or media files hold
        resultTypes: ['violations'],
        ...(rules && { runOnly: { type: 'rule', values: [...rules] } }),
      });
      const { violations } = await axe.analyze();
      const wide = await sideways(page);
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
      );
      const narrow = (await squeezed(page)).map((text) => `squeezed to a word a line: ${text}`);
      return [...found, ...narrow, ...(wide > 0 ? [`scrolls sideways by ${wide} px`] : [])];
    },
    sidewaysAt: async (width) => {
      await page.setViewportSize({ width, height: sizes[look.size].height });
      await drawn(page);
      const wide = await sideways(page);
      await page.setViewportSize(sizes[look.size]);
      return wide;
    },
    turnTo: async (next) => {
      if (next.size !== look.size) await page.setViewportSize(sizes[next.size]);
      if (next.theme !== look.theme) {
        await page.emulateMedia({ colorScheme: next.theme });
        // the page's own script takes the theme over
        await page.waitForFunction(
          (theme) => getComputedStyle(document.documentElement).colorScheme === theme,
          next.theme,
        );
      }
      look = next;
      await drawn(page);
    },
    picture: async (name) => {
      if (!process.env['PICTURES']) return;
      const folder = join(workspaceRoot, 'dist/screenshots');
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.${sizes[look.size].width}.${look.theme}.${language}.png`) });
    },
    window: async () => {
      const browser = context.browser();
      if (!browser) throw new Error('a context that was made by a browser has none');
      const another = await newWindow(browser, look, await context.storageState());
      return inWindow(another, consoleUrl, { ...options, ...look }, complaints);
    },
    leave: () => context.close(),
  };
}

/** The shorter text of axe: it is sent to the browser once a page. */
let axeText: string | undefined;
const axeSource = (): string =>
  (axeText ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));

/** What a change of the window leads to is on the screen. */
const drawn = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** What theme and size can change; the rest of a page's markup is the same in each look. */
export const rulesOfLooks = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block'];

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Sentences of at least 30 letters that stand in more than four lines of less than 100 px. */
const squeezed = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *, [role=dialog] *')]
      .filter((element) => {
        const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
        if (
          own
            .map(({ textContent }) => textContent)
            .join('')
            .trim().length < 30
        )
          return false;
        const range = document.createRange();
        range.selectNodeContents(element);
        const { width, height } = range.getBoundingClientRect();
        return width > 1 && width < 100 && height > 4 * Number.parseFloat(getComputedStyle(element).lineHeight);
      })
      .map(({ textContent }) => (textContent ?? '').slice(0, 60)),
  );

/**
 * Opens every address once, in a few windows at once, looks at it in each way, and answers what is wrong; the name of a
 * page with its way is the key.
 */
export async function faultsOf(
  visitor: Visitor,
  pages: Readonly<Record<string, string>>,
  looks: readonly Look[],
): Promise<Record<string, string[]>> {
  const windowsAtOnce = 3;
  const faults: Record<string, string[]> = {};
  const left = Object.entries(pages);
  await visitor.open(left[0]?.[1] ?? '/'); // logs in once, before there are several windows
  const work = async (viewer: Visitor) => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [name, path] = next;
      if (looks[0]) await viewer.turnTo(looks[0]);
      await viewer.open(path);
      await viewer.page.locator('[role=status][aria-label]').first().waitFor({ state: 'detached' });
      await viewer.page.locator('main .animate-pulse-soft').first().waitFor({ state: 'detached' });
      for (const [index, look] of looks.entries()) {
        await viewer.turnTo(look);
        const found = await viewer.faults(index > 0 ? rulesOfLooks : undefined);
        if (found.length > 0) faults[`${name}, ${look.size}, ${look.theme}`] = found;
        await viewer.picture(name);
        if (look.size !== 'phone') continue;
        const wide = await viewer.sidewaysAt(320); // the narrowest window that has to do, also a wide one at 400 %
        if (wide > 0) faults[`${name}, 320 px`] = [`scrolls sideways by ${wide} px`];
      }
    }
  };
  const others = await Promise.all(Array.from({ length: windowsAtOnce - 1 }, () => visitor.window()));
  await Promise.all([visitor, ...others].map(work));
  await Promise.all(others.map((other) => other.leave()));
  return faults;
}

/** E-mail, password and the button, in either language. */
export async function logIn(page: Page, login: Login = adminLogin): Promise<void> {
  await page.locator('input[name=email]').fill(login.email);
  await page.locator('input[name=password]').fill(login.password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/login');
}
