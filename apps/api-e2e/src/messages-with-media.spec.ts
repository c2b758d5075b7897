import { createHash } from 'node:crypto';
import { campaignNow, sendWithoutPauses, link, people, sessionIn } from './support/acts.ts';
import { type Client } from './support/client.ts';
import { startTestEnv, type TestEnv } from './support/product.test-env.ts';
import { until } from './support/wait.ts';

const account = '+237699999905';
const phones = ['+237670000501', '+237670000502'] as const;
const long = `Bonjour ${'x'.repeat(1100)}`;
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF');
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Files and long texts through API, database, real client and simulated phones. */
describe('messages with media', () => {
  let testEnv: TestEnv;
  let owner: Client;

  beforeAll(async () => {
    testEnv = await startTestEnv();
    owner = await testEnv.owner('owner-media');
    await link(testEnv, owner, account);
    await sendWithoutPauses(owner);
    await people(owner, phones);
  }, 180_000);
  afterAll(() => testEnv?.stop(), 40_000);

  const upload = async (bytes: Buffer, name: string) =>
    (await owner.upload<{ id: string; type: string }>('/media', bytes, name)).id;
  const startCampaign = async (name: string, day: { messageTemplate: { fr: string }; mediaIds: string[] }) => {
    const { id } = await owner.post<{ id: string }>('/campaigns', {
      name,
      targetFilter: { tags: ['story'] },
      customMessages: [{ dayNumber: 1, ...day }],
    });
    await owner.post(`/campaigns/${id}/start`);
    return id;
  };
  const seen = async (phone: string) => (await testEnv.simulator.messages({ to: phone })).filter(({ shown }) => shown);
  const sentOf = async (id: string) => (await campaignNow(owner, id)).messages.sent;

  it('goes to the own phone as a test, picture and words', async () => {
    const mediaIds = [await upload(picture, 'salon.png')];
    const answer = await owner.post<{ state: string }>('/templates/test', { message: { fr: 'Un essai' }, mediaIds });
    expect(answer.state).toBe('sent');
    expect(await seen(account)).toMatchObject([
      { text: 'Un essai', media: { kind: 'image', intact: true, sha256: sha256(picture) } },
    ]);
  }, 60_000);

  it('brings a picture with its caption to each person once, uploaded once', async () => {
    const mediaIds = [await upload(picture, 'salon.png')];
    const id = await startCampaign('Picture', { messageTemplate: { fr: 'Regardez {{name}}' }, mediaIds });
    await until('both to have it', async () => (await sentOf(id)) === 2, { within: 60_000 });
    for (const [index, phone] of phones.entries()) {
      expect(await seen(phone)).toMatchObject([
        { text: `Regardez Person ${index + 1}`, media: { kind: 'image', intact: true, sha256: sha256(picture) } },
      ]);
    }
    expect((await testEnv.simulator.state()).files).toBe(1);
    await owner.post(`/campaigns/${id}/cancel`, { reason: 'next story' });
  }, 90_000);

  it('killed between the two messages of a day: the file is not repeated, the text is unknown until somebody decides', async () => {
    const mediaIds = [await upload(pdf, 'prix.pdf')];
    const { id } = await owner.post<{ id: string }>('/campaigns', {
      name: 'Two parts',
      targetFilter: { tags: ['story'] },
      customMessages: [{ dayNumber: 1, messageTemplate: { fr: long }, mediaIds }],
    });
    await testEnv.restart({ RELANCE_FAULT_POINT: 'between_parts' });
    await sessionIn(owner, 'connected', 60_000);
    await owner.post(`/campaigns/${id}/start`);
    expect((await testEnv.api.ended).signal).toBe('SIGKILL');
    await testEnv.restart();
    await sessionIn(owner, 'connected', 60_000);
    const targetsOf = async () =>
      (await owner.get<{ targets: { id: string; days: { state: string }[] }[] }>(`/campaigns/${id}/targets`)).targets;
    await until(
      'one to be sent and one to be unknown',
      async () => {
        const states = (await targetsOf()).map(({ days }) => days[0]?.state ?? 'pending');
        return states.includes('unknown') && states.some((state) => ['sent', 'delivered', 'read'].includes(state));
      },
      { within: 60_000 },
    );
    const uncertain = (await targetsOf()).find(({ days }) => days[0]?.state === 'unknown');
    await owner.post(`/targets/${uncertain?.id}/retry`);
    await until('the rest to arrive', async () => (await sentOf(id)) === 2, { within: 60_000 });
    for (const phone of phones) {
      const parts = (await seen(phone)).slice(1).map(({ text, media }) => [media?.kind ?? 'text', text?.length ?? 0]);
      expect(parts).toEqual([
        ['document', 0],
        ['text', long.length],
      ]);
    }
    const { repeatedIds, repeatedTexts } = await testEnv.simulator.duplicates();
    expect({ repeatedIds, repeatedTexts }).toEqual({ repeatedIds: [], repeatedTexts: [] });
    expect((await (await testEnv.admin()).get<{ differences: number }>('/admin/integrity')).differences).toBe(0);
  }, 180_000);
});
