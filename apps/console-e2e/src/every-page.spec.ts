import { type Browser } from 'playwright-core';
import { campaign, link, member, people, sendWithoutPauses } from '../../api-e2e/src/support/acts.ts';
import { type TestEnv, startTestEnv } from '../../api-e2e/src/support/product.test-env.ts';
import { describeInBrowser, launchBrowser } from './support/browser.ts';
import { type ConsoleProcess, startConsole } from './support/console-process.ts';
import { bestSpeedOf, limits } from './support/page-speed.ts';
import { faultsOf, type Look, visit } from './support/visitor.ts';

/** Each page is loaded once a language and looked at in two ways, so that each size meets each theme and language. */
const ways: { language: 'en' | 'fr'; looks: [Look, Look] }[] = [
  {
    language: 'en',
    looks: [
      { size: 'desk', theme: 'light' },
      { size: 'phone', theme: 'dark' },
    ],
  },
  {
    language: 'fr',
    looks: [
      { size: 'phone', theme: 'light' },
      { size: 'desk', theme: 'dark' },
    ],
  },
];

const awa = { email: 'awa@example.test', password: 'a quiet river at noon' };

describeInBrowser('every page, at a desk and on a phone, in both themes and languages', () => {
  let testEnv: TestEnv;
  let app: ConsoleProcess;
  let browser: Browser;
  let pages: Record<string, string>;
  let ownPages: Record<string, string>;

  beforeAll(async () => {
    [testEnv, browser] = await Promise.all([startTestEnv(), launchBrowser()]);
    app = await startConsole(testEnv.api.url);
    const owner = await testEnv.owner('owner-pages');
    await link(testEnv, owner, '+237699999903');
    await sendWithoutPauses(owner);
    await people(owner, ['+237670000001', '+237670000002']);
    await campaign(owner, 'A campaign whose name is long enough to need cutting on a narrow table');
    const { id } = await campaign(owner, 'عرض الخريف 🌸');
    await owner.post(`/campaigns/${id}/start`);
    await (await testEnv.owner('owner-without-a-phone')).get('/status');
    pages = {
      campaigns: '/relance/campaigns',
      'campaigns-none': '/relance/campaigns?q=nothing-starts-like-this',
      overview: `/relance/campaigns/${id}`,
      targets: `/relance/campaigns/${id}?tab=targets`,
      forecast: `/relance/campaigns/${id}?tab=forecast`,
      timeline: `/relance/campaigns/${id}?tab=timeline`,
      sessions: '/relance/sessions',
      session: '/relance/sessions/owner-pages',
      dashboard: '/relance/dashboard',
      owners: '/relance/owners',
      owner: '/relance/owners/owner-pages',
      'owner-campaigns': '/relance/owners/owner-pages?tab=campaigns',
      'owner-settings': '/relance/owners/owner-pages?tab=settings',
      audit: '/relance/audit',
      'opt-outs': '/relance/opt-outs',
      reports: '/relance/reports',
      installation: '/relance/settings/installation',
      users: '/relance/settings/users',
      tokens: '/relance/settings/tokens',
      webhooks: '/relance/settings/webhooks',
      profile: '/relance/settings/profile',
    };
    await member(testEnv, 'owner-pages', awa);
    const draft = (await campaign(owner, 'A draft of four steps')).id;
    const step = (name: string) => `/relance/campaigns/new/${name}?id=${draft}`;
    ownPages = {
      home: '/relance/home',
      contacts: '/relance/contacts',
      'contacts-none': '/relance/contacts?q=nobody-is-called-this',
      import: '/relance/contacts/import',
      messages: '/relance/messages',
      'new-campaign': '/relance/campaigns/new',
      'step-who': step('who'),
      'step-what': step('what'),
      'step-when': step('when'),
      'step-check': step('check'),
      'own-campaigns': '/relance/campaigns',
      'own-campaign': `/relance/campaigns/${id}`,
      'own-messages': `/relance/campaigns/${id}?tab=messages`,
      'own-targets': `/relance/campaigns/${id}?tab=targets`,
      sending: '/relance/settings/sending',
      'own-settings': '/relance/settings',
    };
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await testEnv?.stop();
  }, 60_000);

  it.each(ways)(
    'has no fault for staff in $language',
    async ({ language, looks }) => {
      const stranger = await visit(browser, app.url, { language, ...looks[0] });
      expect(await faultsOf(stranger, { login: '/login' }, looks)).toEqual({});
      await stranger.leave();
      const staff = await visit(browser, app.url, { language, ...looks[0] });
      expect(await faultsOf(staff, pages, looks)).toEqual({});
      expect(staff.complaints).toEqual([]);
      await staff.leave();
    },
    120_000,
  );

  it.each(ways)(
    'has no fault in an owner’s own pages in $language',
    async ({ language, looks }) => {
      const owner = await visit(browser, app.url, { language, ...looks[0], login: awa });
      expect(await faultsOf(owner, ownPages, looks)).toEqual({});
      expect(owner.complaints).toEqual([]);
      await owner.leave();
    },
    120_000,
  );

  it('does not move what is shown, and tells when the main content was there', async () => {
    const visitor = await visit(browser, app.url);
    await visitor.open('/relance/campaigns');
    const moving: unknown[] = [];
    for (const name of ['campaigns', 'dashboard', 'owners', 'audit']) {
      const { lcp, cls } = await bestSpeedOf(visitor.page, app.url + (pages[name] ?? ''), { cls: limits.cls });
      process.stdout.write(`${name}: main content after ${lcp.toFixed(0)} ms, layout moved by ${cls.toFixed(3)}\n`);
      if (cls >= limits.cls) moving.push({ name, cls });
    }
    expect(moving).toEqual([]);
    await visitor.leave();
  });

  it('says plainly that a campaign is not there', async () => {
    const visitor = await visit(browser, app.url);
    await visitor.open('/relance/campaigns/ffffffffffffffffffffffff');
    await visitor.page.getByText('It was deleted, or the address is wrong.').waitFor();
    expect(await visitor.faults()).toEqual([]);
    await visitor.leave();
  });

  it('lists its keys on “?” and goes where they say', async () => {
    const visitor = await visit(browser, app.url);
    await visitor.open('/relance/campaigns');
    await visitor.page.keyboard.press('?');
    await visitor.page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    expect(await visitor.faults()).toEqual([]);
    await visitor.page.keyboard.press('Escape');
    await visitor.page.keyboard.press('g');
    await visitor.page.keyboard.press('s');
    await visitor.page.waitForURL('**/relance/owners');
    await visitor.leave();
  });

  it('is worked by keys alone: skip link first, a drawer that keeps the focus and gives it back, toasts that are told', async () => {
    const visitor = await visit(browser, app.url);
    const { page } = visitor;
    await visitor.open('/relance/campaigns');
    await page.locator('[data-row-link]').first().waitFor();
    const active = () =>
      page.evaluate(() => {
        const { activeElement: element } = document;
        return {
          text: element?.textContent ?? '',
          id: element?.id ?? '',
          inDialog: element?.closest('[role=dialog]') !== null,
        };
      });
    await page.keyboard.press('Tab');
    expect((await active()).text).toBe('Skip to content');
    await page.keyboard.press('Enter');
    expect((await active()).id).toBe('content');
    await page.keyboard.press('j');
    const { text: row } = await active();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: row }).waitFor();
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press('Tab');
      expect((await active()).inDialog).toBe(true);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.waitForFunction((name) => document.activeElement?.textContent === name, row);
    expect(await page.locator('section[aria-live=polite]').count()).toBe(1);
    await visitor.leave();
  });

  it('sends who is not logged in to the login page, and keeps the cookie out of reach of scripts', async () => {
    const visitor = await visit(browser, app.url);
    await visitor.page.goto(`${app.url}/relance/sessions?state=expired`);
    expect(new URL(visitor.page.url()).searchParams.get('next')).toBe('/relance/sessions?state=expired');
    await visitor.open('/relance/sessions?state=expired');
    expect(new URL(visitor.page.url()).search).toBe('?state=expired');
    expect(await visitor.page.evaluate(() => document.cookie)).not.toContain('relance_session');
    await visitor.leave();
  });
});
