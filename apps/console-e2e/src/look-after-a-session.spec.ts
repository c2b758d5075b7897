import { link, type SessionView, sessionIn } from '../../api-e2e/src/support/acts.ts';
import { type Client } from '../../api-e2e/src/support/client.ts';
import { until } from '../../api-e2e/src/support/wait.ts';
import { describeInBrowser } from './support/browser.ts';
import { type ConsoleTestEnv, startConsoleTestEnv } from './support/console.test-env.ts';
import { type Visitor } from './support/visitor.ts';
import { type Page } from 'playwright-core';

/** One attempt a round, slow enough that a person sees each strike. */
const SEEN = { WHATSAPP_ATTEMPTS_PER_STRIKE: '1', WHATSAPP_RECONNECT_DELAYS_MS: '6000,6000' };
const ownerId = 'owner-phone';
const phone = '+237699000011';
const byCode = { id: 'owner-by-code', phone: '+237699000012' };
const unseen = { id: 'owner-never-seen', phone: '+237699000013' };

describeInBrowser('an admin looks after an owner’s session', () => {
  let testEnv: ConsoleTestEnv;
  let owner: Client;
  let admin: Visitor;

  beforeAll(async () => {
    testEnv = await startConsoleTestEnv(SEEN);
    owner = await testEnv.owner(ownerId);
    await link(testEnv, owner, phone);
    await (await testEnv.owner(byCode.id)).get('/status');
    admin = await testEnv.visit();
    await admin.open('/relance/sessions');
  }, 180_000);

  afterAll(async () => {
    await testEnv?.stop();
  }, 60_000);

  const row = (id = ownerId) => admin.page.locator(`[data-row="${id}"]`);
  const shows = (text: string | RegExp, timeout = 40_000, id = ownerId) =>
    row(id).getByText(text).first().waitFor({ timeout });
  const choose = async (action: string) => {
    await row()
      .getByRole('button', { name: /^Actions for/ })
      .click();
    await admin.page.getByRole('menuitem', { name: action, exact: true }).click();
  };

  it('sees a connected phone with its masked number and what it sent', async () => {
    await shows('Connected');
    await row().getByRole('img', { name: 'No failure' }).waitFor();
    expect(await row().innerText()).not.toContain(phone);
    expect(await row().innerText()).toMatch(/\+237.*11/);
  });

  it('opens the menu of a row, which offers what is possible now', async () => {
    const { page } = admin;
    await row()
      .getByRole('button', { name: /^Actions for/ })
      .click();
    await page.getByRole('menuitem').first().waitFor();
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Timeline', 'Disconnect', 'Reset']);
    expect(await admin.faults()).toEqual([]);
    await admin.picture('session-menu');
    await page.keyboard.press('Escape');
    // A menu that closes gives the focus back to its button; until then it would take it from whoever has it.
    await row()
      .getByRole('button', { name: /^Actions for/ })
      .and(page.locator(':focus'))
      .waitFor();
  });

  it('finds an owner by the number of the phone, and one who never linked any by the id', async () => {
    const { page } = admin;
    const found = (count: number) => page.getByText(`${count} owner`, { exact: false }).first().waitFor();
    await page.keyboard.press('/');
    await page.getByRole('searchbox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('+237 699 00 00 11');
    await page.waitForURL(/q=/);
    await found(1);
    await shows('Connected');
    await page.getByRole('searchbox').fill(byCode.id);
    await shows('Not linked', 40_000, byCode.id);
    expect(await row().count()).toBe(0);
    expect(await admin.faults()).toEqual([]);
  });

  it('links by a code typed on the phone, and says in words why WhatsApp refused one', async () => {
    const { page } = admin;
    await row(byCode.id).getByRole('button', { name: 'Link', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /^Link a phone for / });
    await dialog.getByRole('tab', { name: 'Use a code instead' }).click();
    await dialog.getByLabel('Phone number').fill('0699');
    await dialog.getByRole('button', { name: 'Get a code' }).click();
    await dialog.getByText(/^Write the number with its country code/).waitFor();
    expect(await admin.faults()).toEqual([]);

    await testEnv.simulator.fault({ kind: 'pairing-refused', reason: 'passkey', count: 1 });
    await dialog.getByLabel('Phone number').fill('+237 699 00 00 12');
    await dialog.getByRole('button', { name: 'Get a code' }).click();
    await dialog.getByText(/^WhatsApp wants a passkey on the phone/).waitFor({ timeout: 30_000 });
    expect(await admin.faults()).toEqual([]);
    await admin.picture('session-code-refused');

    await dialog.getByRole('button', { name: 'Get a code' }).click();
    const code = dialog.getByLabel('Pairing code');
    await code.waitFor({ timeout: 30_000 });
    await dialog.getByRole('timer').waitFor();
    expect(await admin.faults()).toEqual([]);
    await admin.picture('session-code');
    await testEnv.simulator.linkCode({ code: (await code.innerText()).trim(), phone: byCode.phone });
    await dialog.getByText(/^Linked as \+237.*12$/).waitFor({ timeout: 40_000 });
    await dialog.waitFor({ state: 'detached' });
    await shows('Connected', 40_000, byCode.id);
  });

  it('links an owner whom the product has never seen, by id', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'Link an owner' }).click();
    const question = page.getByRole('dialog', { name: 'Link a phone for which owner?' });
    await question.getByLabel('Owner id').fill(unseen.id);
    expect(await admin.faults()).toEqual([]);
    await admin.picture('session-link-owner');
    await question.getByRole('button', { name: 'Continue' }).click();
    const dialog = page.getByRole('dialog', { name: `Link a phone for ${unseen.id}` });
    await dialog.getByRole('timer').waitFor({ timeout: 30_000 });
    const { qrText } = await (await testEnv.admin()).get<{ qrText: string }>(`/admin/sessions/${unseen.id}/qr`);
    await testEnv.simulator.scan({ qr: qrText, phone: unseen.phone });
    await dialog.getByText(/^Linked as /).waitFor({ timeout: 40_000 });
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear all' }).click();
    await shows('Connected', 40_000, unseen.id);
  });

  it('disconnects after asking, keeps the link, and reconnects without a scan', async () => {
    await choose('Disconnect');
    const question = admin.page.getByRole('dialog', { name: /^Disconnect / });
    expect(await admin.faults()).toEqual([]);
    await question.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await shows('Disconnected');
    await row().getByRole('button', { name: 'Reconnect' }).click();
    await shows('Connected');
  });

  it('watches a dropped phone go 1 of 3, 2 of 3, expired, each in words', async () => {
    await testEnv.simulator.fault({ kind: 'refuse-connections', account: phone });
    await testEnv.simulator.fault({ kind: 'drop', account: phone });
    await shows('1/3');
    await shows(/^Reconnects by itself at .*, no scan needed$/);
    await shows(/^in \d+ s$/);
    await admin.picture('session-one-strike');
    await shows('2/3');
    await shows('Expired', 90_000);
    await shows('3 of 3: the code must be scanned again');
    expect(await admin.faults()).toEqual([]);
    await testEnv.simulator.clearFaults();
  });

  it('links the phone again by a code that the console shows', async () => {
    const { page } = admin;
    await row().getByRole('button', { name: 'Link', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /^Link a phone for / });
    const code = dialog.getByRole('img', { name: 'Code to scan with WhatsApp' });
    await code.waitFor({ timeout: 30_000 });
    expect(await code.getAttribute('src')).toMatch(/^data:image\/png;base64,/);
    await dialog.getByRole('timer').waitFor();
    expect(await admin.faults()).toEqual([]);
    await admin.picture('session-link');
    const { qrText } = await (await testEnv.admin()).get<{ qrText: string }>(`/admin/sessions/${ownerId}/qr`);
    await testEnv.simulator.scan({ qr: qrText, phone });
    await dialog.getByText(/^Linked as /).waitFor({ timeout: 40_000 });
    await dialog.waitFor({ state: 'detached' });
    await shows('Connected');
    await row().getByRole('img', { name: 'No failure' }).waitFor();
  });

  it('reads in the timeline what happened and what counted', async () => {
    const { page } = admin;
    await row().locator('[data-row-link]').click();
    await page.waitForURL(`**/relance/sessions/${ownerId}`);
    const timeline = page.getByRole('list', { name: 'Timeline' });
    await timeline.getByText('Counted: 3').first().waitFor();
    await timeline.getByText('Counted: 1').first().waitFor();
    await timeline.getByText('Not counted').first().waitFor();
    expect(await admin.faults()).toEqual([]);
    await admin.picture('session-timeline');
    const untitled = await untitledMoments(page);
    await page.keyboard.press('Escape');
    await page.waitForURL('**/relance/sessions');
    await page.goBack();
    await timeline.waitFor();
    await page.goForward();
    await timeline.waitFor({ state: 'detached' });
    expect(await untitled()).toBe(0);
  });

  it('resets only after saying what is lost', async () => {
    await choose('Reset');
    const question = admin.page.getByRole('dialog', { name: /^Reset the session of / });
    await question.getByText(/The owner has to scan a new code/).waitFor();
    expect(await admin.faults()).toEqual([]);
    await question.getByRole('button', { name: 'Delete the link' }).click();
    await shows('Not linked');
    const view: SessionView = await sessionIn(owner, 'none');
    expect(view).toMatchObject({ connectionFailureCount: 0, linkedPhoneMasked: null });
  });

  it('tells that the stream is gone and goes on by asking', async () => {
    await until(
      'the pill to be live',
      async () => (await admin.page.locator('[data-connection]').getAttribute('data-connection')) === 'live',
    );
    await admin.page.route('**/admin/stream', (route) => route.abort());
    await admin.page.reload();
    await until(
      'the pill to say polling',
      async () => (await admin.page.locator('[data-connection]').getAttribute('data-connection')) === 'polling',
    );
    await shows('Not linked');
  });
});

/** Counts from now on how often the tab is without a title, however short. */
async function untitledMoments(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = window as unknown as { untitled: number };
    counted.untitled = 0;
    const count = () => (counted.untitled += document.title === '' ? 1 : 0);
    new MutationObserver(count).observe(document.documentElement, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
  return () => page.evaluate(() => (window as unknown as { untitled: number }).untitled);
}
