import { campaign, campaignNow, sendWithoutPauses, link, people } from '../../api-e2e/src/support/acts.ts';
import { type Client } from '../../api-e2e/src/support/client.ts';
import { until } from '../../api-e2e/src/support/wait.ts';
import { describeInBrowser } from './support/browser.ts';
import { type ConsoleTestEnv, startConsoleTestEnv } from './support/console.test-env.ts';
import { type Visitor } from './support/visitor.ts';

/** One product day lasts twenty real seconds: fast enough to watch, slow enough to be paused midway. */
const FAST = { RELANCE_CLOCK_RATE: '4320' };
const phones = ['+237670000001', '+237670000002', '+33612000003'];

describeInBrowser('an admin steers a running campaign in the console', () => {
  let testEnv: ConsoleTestEnv;
  let owner: Client;
  let admin: Visitor;
  let campaignId: string;

  beforeAll(async () => {
    testEnv = await startConsoleTestEnv(FAST);
    owner = await testEnv.owner('owner-console');
    await link(testEnv, owner, '+237699999902');
    await sendWithoutPauses(owner);
    await people(owner, phones);
    await campaign(owner, 'Autumn draft');
    campaignId = (await campaign(owner, 'Autumn')).id;
    await owner.post(`/campaigns/${campaignId}/start`);
    admin = await testEnv.visit();
  }, 180_000);

  afterAll(async () => {
    await testEnv?.stop();
  }, 60_000);

  const row = (name: string) =>
    admin.page.getByRole('row').filter({ has: admin.page.getByRole('link', { name, exact: true }) });
  const drawer = () => admin.page.getByRole('dialog', { name: 'Autumn', exact: true });

  it('logs in and lands on the page that was asked for', async () => {
    await admin.open('/relance/campaigns?sort=name');
    expect(new URL(admin.page.url()).pathname + new URL(admin.page.url()).search).toBe('/relance/campaigns?sort=name');
    await row('Autumn').waitFor();
    await row('Autumn draft').waitFor();
    await admin.picture('campaigns');
  });

  it('filters by status in the address, and the back button undoes it', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: /^Draft \d/ }).click();
    await page.waitForURL(/status=draft/);
    await row('Autumn').waitFor({ state: 'detached' });
    expect(await row('Autumn draft').count()).toBe(1);
    await page.goBack();
    await row('Autumn').waitFor();
    await page.getByRole('searchbox', { name: 'Search by name' }).fill('autumn d');
    await page.waitForURL(/q=autumn/);
    await row('Autumn').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear all' }).click();
    await row('Autumn').waitFor();
  });

  it('sees messages leave without a reload', async () => {
    const sent = async () => Number(await row('Autumn').getByRole('cell').nth(6).innerText());
    const before = await sent();
    await until('the number of sent messages to rise by itself', async () => (await sent()) > before, {
      within: 60_000,
    });
    expect(await admin.page.locator('[data-connection]').getAttribute('data-connection')).toBe('live');
  });

  it('opens the details over the list, at an address of their own', async () => {
    await row('Autumn').getByRole('link', { name: 'Autumn', exact: true }).click();
    await drawer().waitFor();
    await admin.page.waitForURL(`**/relance/campaigns/${campaignId}**`);
    await drawer().getByText('3 enrolled').waitFor();
    expect(await admin.faults()).toEqual([]);
    await admin.picture('campaign-overview');
  });

  it('pauses with a reason, and the badge changes without a reload', async () => {
    const { page } = admin;
    await drawer().getByRole('button', { name: 'Pause', exact: true }).click();
    const question = page.getByRole('dialog', { name: 'Pause Autumn?' });
    await question.getByText(/3 people receive nothing until you resume/).waitFor();
    expect(await admin.faults()).toEqual([]);
    await admin.picture('campaign-pause');
    await question.getByLabel('Reason').fill('wrong text on day 3');
    await question.getByRole('button', { name: 'Pause campaign' }).click();
    await drawer().getByText('Paused', { exact: true }).first().waitFor();
    await page.getByText(/^(Paused\. Quiet after|Paused after) \d+ ms/).waitFor();
    await drawer().getByText('wrong text on day 3').first().waitFor();
    expect((await campaignNow(owner, campaignId)).statusReason).toMatchObject({ note: 'wrong text on day 3' });
  });

  it('shows the targets with their seven days', async () => {
    await drawer()
      .getByRole('tab', { name: /^Targets/ })
      .click();
    await admin.page.waitForURL(/tab=targets/);
    const days = drawer().getByRole('list', { name: 'Seven days' });
    await days.nth(2).waitFor();
    expect(await days.count()).toBe(3);
    expect(await days.first().getByRole('listitem').count()).toBe(7);
    expect(await days.first().getByRole('listitem').first().getAttribute('aria-label')).toMatch(
      /^Day 1: (sent|delivered|read)/,
    );
    expect(await admin.faults()).toEqual([]);
    await admin.picture('campaign-targets');
  });

  it('keeps who paused and why in the audit', async () => {
    await drawer().getByRole('tab', { name: 'Audit' }).click();
    await drawer().getByText('Active → Paused').waitFor();
    await drawer().getByText('Reason: wrong text on day 3').waitFor();
    expect(await admin.faults()).toEqual([]);
    await drawer().getByRole('tab', { name: 'Timeline' }).click();
    await drawer().getByText('by admin@relance.test').first().waitFor();
    expect(await admin.faults()).toEqual([]);
  });

  it('resumes, and sees a change made elsewhere arrive by itself', async () => {
    const { page } = admin;
    await drawer().getByRole('button', { name: 'Resume', exact: true }).click();
    await page.getByRole('dialog', { name: 'Resume Autumn?' }).getByRole('button', { name: 'Resume campaign' }).click();
    await drawer().getByText('Active', { exact: true }).first().waitFor();
    await until('the server to say active', async () => (await campaignNow(owner, campaignId)).status === 'active');
    await owner.post(`/campaigns/${campaignId}/pause`, { reason: 'by the owner' });
    await drawer().getByText('by the owner').first().waitFor();
    await drawer().getByText('Paused', { exact: true }).first().waitFor();
  });

  it('asks for a reason before it cancels, and says how many people are concerned', async () => {
    const { page } = admin;
    await drawer().getByRole('button', { name: 'Cancel campaign' }).click();
    const question = page.getByRole('dialog', { name: 'Cancel Autumn for good?' });
    await question.getByText(/people will not receive days \d–7/).waitFor();
    await question.getByRole('button', { name: 'Cancel campaign' }).click();
    await question.getByText('Enter a reason.').waitFor();
    expect(await admin.faults()).toEqual([]);
    await admin.picture('campaign-cancel');
    await question.getByRole('button', { name: 'Keep the campaign' }).click();
    expect((await campaignNow(owner, campaignId)).status).toBe('paused');
  });

  it('closes on Escape, back to the list with its focus', async () => {
    const { page } = admin;
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/relance/campaigns');
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    expect(focused).toBe('Autumn');
  });

  it('had nothing to complain about in the browser’s console', () => {
    expect(admin.complaints).toEqual([]);
  });
});
