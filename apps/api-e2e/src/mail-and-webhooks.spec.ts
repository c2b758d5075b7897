import { startMailServer, startReceiver } from '@relance/platform/testing';
import { Webhook } from 'standardwebhooks';
import { campaign, campaignNow, link, people, seenBy, sendWithoutPauses, sessionIn } from './support/acts.ts';
import { freePort, startApi } from './support/api-process.ts';
import { Client } from './support/client.ts';
import { type TestEnv, startTestEnv, tokenFor } from './support/product.test-env.ts';
import { until } from './support/wait.ts';

const account = '+237699999903';
const phone = '+237670000301';
/** An hour of the product in a second: a daily report is due within 24 s. */
const RATE = 3600;
const SERVICE_TOKEN = 'the-token-of-the-story-for-our-own-server';

type Run = { id: string; period: string | null; status: string };

/** What the product tells others, to a real mail server and a real receiver, and what another program tells the product. */
describe('mail, webhooks and a service token', () => {
  let mail: Awaited<ReturnType<typeof startMailServer>>;
  let testEnv: TestEnv;

  beforeAll(async () => {
    mail = await startMailServer();
    testEnv = await startTestEnv({
      SMTP_URL: mail.url,
      MAIL_FROM: 'Relance <reports@relance.test>',
      RELANCE_CLOCK_RATE: String(RATE),
      WEBHOOKS_ALLOW_PRIVATE: 'true',
      SERVICE_TOKEN,
    });
  }, 120_000);
  afterAll(async () => {
    await testEnv?.stop();
    await mail?.close();
  }, 40_000);

  it('tell a webhook that a phone was linked and that a person replied, signed', async () => {
    const owner = await testEnv.owner('owner-told');
    const receiver = await startReceiver();
    const { secret } = await owner.post<{ secret: string }>('/webhooks', {
      url: receiver.url,
      events: ['session.updated', 'contact.replied'],
    });
    await people(owner, [phone]);
    await link(testEnv, owner, account);
    await testEnv.simulator.reply({ from: phone, account, text: 'Yes, tell me more' });
    const of = (type: string) => receiver.received.filter(({ event }) => event.type === type);
    await until('the reply to be told', async () => of('contact.replied').length > 0);
    const connected = await until('the link to be told', async () =>
      of('session.updated').find(({ event }) => event.data['sessionState'] === 'connected'),
    );
    expect(connected.event.data).toMatchObject({ ownerId: 'owner-told', connectionFailureCount: 0 });
    const { contacts } = await owner.get<{ contacts: { id: string; repliedAt: string | null }[] }>('/contacts');
    expect(of('contact.replied').map(({ event }) => event.data)).toEqual([
      { id: contacts[0]?.id, ownerId: 'owner-told', phone, repliedAt: expect.any(String) },
    ]);
    expect(JSON.stringify(receiver.received)).not.toContain('tell me more');
    for (const { headers, body } of receiver.received) {
      new Webhook(secret).verify(body, headers as Record<string, string>);
    }
    await receiver.close();
  }, 60_000);

  it('convert people between claim and send: nothing goes to them, others go on', async () => {
    const owner = await testEnv.owner('owner-told');
    const others = ['+237670000302', '+237670000303', '+237670000304'];
    await sendWithoutPauses(owner);
    await people(owner, others);
    const convert = (paid: string) =>
      fetch(`${testEnv.api.url}/api/relance/contacts/convert`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${SERVICE_TOKEN}`,
          'x-relance-owner': 'owner-told',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ phone: paid }),
      });
    // While the first message waits for its acknowledgement the next one is claimed and its text made.
    testEnv.simulator.fault({ kind: 'ack-delay', account, ms: 2_000, count: 1 });
    const { id } = await campaign(owner, 'Paid');
    await owner.post(`/campaigns/${id}/start`);
    const hasDayOne = async (to: string) => (await seenBy(testEnv, to)).some((text) => text.startsWith('Paid day 1'));
    const reached = await until('the first message', async () => {
      for (const to of [phone, ...others]) if (await hasDayOne(to)) return to;
      return false;
    });
    const [next = '', after = '', last = ''] = [phone, ...others].filter((to) => to !== reached);
    expect((await Promise.all([next, after].map(convert))).map(({ status }) => status)).toEqual([200, 200]);
    await until('somebody who did not pay to be reached', () => hasDayOne(last));
    expect(await Promise.all([next, after].map(hasDayOne))).toEqual([false, false]);
    await until('both to have left as paid', async () => (await campaignNow(owner, id)).counts['converted'] === 2);
    await owner.post(`/campaigns/${id}/cancel`);
  }, 60_000);

  it('send a report once, by the process that goes on, when the one that had claimed it is killed before the mail server took it', async () => {
    const admin = await testEnv.admin();
    mail.hold(true);
    const { id } = await admin.post<{ id: string }>('/admin/reports', {
      name: 'Daily',
      frequency: 'daily',
      hour: 6,
      timeZone: 'UTC',
      recipients: ['boss@example.com'],
      language: 'en',
    });
    await mail.untilHeld(1);
    const history = async () => (await admin.get<{ runs: Run[] }>(`/admin/reports/${id}/history`)).runs;
    const [claimed] = (await history()).slice(-1);
    expect(claimed).toMatchObject({ status: expect.not.stringMatching('sent') });
    const other = await startApi(await freePort(), testEnv.environment);
    await testEnv.api.kill();
    mail.hold(false);
    expect(mail.mails).toEqual([]);

    const isSent = (run: Run) => run.id === claimed?.id && run.status === 'sent';
    const left = new Client(`${other.url}/api/relance`, await tokenFor('boss', 'admin'));
    const historyThere = async () => (await left.get<{ runs: Run[] }>(`/admin/reports/${id}/history`)).runs;
    await until('the claimed report to be sent', async () => (await historyThere()).some(isSent), { within: 60_000 });
    await testEnv.restart();
    const runs = await history();
    const ids = mail.mails.map(({ messageId }) => messageId);
    expect(ids.filter((messageId) => messageId?.includes(claimed?.id ?? '?'))).toHaveLength(1);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(runs.map(({ period }) => period)).size).toBe(runs.length);
    await other.stop();
    await sessionIn(await testEnv.owner('owner-told'), 'connected');
  }, 120_000);
});
