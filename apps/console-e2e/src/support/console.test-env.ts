import { type Browser } from 'playwright-core';
import { type TestEnv, startTestEnv } from '../../../api-e2e/src/support/product.test-env.ts';
import { launchBrowser } from './browser.ts';
import { startConsole } from './console-process.ts';
import { visit, type Visit, type Visitor } from './visitor.ts';

/** The whole product with its built console and a browser, for one story. */
export type ConsoleTestEnv = TestEnv & {
  readonly browser: Browser;
  /** Where the console is: `http://127.0.0.1:<port>`. */
  readonly consoleUrl: string;
  /** A person who comes to the console; see `visit`. */
  visit(options?: Visit): Promise<Visitor>;
};

/**
 * Starts database, simulated WhatsApp, API (with `changes` to its environment), console and browser. What has started
 * is stopped again when a later part does not start.
 */
export async function startConsoleTestEnv(changes: Record<string, string> = {}): Promise<ConsoleTestEnv> {
  const [product, launched] = await Promise.allSettled([startTestEnv(changes), launchBrowser()]);
  const stopAll = async () => {
    if (launched.status === 'fulfilled') await launched.value.close();
    if (product.status === 'fulfilled') await product.value.stop();
  };
  try {
    if (product.status === 'rejected') throw product.reason;
    if (launched.status === 'rejected') throw launched.reason;
    const { value: testEnv } = product;
    const { value: browser } = launched;
    const app = await startConsole(testEnv.api.url);
    return {
      ...testEnv,
      get api() {
        return testEnv.api; // another one after `restart`
      },
      browser,
      consoleUrl: app.url,
      visit: (options) => visit(browser, app.url, options),
      stop: async () => {
        await browser.close();
        await app.stop();
        await testEnv.stop();
      },
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}
