import { describeInBrowser } from './support/browser.ts';
import { awa, useFilledConsole } from './support/filled-console.ts';
import { bestSpeedOf, limits } from './support/page-speed.ts';
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

describeInBrowser('every page, on a desktop and on a phone, in both themes and languages', () => {
  const filled = useFilledConsole();

  it.each(ways)(
    'has no fault for staff in $language',
    async ({ language, looks }) => {
      const stranger = await filled.visit({ language, ...looks[0] });
      expect(await faultsOf(stranger, { login: '/login' }, looks)).toEqual({});
      await stranger.leave();
      const staff = await filled.visit({ language, ...looks[0] });
      expect(await faultsOf(staff, filled.pages, looks)).toEqual({});
      expect(staff.complaints).toEqual([]);
      await staff.leave();
    },
    300_000,
  );

  it.each(ways)(
    'has no fault in an owner’s own pages in $language',
    async ({ language, looks }) => {
      const owner = await filled.visit({ language, ...looks[0], login: awa });
      expect(await faultsOf(owner, filled.ownPages, looks)).toEqual({});
      expect(owner.complaints).toEqual([]);
      await owner.leave();
    },
    300_000,
  );

  it('says for whom an admin acts, on a phone and in French too, without squeezing the words', async () => {
    const visitor = await filled.visit({ language: 'fr', size: 'phone' });
    const { page } = visitor;
    await visitor.open('/relance/owners/owner-pages');
    await page.getByRole('button', { name: 'Agir pour ce membre' }).click();
    await page.waitForURL('**/relance/contacts');
    await page.getByRole('heading', { name: 'Contacts' }).waitFor();
    await page.getByRole('status').filter({ hasText: 'Vous agissez pour' }).waitFor();
    await page.locator('main .animate-pulse-soft').first().waitFor({ state: 'detached' });
    expect(await visitor.faults()).toEqual([]);
    await visitor.leave();
  });

  it('does not move what is shown, and tells when the main content was there', async () => {
    const visitor = await filled.visit();
    await visitor.open('/relance/campaigns');
    const moving: unknown[] = [];
    for (const name of ['campaigns', 'dashboard', 'owners', 'audit']) {
      const { lcp, cls } = await bestSpeedOf(visitor.page, filled.consoleUrl + (filled.pages[name] ?? ''), {
        cls: limits.cls,
      });
      process.stdout.write(`${name}: main content after ${lcp.toFixed(0)} ms, layout moved by ${cls.toFixed(3)}\n`);
      if (cls >= limits.cls) moving.push({ name, cls });
    }
    expect(moving).toEqual([]);
    await visitor.leave();
  });

  it('says plainly that a campaign is not there', async () => {
    const visitor = await filled.visit();
    await visitor.open('/relance/campaigns/ffffffffffffffffffffffff');
    await visitor.page.getByText('It was deleted, or the address is wrong.').waitFor();
    expect(await visitor.faults()).toEqual([]);
    await visitor.leave();
  });

  it('lists its keys on “?” and goes where they say', async () => {
    const visitor = await filled.visit();
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
    const visitor = await filled.visit();
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
    const visitor = await filled.visit();
    await visitor.page.goto(`${filled.consoleUrl}/relance/sessions?state=expired`);
    expect(new URL(visitor.page.url()).searchParams.get('next')).toBe('/relance/sessions?state=expired');
    await visitor.open('/relance/sessions?state=expired');
    expect(new URL(visitor.page.url()).search).toBe('?state=expired');
    expect(await visitor.page.evaluate(() => document.cookie)).not.toContain('relance_session');
    await visitor.leave();
  });
});
