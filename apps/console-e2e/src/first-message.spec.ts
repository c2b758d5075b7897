import { member, sendWithoutPauses, sessionIn } from '../../api-e2e/src/support/acts.ts';
import { Client } from '../../api-e2e/src/support/client.ts';
import { tokenFor } from '../../api-e2e/src/support/product.test-env.ts';
import { until } from '../../api-e2e/src/support/wait.ts';
import { describeInBrowser } from './support/browser.ts';
import { type ConsoleTestEnv, startConsoleTestEnv } from './support/console.test-env.ts';
import { en, type FirstHourWords, fr } from './support/first-hour.words.ts';
import { type Visitor } from './support/visitor.ts';

/** Messages that leave seconds apart arrive at once; the next day is 24 minutes away. */
const FAST = { RELANCE_CLOCK_RATE: '60' };
const invited = { email: 'awa@example.test', password: 'a quiet river at noon' };
/** A picture of one pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

type Hour = {
  readonly who: string;
  readonly words: FirstHourWords;
  readonly size: 'desktop' | 'phone';
  readonly language: 'en' | 'fr';
  readonly ownPhone: string;
  /** Begins the numbers of the contacts. */
  readonly numbers: string;
  readonly campaign: string;
};
const hours: Hour[] = [
  {
    who: 'the first admin, on a desktop in English',
    words: en,
    size: 'desktop',
    language: 'en',
    ownPhone: '+237699999904',
    numbers: '+2376700002',
    campaign: 'A place on Thursday',
  },
  {
    who: 'an invited owner, on a phone in French',
    words: fr,
    size: 'phone',
    language: 'fr',
    ownPhone: '+237699999905',
    numbers: '+2376700003',
    campaign: 'Une place jeudi',
  },
];

/** Forty people as Google's address book exports them, every tenth with the label `salon`. */
const peopleOf = ({ numbers }: Hour) =>
  Array.from({ length: 40 }, (_, index) => ({
    firstName: `Aïcha${index}`,
    phone: `${numbers}${String(index).padStart(2, '0')}`,
    isInvited: index % 10 === 0,
  }));
const csvOf = (hour: Hour) =>
  [
    'First Name,Last Name,Labels,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value',
    ...peopleOf(hour).map(
      ({ firstName, phone, isInvited }) =>
        `${firstName},Mbarga,${isInvited ? 'salon ::: * myContacts' : '* myContacts'},${firstName}@example.test,Mobile,${phone}`,
    ),
  ].join('\r\n');

