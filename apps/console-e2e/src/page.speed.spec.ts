import { campaign, link, member, people, sendWithoutPauses } from '../../api-e2e/src/support/acts.ts';
import { describeInBrowser } from './support/browser.ts';
import { type ConsoleTestEnv, startConsoleTestEnv } from './support/console.test-env.ts';
import { bestSpeedOf, limits } from './support/page-speed.ts';
import { type Login } from './support/visitor.ts';

const awa: Login = { email: 'awa@example.test', password: 'a quiet river at noon' };

/**
 * Prints how soon the main content of each page is there (largest contentful paint; the goal is 1.5 s on a machine that does nothing
 * else; `npm run bench:pages`) and holds each page to not moving by itself: a time depends on the machine, a shift of the layout does not.
 */
describeInBrowser('how soon the pages of the built console are there', () => {
  let testEnv: ConsoleTestEnv;
  let draft: string;

  beforeAll(async () => {
    testEnv = await startConsoleTestEnv();
    const owner = await testEnv.owner('owner-speed');
    await link(testEnv, owner, '+237699999906');
    await sendWithoutPauses(owner);
    await people(owner, ['+237670000601', '+237670000602']);
    draft = (await campaign(owner, 'A draft')).id;
    await member(testEnv, 'owner-speed', awa);
  }, 180_000);

  afterAll(async () => {
    await testEnv?.stop();
  }, 60_000);

  const measure = async (login: Login | undefined, paths: readonly string[]) => {
    const visitor = await testEnv.visit({ ...(login && { login }) });
    await visitor.open(paths[0] ?? '/');
    const moving: unknown[] = [];
    for (const path of paths) {
      const { lcp, cls } = await bestSpeedOf(visitor.page, testEnv.consoleUrl + path);
      process.stdout.write(`${lcp.toFixed(0).padStart(5)} ms  ${cls.toFixed(3)}  ${path.replace(draft, '…')}\n`);
      if (cls >= limits.cls) moving.push({ path, cls });
    }
    expect(moving).toEqual([]);
    await visitor.leave();
  };

  it('shows the main content of staff’s pages and moves nothing', async () => {
    const settings = ['profile', 'installation', 'users', 'tokens', 'webhooks'].map((part) => `settings/${part}`);
    const parts = [
      'dashboard',
      'campaigns',
      'owners',
      'owners/owner-speed',
      'sessions',
      'messages',
      'opt-outs',
      'reports',
    ];
    await measure(
      undefined,
      [...parts, 'audit', ...settings].map((part) => `/relance/${part}`),
    );
  }, 300_000);

  it('shows the main content of an owner’s pages and moves nothing', async () => {
    const steps = ['who', 'what', 'when', 'check'].map((step) => `campaigns/new/${step}?id=${draft}`);
    const parts = ['home', 'campaigns', 'contacts', 'contacts/import', 'messages', 'settings/sending'];
    await measure(
      awa,
      [...parts, ...steps].map((part) => `/relance/${part}`),
    );
  }, 300_000);
});
