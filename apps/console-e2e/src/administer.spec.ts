import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type Page } from 'playwright-core';
import { generateSync } from 'otplib';
import { startMailServer } from '@relance/platform/testing';
import { type Client } from '../../api-e2e/src/support/client.ts';
import { until } from '../../api-e2e/src/support/wait.ts';
import { describeInBrowser } from './support/browser.ts';
import { type ConsoleTestEnv, startConsoleTestEnv } from './support/console.test-env.ts';
import { type Visitor } from './support/visitor.ts';

const password = 'a quiet river at noon';

/** Three pages of the list. */
const names = Array.from({ length: 60 }, (_, index) => `Bulk ${String(index + 1).padStart(2, '0')}`);

describeInBrowser('an admin runs the installation from the console', () => {
  let testEnv: ConsoleTestEnv;
  let admin: Visitor;
  let awa: Visitor;
  let mailServer: Awaited<ReturnType<typeof startMailServer>>;

  beforeAll(async () => {
    mailServer = await startMailServer();
    testEnv = await startConsoleTestEnv({ SMTP_URL: mailServer.url });
    await startCampaigns(await testEnv.owner('owner-bulk'));
    admin = await testEnv.visit();
  }, 180_000);

  afterAll(async () => {
    await testEnv?.stop();
    await mailServer?.close();
  }, 60_000);

  it('serves pages whose scripts need the nonce of the page', async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await fetch(`${testEnv.consoleUrl}/login`)).headers.get('content-security-policy') ?? ''),
    );
    const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    expect(policies[0]).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('invites an owner, who sets a password by the link and sees only their own pages', async () => {
    const { page } = admin;
    await admin.open('/relance/settings/users');
    await page.getByRole('button', { name: 'Invite' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite a person' });
    await dialog.getByLabel('E-mail').fill('awa@example.test');
    await dialog.getByLabel('Name').fill('Awa');
    expect(await admin.faults()).toEqual([]);
    await dialog.getByRole('button', { name: 'Invite' }).click();
    const link = await page.getByRole('dialog', { name: 'Invitation link' }).locator('code').innerText();
    await page.getByRole('button', { name: 'Done' }).click();

    awa = await testEnv.visit();
    await awa.page.goto(`${testEnv.consoleUrl}${new URL(link).pathname}`);
    await awa.page.getByLabel('New password').fill(password);
    await awa.page.getByLabel('Repeat the password').fill(password);
    expect(await awa.faults()).toEqual([]);
    await awa.page.getByRole('button', { name: 'Set password' }).click();
    await awa.page.getByRole('link', { name: 'Log in' }).click();
    const asked: string[] = [];
    const told: Promise<string>[] = [];
    awa.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    awa.page.on('response', (response) => {
      if (response.headers()['content-type']?.includes('json')) told.push(response.text().catch(() => ''));
    });
    await awa.page.locator('input[name=email]').fill('awa@example.test');
    await awa.page.locator('input[name=password]').fill(password);
    await awa.page.locator('button[type=submit]').click();
    await awa.page.waitForURL('**/relance/home');
    await awa.page.getByRole('link', { name: 'Campaigns' }).first().click();
    await awa.page.waitForURL('**/relance/campaigns');
    await awa.page.getByRole('heading', { name: 'Campaigns' }).waitFor();
    const others = ['campaigns/new', 'contacts', 'contacts/import', 'messages'];
    const settings = ['profile', 'sending', 'tokens', 'webhooks'].map((part) => `settings/${part}`);
    for (const path of [...others, ...settings]) {
      await awa.open(`/relance/${path}`);
      await awa.page.locator('main .animate-pulse-soft').first().waitFor({ state: 'detached' });
    }
    expect(asked.filter((path) => path.startsWith('/api/relance/admin'))).toEqual([]);
    const answers = (await Promise.all(told)).join('\n');
    expect(answers).toContain('awa@example.test'); // the answers were read
    expect(answers).not.toMatch(/owner-bulk|Bulk \d\d|admin@relance\.test/);
  }, 120_000);

  it('sets up the second factor, logs in with it, and is out within a second when disabled', async () => {
    const { page } = awa;
    await awa.open('/relance/settings/profile');
    await page.getByRole('button', { name: 'Set up' }).click();
    const enrolment = page.getByRole('dialog', { name: 'Two-step login' });
    const secret = await enrolment.locator('code').innerText();
    const codeAt = (steps: number) => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });
    await enrolment.getByLabel('Code', { exact: true }).fill('12');
    await enrolment.getByRole('button', { name: 'Verify' }).click();
    await enrolment.getByRole('alert').waitFor();
    expect(await awa.faults()).toEqual([]);
    await enrolment.getByLabel('Code', { exact: true }).fill(codeAt(-1));
    await enrolment.getByRole('button', { name: 'Verify' }).click();
    const recovery = page.getByRole('dialog', { name: 'Recovery codes' });
    await recovery.waitFor();
    expect(await recovery.getByRole('listitem').count()).toBe(10);
    expect(await awa.faults()).toEqual([]);
    await recovery.getByRole('button', { name: 'I have saved them' }).click();
    await page.getByRole('button', { name: 'Switch off' }).click();
    const off = page.getByRole('dialog', { name: 'Switch off' });
    await off.getByRole('button', { name: 'Switch off' }).click();
    await off.getByText('This field is required.').first().waitFor();
    expect(await awa.faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.context().clearCookies({ name: 'relance_session' });

    await page.goto(`${testEnv.consoleUrl}/login`);
    await page.locator('input[name=email]').fill('awa@example.test');
    await page.locator('input[name=password]').fill(password);
    await page.locator('button[type=submit]').click();
    await page.locator('input[name=code]').fill(codeAt(0));
    expect(await awa.faults()).toEqual([]);
    const connected = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/relance/stream');
    await page.locator('button[type=submit]').click();
    await page.waitForURL('**/relance/home');
    await connected;

    const out = streamEnd(page);
    await admin.open('/relance/settings/users');
    await admin.page.getByRole('button', { name: 'Actions for Awa' }).first().click();
    await admin.page.getByRole('menuitem', { name: 'Disable' }).click();
    const question = admin.page.getByRole('dialog', { name: 'Disable Awa?' });
    const answered = admin.page.waitForResponse((response) => response.url().endsWith('/disable'));
    await question.getByRole('button', { name: 'Disable' }).click();
    expect((await answered).ok()).toBe(true);
    const at = Date.now();
    expect((await out) - at).toBeLessThan(1000);
    await page.waitForURL('**/login?**', { timeout: 5_000 }); // without waiting for the next poll
    await awa.leave();
    await admin.open('/relance/audit');
    await admin.page.getByRole('button', { name: 'User disabled' }).first().click();
    const change = admin.page.getByRole('dialog', { name: 'User disabled' }).getByRole('row', { name: /Status/ });
    expect(await change.getByRole('cell').allInnerTexts()).toEqual(['Active', 'Disabled']);
  }, 120_000);

  it('makes a weekly report and gets it by mail', async () => {
    const { page } = admin;
    await admin.open('/relance/reports');
    await page.getByRole('button', { name: 'New report' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New report' });
    await dialog.getByLabel('Name').fill('Monday’s figures');
    expect(await dialog.getByLabel('How often').inputValue()).toBe('weekly');
    await dialog.getByLabel('Recipients').fill('boss@example.test');
    expect(await admin.faults()).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Actions for Monday’s figures' }).first().click();
    await page.getByRole('menuitem', { name: 'Send now' }).click();
    const toBoss = () => mailServer.mails.find(({ to }) => to?.some(({ address }) => address === 'boss@example.test'));
    await until('the report by mail', () => Promise.resolve(toBoss() !== undefined), { within: 30_000 });
    expect(toBoss()?.subject).toContain('Monday’s figures');
  }, 60_000);

  it('makes a token, shown once, and revokes it', async () => {
    const { page } = admin;
    await admin.open('/relance/settings/tokens');
    await page.getByRole('button', { name: 'Create a token' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Create a token' });
    await dialog.getByLabel('Name').fill('Reader');
    await dialog.getByLabel('For').selectOption('support');
    await dialog.getByRole('button', { name: 'Create a token' }).click();
    expect(await page.getByRole('dialog', { name: 'Token created' }).locator('code').innerText()).toMatch(/^rlc_/);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Revoke Reader' }).first().click();
    await page.getByRole('dialog', { name: 'Revoke Reader?' }).getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog', { name: 'Revoke Reader?' }).waitFor({ state: 'detached' });
    expect(await admin.faults()).toEqual([]);
  }, 60_000);

  it('pauses sixty campaigns by a filter, after the server’s count, and reads what happened to each', async () => {
    const { page } = admin;
    await admin.open('/relance/campaigns?q=bulk');
    await page.getByRole('checkbox', { name: 'Select this page' }).first().check({ force: true });
    const bar = page.getByRole('region', { name: /selected/ });
    await bar.getByRole('button', { name: 'Select all 61 that match' }).click();
    const counted = page.waitForResponse((response) => response.url().endsWith('/admin/campaigns/bulk'));
    await bar.getByRole('button', { name: /^Pause/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Pause 61 campaigns?' });
    await dialog.waitFor();
    expect((await counted).request().postDataJSON()).toEqual({ action: 'pause', filter: { q: 'bulk' }, dryRun: true });
    const { campaigns } = await (
      await testEnv.admin()
    ).get<{ campaigns: { status: string }[] }>('/admin/campaigns?q=bulk&limit=100');
    expect(campaigns.filter(({ status }) => status === 'paused')).toEqual([]); // it was a count
    expect(await admin.faults()).toEqual([]);
    await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
    const result = page.getByRole('dialog', { name: 'Result' });
    await result.getByText('60 changed, 1 refused').waitFor();
    const rows = await result.getByRole('listitem').allInnerTexts();
    expect(rows[0]).toMatch(/^Bulk draft\s+\S.* .*\s+Draft\s+Refused$/s); // with a sentence that says why
    const changed = rows.slice(1).map((row) => /^(.+?)\s+Paused\s+Changed$/s.exec(row)?.[1] ?? row);
    expect(changed.sort()).toEqual(names);
    expect(await admin.faults()).toEqual([]);
  }, 120_000);

  it('exports what the filter shows: a file with one line for each of the sixty', async () => {
    const { page } = admin;
    await admin.open('/relance/campaigns?q=bulk&status=paused');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    const records: Record<string, string>[] = parse(readFileSync(await file.path()), { columns: true, bom: true });
    expect(records.map(({ name }) => name).sort()).toEqual(names);
    expect(new Set(records.map(({ status }) => status))).toEqual(new Set(['paused']));
    expect(new Set(records.map(({ ownerId }) => ownerId))).toEqual(new Set(['owner-bulk']));
  }, 60_000);

  it('adds an opt-out and lifts it with a reason, and reads both in the audit', async () => {
    const { page } = admin;
    await admin.open('/relance/opt-outs');
    await page.getByRole('button', { name: 'Add an opt-out' }).click();
    const adding = page.getByRole('dialog', { name: 'Add an opt-out' });
    await adding.getByLabel('Phone number').fill('+237 6 70 00 00 99');
    await adding.getByLabel('Reason').fill('asked by phone');
    await adding.getByRole('button', { name: 'Add', exact: true }).click();
    await page
      .getByRole('button', { name: /^Lift the opt-out of/ })
      .first()
      .click();
    const lifting = page.getByRole('dialog', { name: /^Lift the opt-out of/ });
    await lifting.getByRole('button', { name: 'Lift' }).click();
    await lifting.getByText('Enter a reason.').waitFor();
    await lifting.getByLabel('Reason').fill('asked to come back');
    await lifting.getByRole('button', { name: 'Lift' }).click();
    await lifting.waitFor({ state: 'detached' });
    await admin.open('/relance/audit');
    const codes = page.getByRole('table').getByRole('button', { name: /^[a-z_]+\.[a-z_.]+$/ });
    await page.getByRole('button', { name: 'Opt-out lifted' }).first().waitFor();
    expect(await codes.allInnerTexts()).toEqual([]); // each action has words
    await page.getByRole('button', { name: 'Opt-out lifted' }).first().click();
    await page.getByRole('dialog').getByText('asked to come back').waitFor();
    expect(await admin.faults()).toEqual([]);
  }, 60_000);

  it('had nothing to complain about in the browser’s console', () => {
    expect(admin.complaints).toEqual([]);
  });
});

/** Sixty campaigns that run, each with one person, because without anybody a campaign ends as it starts; and a draft. */
async function startCampaigns(owner: Client): Promise<void> {
  await owner.do('PUT', '/settings', { allowSimultaneousCampaigns: true });
  const contacts = names.map((name, index) => ({ phone: `+2376700010${10 + index}`, tags: [name] }));
  await owner.post('/contacts/bulk', { contacts });
  await owner.post('/campaigns', { name: 'Bulk draft', targetFilter: { tags: ['nobody'] } });
  const left = [...names];
  const startNext = async () => {
    for (let name = left.shift(); name; name = left.shift()) {
      const { id } = await owner.post<{ id: string }>('/campaigns', { name, targetFilter: { tags: [name] } });
      await owner.post(`/campaigns/${id}/start`);
    }
  };
  await Promise.all([startNext(), startNext(), startNext(), startNext()]);
}

/** When the browser's stream of signals ended, by its clock. */
function streamEnd(page: Page): Promise<number> {
  return new Promise((resolve) => {
    const seen = (request: { url(): string }) => {
      if (new URL(request.url()).pathname === '/api/relance/stream') resolve(Date.now());
    };
    page.on('requestfinished', seen);
    page.on('requestfailed', seen);
  });
}