describeInBrowser('from an empty installation to the first message, without leaving the console', () => {
  let testEnv: ConsoleTestEnv;

  beforeAll(async () => {
    testEnv = await startConsoleTestEnv(FAST);
  }, 180_000);

  afterAll(async () => {
    await testEnv?.stop();
  }, 60_000);

  /** What a phone shows, with its files. */
  const shownTo = async (phone: string) =>
    (await testEnv.simulator.messages({ to: phone })).filter(({ shown }) => shown);

  describe.each(hours)('$who', (hour) => {
    const { words } = hour;
    const people = peopleOf(hour);
    const chosen = people.filter(({ isInvited }) => isInvited);
    let visitor: Visitor;
    let owner: Client;

    const guide = () => visitor.page.getByRole('region', { name: words.firstSteps });
    const row = (text: string) =>
      visitor.page.locator('main').locator('tr:visible, li:visible').filter({ hasText: text });

    it('logs in and finds the first steps, which can be put aside', async () => {
      const isAdmin = hour.size === 'desktop';
      if (!isAdmin) await member(testEnv, 'owner-awa', invited);
      visitor = await testEnv.visit({ size: hour.size, language: hour.language, ...(!isAdmin && { login: invited }) });
      const { page } = visitor;
      await visitor.open(isAdmin ? '/relance/dashboard' : '/relance/home');
      if (isAdmin) await page.getByRole('button', { name: 'Send from your own phone' }).click();
      await page.waitForURL('**/relance/home');
      await guide().getByText(words.stepsDone(0)).waitFor();
      expect(await visitor.faults()).toEqual([]);
      await visitor.picture('first-steps');
      await guide().getByRole('button', { name: words.later }).click();
      await guide().getByRole('listitem').first().waitFor({ state: 'detached' });
      await guide().getByRole('button', { name: words.continue }).click();
      // The hour of the day and the pace of a test are no part of the story.
      const me = await page.evaluate(async () => (await fetch('/api/relance/auth/me')).json());
      const { id, ownerId } = (me as { data: { user: { id: string; ownerId: string | null } } }).data.user;
      owner = new Client(`${testEnv.api.url}/api/relance`, await tokenFor(ownerId ?? id, 'user'));
      await sendWithoutPauses(owner);
    });

    it('links the own phone', async () => {
      const { page } = visitor;
      await guide().getByRole('button', { name: words.link, exact: true }).click();
      const dialog = page.getByRole('dialog', { name: words.linkTitle });
      if (hour.size === 'desktop') {
        await dialog.getByRole('img').first().waitFor();
        expect(await visitor.faults()).toEqual([]);
        const { qrText } = await owner.get<{ qrText: string }>('/qr');
        await testEnv.simulator.scan({ qr: qrText, phone: hour.ownPhone });
      } else {
        // A phone cannot scan its own screen.
        await dialog.getByRole('tab', { name: words.byCode }).click();
        await dialog.getByLabel(words.phoneNumber).fill(hour.ownPhone);
        await dialog.getByRole('button', { name: words.getCode }).click();
        const code = dialog.getByLabel(words.pairingCode);
        await code.waitFor();
        expect(await visitor.faults()).toEqual([]);
        await testEnv.simulator.linkCode({ code: (await code.innerText()).trim(), phone: hour.ownPhone });
      }
      await sessionIn(owner, 'connected');
      await dialog.waitFor({ state: 'detached' });
      await page
        .getByRole('region', { name: words.yourPhone })
        .getByText(words.connected, { exact: true })
        .first()
        .waitFor();
      await guide().getByText(words.stepsDone(1)).waitFor();
    });

    it('brings forty people in from Google’s file, whose columns are known', async () => {
      const { page } = visitor;
      await guide().getByRole('link', { name: words.import }).click();
      await page.getByText(words.drop).waitFor();
      if (hour.size === 'desktop') {
        const dropped = await page.evaluateHandle((text) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], 'contacts.csv', { type: 'text/csv' }));
          return transfer;
        }, csvOf(hour));
        await page.getByText(words.drop).dispatchEvent('drop', { dataTransfer: dropped });
      } else {
        const file = { name: 'contacts.csv', mimeType: 'text/csv', buffer: Buffer.from(csvOf(hour)) };
        await page.locator('main input[type=file]').setInputFiles(file);
      }
      await page.getByText(words.found(40), { exact: false }).waitFor();
      const suggested = (header: string) => page.getByLabel(words.columnIs(header), { exact: true }).inputValue();
      expect(await suggested('First Name')).toBe('firstName');
      expect(await suggested('Last Name')).toBe('lastName');
      expect(await suggested('Labels')).toBe('tags');
      expect(await suggested('E-mail 1 - Value')).toBe('email');
      expect(await suggested('Phone 1 - Value')).toBe('phone');
      expect(await visitor.faults()).toEqual([]);
      await visitor.picture('first-columns');
      await page.getByRole('button', { name: words.continue }).click();
      const imports: string[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('/contacts/import') && request.method() === 'POST') imports.push(request.url());
      });
      await page.getByRole('button', { name: words.importPeople(40) }).dblclick();
      await page.getByText(words.rowsRead(40)).waitFor();
      expect(imports).toHaveLength(1);
      await guide().getByText(words.stepsDone(2)).waitFor();
      expect(await visitor.faults()).toEqual([]);
      await visitor.picture('first-report');
    });

    it('changes the text of the first day, with a variable and a picture, and sends itself a test', async () => {
      const { page } = visitor;
      await guide().getByRole('link', { name: words.write }).click();
      const text = page.getByLabel(/^Text(e)? (of day|du jour) 1 \((French|Français)\)$/);
      await text.fill('Bonjour ');
      await page.getByRole('button', { name: words.insertVariable }).click();
      await page.getByRole('menuitem', { name: words.firstName, exact: true }).click();
      await text.and(page.locator(':focus')).waitFor();
      await page.keyboard.type(', une place se libère jeudi.');
      expect(await text.inputValue()).toBe('Bonjour {{firstName}}, une place se libère jeudi.');
      const file = { name: 'salon.png', mimeType: 'image/png', buffer: picture };
      await page.locator('main input[type=file]').setInputFiles(file);
      // A picture that is on its way is waited for.
      await page.getByRole('button', { name: words.save, exact: true }).click();
      await page.getByRole('button', { name: words.useDefault }).waitFor();
      const preview = page.getByRole('region', { name: words.preview });
      await preview.getByText(/^Bonjour \p{L}+, une place se libère jeudi\./u).waitFor(); // as WhatsApp shows it
      await preview.getByRole('img', { name: 'salon.png' }).waitFor();
      expect(await visitor.faults()).toEqual([]);
      await visitor.picture('first-text');
      await page.getByRole('button', { name: words.test }).click();
      await until('the test at the own phone', async () => (await shownTo(hour.ownPhone)).length > 0, {
        within: 30_000,
      });
      expect(await shownTo(hour.ownPhone)).toMatchObject([{ media: { kind: 'image', intact: true } }]);
    });

    it('starts a campaign, now, for those with the tag', async () => {
      const { page } = visitor;
      const go = () => page.getByRole('button', { name: words.continue, exact: true }).click();
      await guide().getByRole('link', { name: words.start, exact: true }).click();
      await page.getByLabel(words.campaignName).fill(hour.campaign);
      await page.getByLabel(words.tags).fill('salon');
      await page.getByText(words.reach(4)).waitFor();
      expect(await visitor.faults()).toEqual([]);
      await go();
      await page.waitForURL('**/new/what?**');
      await page.getByText('Bonjour', { exact: false }).first().waitFor();
      await go();
      await page.waitForURL('**/new/when?**');
      await page.getByLabel(words.capPerDay).waitFor();
      await go();
      await page.waitForURL('**/new/check?**');
      await page.getByText(words.reach(4)).waitFor();
      expect(await visitor.faults()).toEqual([]);
      await visitor.picture('first-check');
      await page.getByRole('button', { name: words.startCampaign }).click();
      await page.waitForURL(/\/relance\/campaigns\/[0-9a-f]{24}/);
      await page.getByRole('dialog', { name: hour.campaign }).getByText(words.enrolled(4)).waitFor();
    });

    it('brings the first message to each of them once, with the picture, and to nobody else', async () => {
      await until(
        'all to have the message',
        async () => (await Promise.all(chosen.map(({ phone }) => shownTo(phone)))).every((shown) => shown.length > 0),
        { within: 60_000 },
      );
      for (const { firstName, phone } of chosen) {
        const shown = await shownTo(phone);
        expect(shown).toMatchObject([{ media: { kind: 'image', intact: true } }]);
        expect(shown[0]?.text).toContain(`Bonjour ${firstName}, une place se libère jeudi.`);
      }
      const others = people.filter(({ isInvited }) => !isInvited);
      expect((await Promise.all(others.map(({ phone }) => shownTo(phone)))).flat()).toEqual([]);
    }, 90_000);

    it('sees who answers STOP as opted out, on the page that is open', async () => {
      const { page } = visitor;
      await visitor.open('/relance/contacts?tag=salon');
      const [first, second] = chosen.map(({ firstName }) => `${firstName} Mbarga`);
      await row(first ?? '').waitFor();
      testEnv.simulator.reply({ from: chosen[0]?.phone ?? '', account: hour.ownPhone, text: 'STOP' });
      await row(first ?? '')
        .getByText(words.optedOut)
        .waitFor();
      expect(
        await row(second ?? '')
          .getByText(words.optedOut)
          .count(),
      ).toBe(0);
      expect(await page.getByRole('region', { name: words.firstSteps }).count()).toBe(0);
      await visitor.picture('first-opted-out');
    });

    it('pauses, and the first steps are gone', async () => {
      const { page } = visitor;
      await visitor.open('/relance/campaigns');
      await page.getByRole('link', { name: hour.campaign, exact: true }).first().click();
      const drawer = page.getByRole('dialog', { name: hour.campaign, exact: true });
      await drawer.getByRole('button', { name: words.pause, exact: true }).click();
      const question = page.getByRole('dialog', { name: words.askPause(hour.campaign) });
      await question.getByText(words.paused(3), { exact: false }).waitFor();
      await question.getByLabel(words.reason).fill('-');
      await question.getByRole('button', { name: words.pauseCampaign }).click();
      await drawer.getByText(words.isPaused, { exact: true }).first().waitFor();
      expect(await visitor.faults()).toEqual([]);
      await visitor.open('/relance/home');
      await page.getByRole('region', { name: words.yourPhone }).waitFor();
      expect(await guide().count()).toBe(0);
      await visitor.picture('first-home');
      // Between two codes, and once the phone has scanned one, there is none: the dialog asks until the answer is 404.
      const noCodeNow = /404 \(Not Found\) \S+\/api\/relance\/qr$/;
      expect(visitor.complaints.filter((complaint) => !noCodeNow.test(complaint))).toEqual([]);
      await visitor.leave();
    });
  });

  it('lets an admin act for the invited owner, and every page says so', async () => {
    const admin = await testEnv.visit();
    const { page } = admin;
    await admin.open('/relance/owners/owner-awa');
    await page.getByRole('button', { name: 'Act for this owner' }).click();
    await page.waitForURL('**/relance/contacts');
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
    for (const path of ['/relance/contacts', '/relance/messages', '/relance/campaigns/new/who']) {
      await admin.open(path);
      await page.getByText(/^You are acting for /).waitFor();
    }
    expect(await admin.faults()).toEqual([]);
    await admin.leave();
  });
});
