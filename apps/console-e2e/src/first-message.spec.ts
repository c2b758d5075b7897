import { sendWithoutPauses, member, seenBy, sessionIn } from '../../api-e2e/src/support/acts.ts';
import { type Client } from '../../api-e2e/src/support/client.ts';
import { until } from '../../api-e2e/src/support/wait.ts';
import { describeInBrowser } from './support/browser.ts';
import { type ConsoleTestEnv, startConsoleTestEnv } from './support/console.test-env.ts';
import { type Visitor } from './support/visitor.ts';

const ownPhone = '+237699999904';
const people = [
  { name: 'Aïcha', phone: '+237670000201', tag: 'salon' },
  { name: 'Bruno', phone: '+237670000202', tag: 'salon' },
  { name: 'Chantal', phone: '+237670000203', tag: 'other' },
];
const csv = `Nom;Téléphone;Groupe\n${people.map(({ name, phone, tag }) => `${name};${phone};${tag}`).join('\n')}\n`;
/** A picture of one pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const login = { email: 'first@example.test', password: 'a quiet river at noon' };
const invited = people.filter(({ tag }) => tag === 'salon');

describeInBrowser('from the login to the first message, without leaving the console', () => {
  let testEnv: ConsoleTestEnv;
  let owner: Client;
  let admin: Visitor;

  beforeAll(async () => {
    testEnv = await startConsoleTestEnv();
    owner = await testEnv.owner('owner-first');
    await member(testEnv, 'owner-first', login);
    await sendWithoutPauses(owner); // the hour of the day and the pace of a test are no part of the story
    admin = await testEnv.visit();
  }, 180_000);

  afterAll(async () => {
    await testEnv?.stop();
  }, 60_000);

  /** What a phone shows, with its files. */
  const shownTo = async (phone: string) =>
    (await testEnv.simulator.messages({ to: phone })).filter(({ shown }) => shown);

  it('logs in and acts for the owner, and every page says so', async () => {
    const { page } = admin;
    await admin.open('/relance/owners/owner-first');
    await page.getByRole('button', { name: 'Act for this owner' }).click();
    await page.waitForURL('**/relance/contacts');
    await page.getByText(/^You are acting for /).waitFor();
    // The frame says so before the code of the page is there.
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
    expect(await admin.faults()).toEqual([]);
  });

  it('links the phone by the code that it shows', async () => {
    const { page } = admin;
    await admin.open('/relance/home');
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Link your WhatsApp phone' });
    await dialog.getByRole('img').first().waitFor();
    expect(await admin.faults()).toEqual([]);
    await admin.picture('first-link');
    const { qrText } = await owner.get<{ qrText: string }>('/qr');
    await testEnv.simulator.scan({ qr: qrText, phone: ownPhone });
    await sessionIn(owner, 'connected');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Your phone' }).getByText('Connected', { exact: true }).first().waitFor();
  });

  it('brings people in from a dropped file', async () => {
    const { page } = admin;
    await admin.open('/relance/contacts/import');
    const dropped = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'people.csv', { type: 'text/csv' }));
      return transfer;
    }, csv);
    await page.getByText('Drop a file here').dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByText('3 people and 3 columns were found.').waitFor();
    await page.getByLabel('Column Groupe is').selectOption('tags');
    expect(await page.getByLabel('Column Téléphone is').inputValue()).toBe('phone');
    expect(await page.getByLabel('Column Nom is').inputValue()).toBe('name');
    expect(await admin.faults()).toEqual([]);
    await admin.picture('first-columns');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Import 3 people' }).click();
    await page.getByText('3 rows were read.').waitFor();
    expect(await admin.faults()).toEqual([]);
    await admin.picture('first-report');
    await page.getByRole('link', { name: 'See the contacts' }).click();
    for (const { name } of people) await page.getByRole('link', { name, exact: true }).first().waitFor();
  });

  it('changes the text of the first day, with a picture, and sends itself a test', async () => {
    const { page } = admin;
    await admin.open('/relance/messages');
    await page.getByLabel('Text of day 1, français').fill('Bonjour {{name}}, une place se libère jeudi.');
    await page.locator('main input[type=file]').setInputFiles({
      name: 'salon.png',
      mimeType: 'image/png',
      buffer: picture,
    });
    // A picture that is on its way is waited for.
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Use the default text' }).waitFor();
    await page.getByText('Bonjour Aïcha', { exact: false }).first().waitFor(); // as WhatsApp shows it
    expect(await admin.faults()).toEqual([]);
    await page.getByRole('button', { name: 'Send a test to my phone' }).click();
    await until('the test at the own phone', async () => (await shownTo(ownPhone)).length > 0, { within: 30_000 });
    expect(await shownTo(ownPhone)).toMatchObject([{ media: { kind: 'image', intact: true } }]);
  });

  it('starts a campaign for those with a tag', async () => {
    const { page } = admin;
    const go = () => page.getByRole('button', { name: 'Continue' }).click();
    await admin.open('/relance/campaigns/new');
    await page.getByLabel('Name of the campaign').fill('A place on Thursday');
    await page.getByLabel('Tags').fill('salon');
    await page.getByText('2 people get the messages').waitFor();
    expect(await admin.faults()).toEqual([]);
    await go();
    await page.waitForURL('**/new/what?**');
    await page.getByText('Bonjour', { exact: false }).first().waitFor();
    await go();
    await page.waitForURL('**/new/when?**');
    await page.getByLabel('Messages a day at most').waitFor();
    await go();
    await page.waitForURL('**/new/check?**');
    await page.getByText('2 people get the messages').waitFor();
    expect(await admin.faults()).toEqual([]);
    await admin.picture('first-check');
    await page.getByRole('button', { name: 'Start the campaign' }).click();
    await page.waitForURL(/\/relance\/campaigns\/[0-9a-f]{24}/);
    await page.getByRole('dialog', { name: 'A place on Thursday' }).getByText('2 enrolled').waitFor();
  });

  it('brings the first message to each person once, and to nobody else', async () => {
    await until(
      'both to have the message',
      async () => (await Promise.all(invited.map(({ phone }) => seenBy(testEnv, phone)))).every((seen) => seen.length),
      { within: 60_000 },
    );
    for (const { name, phone } of invited) {
      const seen = await shownTo(phone);
      expect(seen).toMatchObject([{ media: { kind: 'image', intact: true } }]);
      expect(seen[0]?.text).toContain(`Bonjour ${name}, une place se libère jeudi.`);
    }
    expect(await seenBy(testEnv, people[2]?.phone ?? '')).toEqual([]);
  }, 90_000);

  it('shows who answers STOP as opted out, on the page that is open', async () => {
    const { page } = admin;
    await admin.open('/relance/contacts');
    await page.getByRole('row').filter({ hasText: 'Aïcha' }).waitFor();
    testEnv.simulator.reply({ from: invited[0]?.phone ?? '', account: ownPhone, text: 'STOP' });
    await page.getByRole('row').filter({ hasText: 'Aïcha' }).getByText('Opted out').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Bruno' }).getByText('Opted out').count()).toBe(0);
    await admin.picture('first-opted-out');
  });

  it('pauses, and nothing more leaves', async () => {
    const { page } = admin;
    await admin.open('/relance/campaigns');
    await page.getByRole('link', { name: 'A place on Thursday', exact: true }).first().click();
    const drawer = page.getByRole('dialog', { name: 'A place on Thursday', exact: true });
    await drawer.getByRole('button', { name: 'Pause', exact: true }).click();
    const question = page.getByRole('dialog', { name: 'Pause A place on Thursday?' });
    await question.getByText(/^1 person receives nothing until you resume/).waitFor();
    await question.getByLabel('Reason').fill('enough for today');
    await question.getByRole('button', { name: 'Pause campaign' }).click();
    await drawer.getByText('Paused', { exact: true }).first().waitFor();
    expect(await admin.faults()).toEqual([]);
  });

  it('goes from a file to a started campaign on a phone in French', async () => {
    const awa = await testEnv.visit({ language: 'fr', size: 'phone', login });
    const { page } = awa;
    const go = () => page.getByRole('button', { name: 'Continuer' }).click();
    await awa.open('/relance/contacts/import');
    const more = 'Prénom;Portable;Groupe\nDenise;+237670000204;jeudi\nÉric;+12;jeudi\n';
    await page.locator('input[type=file]').setInputFiles({
      name: 'clients.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(more),
    });
    await page.getByText('2 personnes et 3 colonnes trouvées.', { exact: false }).waitFor();
    await page.getByLabel('La colonne Groupe est').selectOption('tags');
    await go();
    await page.getByRole('button', { name: 'Importer 2 personnes' }).click();
    await page.getByText('Téléphone : Ce numéro de téléphone n’est pas possible. (+12)').waitFor();
    expect(await awa.faults()).toEqual([]);
    await awa.picture('phone-report');
    await awa.open('/relance/campaigns/new');
    await page.getByLabel('Nom de la campagne').fill('Le jeudi');
    await page.getByLabel('Étiquettes').fill('jeudi');
    await page.getByLabel('Pays').fill('Cameroun');
    await page.getByText('1 personne reçoit les messages').waitFor();
    for (const step of ['what', 'when', 'check']) {
      await go();
      await page.waitForURL(`**/new/${step}?**`);
    }
    expect(await awa.faults()).toEqual([]);
    await page.getByRole('button', { name: 'Lancer la campagne' }).click();
    await page.waitForURL(/\/relance\/campaigns\/[0-9a-f]{24}/);
    await until('the message at the phone', async () => (await shownTo('+237670000204')).length > 0, {
      within: 60_000,
    });
    expect((await shownTo('+237670000204'))[0]?.text).toContain('Bonjour Denise');
    expect(awa.complaints).toEqual([]);
    await awa.leave();
  }, 90_000);

  it('had nothing to complain about in the browser’s console', () => {
    // Between two codes, and once the phone has scanned one, there is none: the dialog asks until the answer is 404.
    const noCodeNow = /404 \(Not Found\) \S+\/api\/relance\/qr$/;
    expect(admin.complaints.filter((complaint) => !noCodeNow.test(complaint))).toEqual([]);
  });
});
