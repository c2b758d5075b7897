import { campaign, campaignNow, sendWithoutPauses, link, people, seenBy, sessionIn } from './support/acts.ts';
import { type Client } from './support/client.ts';
import { type TestEnv, startTestEnv } from './support/product.test-env.ts';
import { stays, until } from './support/wait.ts';

/** One product day lasts eight real seconds. */
const FAST = { RELANCE_CLOCK_RATE: '10800' };
const phones = ['+237670000001', '+237670000002', '+33612000003'];

describe('the product’s main job, from a scan to the end of a campaign', () => {
  let testEnv: TestEnv;
  let owner: Client;
  let campaignId: string;

  beforeAll(async () => {
    testEnv = await startTestEnv(FAST);
    owner = await testEnv.owner('owner-story');
  }, 120_000);
  afterAll(() => testEnv?.stop(), 40_000);

  it('links a phone by QR and says so on the owner’s stream', async () => {
    const stream = await owner.listen('/stream');
    const view = await link(testEnv, owner, '+237699999901');
    expect(view).toMatchObject({ whatsappStatus: 'connected', connectionFailureCount: 0, requiresQr: false });
    await until('session.updated to say connected', async () =>
      stream.events.some((event) => event.name === 'session.updated' && event.data['sessionState'] === 'connected'),
    );
    stream.close();
  }, 60_000);

  it('sends day 1 and day 2 to three people exactly once, with the right texts', async () => {
    await sendWithoutPauses(owner);
    await people(owner, phones);
    const draft = await campaign(owner, 'Spring');
    campaignId = draft.id;
    expect(draft).toMatchObject({ status: 'draft' });
    const started = await owner.post<{ status: string; counts: { enrolled: number } }>(
      `/campaigns/${campaignId}/start`,
    );
    expect(started).toMatchObject({ status: 'active', counts: { enrolled: 3 } });
    for (const [index, phone] of phones.entries()) {
      const texts = await until(
        `day 2 to reach ${phone}`,
        async () => {
          const seen = await seenBy(testEnv, phone);
          return seen.some((text) => text.includes('day 2')) && seen;
        },
        { within: 60_000 },
      );
      expect(texts.filter((text) => text.includes('day 1'))).toEqual([`Spring day 1 for Person ${index + 1}`]);
      expect(texts.filter((text) => text.includes('day 2'))).toEqual([`Spring day 2 for Person ${index + 1}`]);
    }
    const { repeatedIds, repeatedTexts } = await testEnv.simulator.duplicates();
    expect({ repeatedIds, repeatedTexts }).toEqual({ repeatedIds: [], repeatedTexts: [] });
  }, 120_000);

  it('moves the statistics with the receipts, and the identities hold', async () => {
    const view = await until('receipts to be counted', async () => {
      const now = await campaignNow(owner, campaignId);
      return now.messages.read > 0 && now;
    });
    const { sent, pending, delivered, read, refused } = view.messages;
    expect(sent).toBe(pending + delivered + read + refused);
    const {
      enrolled = 0,
      active = 0,
      sending = 0,
      unknown = 0,
      completed = 0,
      converted = 0,
      exited = 0,
    } = view.counts;
    expect(enrolled).toBe(active + sending + unknown + completed + converted + exited);
    expect(view.dayFunnel.reduce((sum, count) => sum + count, 0)).toBe(active + sending + unknown);
  }, 30_000);

  it('lets nothing more out once it is paused', async () => {
    const answer = await owner.post<{ campaign: { status: string }; inFlight: number }>(
      `/campaigns/${campaignId}/pause`,
      { reason: 'a story' },
    );
    expect(answer.campaign.status).toBe('paused');
    expect(answer.inFlight).toBeLessThanOrEqual(1);
    await until(
      'the message in flight to land',
      async () => (await campaignNow(owner, campaignId)).counts['sending'] === 0,
    );
    const before = (await testEnv.simulator.messages({})).length;
    await stays(
      'no message arrives while paused',
      async () => (await testEnv.simulator.messages({})).length === before,
      10_000,
    );
  }, 40_000);

  it('goes on after a resume, without a burst and without skipping a day', async () => {
    await owner.post(`/campaigns/${campaignId}/resume`);
    const seen = await until(
      'the next day to arrive',
      async () => {
        const texts = await seenBy(testEnv, phones[0] ?? '');
        return texts.some((text) => text.includes('day 3')) && texts;
      },
      { within: 40_000 },
    );
    expect(new Set(seen).size).toBe(seen.length);
  }, 60_000);

  it('lets a person go who answers STOP, and confirms once', async () => {
    await testEnv.simulator.reply({ from: phones[1] ?? '', account: '+237699999901', text: ' Stop! ' });
    const view = await until('the exit', async () => {
      const now = await campaignNow(owner, campaignId);
      return (now.counts.exitedBy['opted_out'] ?? 0) === 1 && now;
    });
    expect(view.counts['exited']).toBe(1);
    const after = (await seenBy(testEnv, phones[1] ?? '')).filter((text) => text.startsWith('Spring')).length;
    await stays(
      'nothing of the campaign reaches them again',
      async () => (await seenBy(testEnv, phones[1] ?? '')).filter((text) => text.startsWith('Spring')).length === after,
      9_000,
    );
  }, 60_000);

  it('ends everybody else when it is cancelled, and the books balance', async () => {
    const { campaign: cancelled } = await owner.post<{ campaign: { status: string; nextActions: string[] } }>(
      `/campaigns/${campaignId}/cancel`,
      { reason: 'the story ends' },
    );
    expect(cancelled.status).toBe('cancelled');
    const view = await until('all targets to be out', async () => {
      const now = await campaignNow(owner, campaignId);
      return now.counts['active'] === 0 && now.counts['sending'] === 0 && now;
    });
    expect(view.counts.exitedBy['manual']).toBe(2);
    const refused = await owner.ask('POST', `/campaigns/${campaignId}/resume`, {});
    expect(refused).toMatchObject({
      status: 409,
      body: { success: false, code: 'CAMPAIGN_TRANSITION_REFUSED', details: { currentStatus: 'cancelled' } },
    });
    const integrity = await (await testEnv.admin()).get<{ differences: number }>('/admin/integrity');
    expect(integrity.differences).toBe(0);
    await sessionIn(owner, 'connected');
  }, 60_000);

  it('writes no phone number, message text or secret into its log', () => {
    const log = testEnv.api.output.join('\n');
    expect(log).toContain('owner-story');
    for (const secret of [
      ...phones,
      '237670000001',
      '33612000003',
      '237699999901',
      'Spring day',
      testEnv.environment['JWT_SECRET'] ?? '',
      'correct horse',
    ]) {
      expect(log).not.toContain(secret);
    }
  });
});
