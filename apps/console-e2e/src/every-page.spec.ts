import { campaign, link, member, people, sendWithoutPauses } from '../../api-e2e/src/support/acts.ts';
import { pagesOfOwner, pagesOfStaff } from './support/all-pages.ts';
import { describeInBrowser } from './support/browser.ts';
import { type ConsoleTestEnv, startConsoleTestEnv } from './support/console.test-env.ts';
import { bestSpeedOf, limits } from './support/page-speed.ts';
import { foundIn } from './support/found-in.ts';
import { wrongWhenUnanswered } from './support/unanswered.ts';
import { faultsOf, type Look } from './support/visitor.ts';

/** Each page is loaded once a language and looked at in two ways, so that each size meets each theme and language. */
const ways: { language: 'en' | 'fr'; looks: [Look, Look] }[] = [
  {
    language: 'en',
    looks: [
      { size: 'desktop', theme: 'light' },
      { size: 'phone', theme: 'dark' },
    ],
  },
  {
    language: 'fr',
    looks: [
      { size: 'phone', theme: 'light' },
      { size: 'desktop', theme: 'dark' },
    ],
  },
];

const awa = { email: 'awa@example.test', password: 'a quiet river at noon' };

describeInBrowser('every page, on a desktop and on a phone, in both themes and languages', () => {
  let testEnv: ConsoleTestEnv;
  let pages: ReturnType<typeof pagesOfStaff>;
  let ownPages: ReturnType<typeof pagesOfOwner>;

  beforeAll(async () => {
    testEnv = await startConsoleTestEnv();
    const owner = await testEnv.owner('owner-pages');
    await link(testEnv, owner, '+237699999903');
    await sendWithoutPauses(owner);
    await people(owner, ['+237670000001', '+237670000002']);
    await campaign(owner, 'A campaign whose name is long enough to need cutting on a narrow table');
    const { id } = await campaign(owner, 'عرض الخريف 🌸');
    await owner.post(`/campaigns/${id}/start`);
    await (await testEnv.owner('owner-without-a-phone')).get('/status');
    await (await testEnv.admin()).post('/admin/opt-outs', { phone: '+237670000009', reason: 'asked on the phone' });
    pages = pagesOfStaff(id);
    await member(testEnv, 'owner-pages', awa);
    const draft = (await campaign(owner, 'A draft of four steps')).id;
    ownPages = pagesOfOwner(id, draft);
  }, 180_000);

  afterAll(async () => {
    await testEnv?.stop();
  }, 60_000);

  it.each(ways)(
    'has no fault for staff in $language',
    async ({ language, looks }) => {
      const stranger = await testEnv.visit({ language, ...looks[0] });
      expect(await faultsOf(stranger, { login: '/login' }, looks)).toEqual({});
      await stranger.leave();
      const staff = await testEnv.visit({ language, ...looks[0] });
      expect(await faultsOf(staff, pages, looks)).toEqual({});
      expect(staff.complaints).toEqual([]);
      await staff.leave();
    },
    120_000,
  );

  it.each(ways)(
    'has no fault in an owner’s own pages in $language',
    async ({ language, looks }) => {
      const owner = await testEnv.visit({ language, ...looks[0], login: awa });
      expect(await faultsOf(owner, ownPages, looks)).toEqual({});
      expect(owner.complaints).toEqual([]);
      await owner.leave();
    },
    120_000,
  );

  it('has no fault in what opens over an owner’s pages', async () => {
    const owner = await testEnv.visit({ login: awa });
    const { page } = owner;
    const button = (name: string | RegExp) => page.getByRole('button', { name }).filter({ visible: true }).first();
    const found = foundIn(owner);
    await owner.open('/relance/contacts');
    await page.locator('[data-row-link]').first().click();
    await page.getByRole('dialog', { name: 'Person' }).getByText('Details').waitFor();
    await found('contact', 'Person');
    await button('Edit').click();
    await found('contact-edit', 'Edit the contact');
    await page.keyboard.press('Escape');
    await button('Erase').click();
    await found('contact-erase', 'Erase this person for good?');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await button('Add a contact').click();
    await page.getByRole('dialog', { name: 'Add a contact' }).getByRole('button', { name: 'Save' }).click();
    await found('contact-refused', 'Add a contact');
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: 'Select this page' }).first().check({ force: true });
    await button('Change tags').click();
    await found('contact-tags', /^Tags of/);
    await page.keyboard.press('Escape');
    await owner.turnTo({ size: 'phone', theme: 'light' });
    await button('Filters').click();
    await found('contact-filters', 'Filters', 'phone');
    await page.keyboard.press('Escape');
    await owner.turnTo({ size: 'desktop', theme: 'light' });
    await page.getByRole('link', { name: 'Messages' }).first().click();
    await button('Insert a variable').click();
    await page.getByRole('menuitem', { name: 'First name' }).waitFor();
    await found('variables');
    await page.getByRole('menuitem', { name: 'First name' }).click();
    await page.getByRole('link', { name: 'Contacts' }).first().click();
    await found('unsaved', 'Leave without saving?');
    await button('Keep editing').click();
    const text = await page.locator('textarea').first().inputValue();
    await page.evaluate(() => window.history.back());
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await page.waitForURL('**/relance/messages');
    await button('Keep editing').click();
    expect(await page.locator('textarea').first().inputValue()).toBe(text);
    await page.evaluate(() => window.history.back());
    await button('Discard the changes').click();
    await page.waitForURL('**/relance/contacts');
    expect(found.faults).toEqual({});
    await owner.leave();
  }, 240_000);

  it('has no fault in what opens over the pages of staff', async () => {
    const staff = await testEnv.visit();
    const { page } = staff;
    const button = (name: string | RegExp) => page.getByRole('button', { name }).filter({ visible: true }).first();
    const found = foundIn(staff);
    await staff.open('/relance/opt-outs');
    await button('Add an opt-out').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await found('opt-out-refused', 'Add an opt-out');
    await page.keyboard.press('Escape');
    await button(/^Lift the opt-out of/).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lift' }).click();
    await found('opt-out-lift', /^Lift the opt-out of/);
    await staff.open('/relance/settings/tokens');
    await button('Create a token').click();
    await found('token', 'Create a token');
    await page.getByRole('dialog').getByLabel('Name').fill('Reader');
    await page.getByRole('dialog').getByLabel('For').selectOption('support');
    await page.getByRole('dialog').getByRole('button', { name: 'Create a token' }).click();
    await found('token-created', 'Token created');
    await button('Done').click();
    await button('Revoke Reader').click();
    await found('token-revoke', 'Revoke Reader?');
    await staff.open('/relance/settings/webhooks');
    await button('Add a webhook').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Add a webhook' }).click();
    await found('webhook-refused', 'Add a webhook');
    await page.getByRole('dialog').getByLabel('Address').fill('http://127.0.0.1:9/hook');
    await page.getByRole('dialog').getByRole('checkbox').first().check();
    await page.getByRole('dialog').getByRole('button', { name: 'Add a webhook' }).click();
    await found('webhook-secret', 'Webhook added');
    await button('Done').click();
    const inMenu = async (name: string) => {
      await button('Actions for http://127.0.0.1:9/hook').click();
      await page.getByRole('menuitem', { name }).click();
    };
    const tested = page.waitForResponse((response) => response.url().endsWith('/test'));
    await inMenu('Send a test');
    await tested;
    await inMenu('Deliveries');
    await page.getByRole('dialog', { name: 'Deliveries' }).getByRole('row').nth(1).waitFor();
    await found('webhook-deliveries', 'Deliveries');
    await staff.open('/relance/settings/users');
    await button('Actions for Awa').click();
    await page.getByRole('menuitem', { name: 'Disable' }).click();
    await found('user-disable', 'Disable Awa?');
    await staff.open('/relance/sessions/owner-pages');
    await button('Reset').click();
    await found('session-reset', /^Reset the session of/);
    await staff.open('/relance/sessions/owner-without-a-phone');
    await button('Link a phone').click();
    await page.getByRole('tab', { name: 'Use a code instead' }).click();
    await page.getByLabel('Phone number').fill('12');
    await button('Get a code').click();
    await found('link-code', /^Link a phone for/);
    await staff.open('/relance/campaigns');
    await staff.turnTo({ size: 'phone', theme: 'light' });
    await button('Filters').click();
    await found('campaign-filters', 'Filters', 'phone');
    expect(found.faults).toEqual({});
    await staff.leave();
  }, 240_000);

  it('does not move what is shown, and tells when the main content was there', async () => {
    const visitor = await testEnv.visit();
    await visitor.open('/relance/campaigns');
    const moving: unknown[] = [];
    for (const name of ['campaigns', 'dashboard', 'owners', 'audit']) {
      const { lcp, cls } = await bestSpeedOf(visitor.page, testEnv.consoleUrl + (pages[name] ?? ''), {
        cls: limits.cls,
      });
      process.stdout.write(`${name}: main content after ${lcp.toFixed(0)} ms, layout moved by ${cls.toFixed(3)}\n`);
      if (cls >= limits.cls) moving.push({ name, cls });
    }
    expect(moving).toEqual([]);
    await visitor.leave();
  });

  it('says in words what the API did not answer, on every page', async () => {
    const [staff, owner] = [await testEnv.visit(), await testEnv.visit({ login: awa })];
    expect({
      ...(await wrongWhenUnanswered(staff, pages, new Set())),
      ...(await wrongWhenUnanswered(owner, ownPages, new Set(['import']))),
    }).toEqual({});
    await Promise.all([staff.leave(), owner.leave()]);
  }, 300_000);

  it('says plainly that a campaign is not there', async () => {
    const visitor = await testEnv.visit();
    await visitor.open('/relance/campaigns/ffffffffffffffffffffffff');
    await visitor.page.getByText('It was deleted, or the address is wrong.').waitFor();
    expect(await visitor.faults()).toEqual([]);
    await visitor.leave();
  });

  it('lists its keys on “?” and goes where they say', async () => {
    const visitor = await testEnv.visit();
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
    const visitor = await testEnv.visit();
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
    const visitor = await testEnv.visit();
    await visitor.page.goto(`${testEnv.consoleUrl}/relance/sessions?state=expired`);
    expect(new URL(visitor.page.url()).searchParams.get('next')).toBe('/relance/sessions?state=expired');
    await visitor.open('/relance/sessions?state=expired');
    expect(new URL(visitor.page.url()).search).toBe('?state=expired');
    expect(await visitor.page.evaluate(() => document.cookie)).not.toContain('relance_session');
    await visitor.leave();
  });
});
