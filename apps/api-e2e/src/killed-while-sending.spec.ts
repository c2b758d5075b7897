import { campaign, campaignNow, sendWithoutPauses, link, people, seenBy, sessionIn } from './support/acts.ts';
import { type Client } from './support/client.ts';
import { type TestEnv, startTestEnv } from './support/product.test-env.ts';
import { until } from './support/wait.ts';

const points = [
  { point: 'before_intent', mayBeUnknown: 0 },
  { point: 'after_intent', mayBeUnknown: 1 },
  { point: 'after_send', mayBeUnknown: 1 },
  { point: 'before_result', mayBeUnknown: 1 },
];

/** Whom the owner of that number has as contacts, and the phone they link. */
const phonesOf = (owner: number) => [1, 2, 3, 4].map((person) => `+2376700001${owner}${person}`);
const accountOf = (owner: number) => `+23769999990${owner}`;

/**
 * The API is killed (SIGKILL) by itself at a chosen point of the sending protocol, then started again without the
 * fault. Whatever the point: nobody sees a text twice, nothing is lost, and what is uncertain is shown as unknown. Each
 * point has an owner of its own, in one product.
 */
describe('killed while sending', () => {
  let testEnv: TestEnv;
  const prepared: { owner: Client; campaignId: string; phones: string[] }[] = [];

  beforeAll(async () => {
    // On the machine's own clock: two seconds between messages, in which the result of the one before is written.
    testEnv = await startTestEnv();
    for (const [index, { point }] of points.entries()) {
      const owner = await testEnv.owner(`owner-${point}`);
      const phones = phonesOf(index);
      await link(testEnv, owner, accountOf(index));
      await sendWithoutPauses(owner);
      await people(owner, phones);
      prepared.push({ owner, campaignId: (await campaign(owner, 'Killed')).id, phones });
    }
  }, 180_000);
  afterAll(() => testEnv?.stop(), 40_000);

  it.each(points)(
    'sends nothing twice and shows what is uncertain, killed at $point',
    async ({ point, mayBeUnknown }) => {
      const own = prepared[points.findIndex((each) => each.point === point)];
      if (!own) throw new Error(`nobody is prepared for ${point}`);
      const { owner, campaignId, phones } = own;
      const seenByThem = async () => (await Promise.all(phones.map((phone) => seenBy(testEnv, phone)))).flat().length;
      await testEnv.restart({ RELANCE_FAULT_POINT: point, RELANCE_FAULT_PASSING: '2' });
      await sessionIn(owner, 'connected', 60_000);
      await owner.post(`/campaigns/${campaignId}/start`);
      const end = await testEnv.api.ended;
      expect(end.signal).toBe('SIGKILL');
      expect(await seenByThem()).toBeLessThan(phones.length);

      await testEnv.restart();
      await sessionIn(owner, 'connected', 60_000);
      const settled = await until(
        'every first day to have an outcome',
        async () => {
          const { targets } = await owner.get<{
            targets: { days: { day: number; state: string }[]; status: string }[];
          }>(`/campaigns/${campaignId}/targets?limit=100`);
          const first = targets.map((target) => target.days.find((day) => day.day === 1)?.state ?? 'pending');
          return (
            first.length === phones.length && first.every((state) => !['pending', 'sending'].includes(state)) && first
          );
        },
        { within: 60_000 },
      );
      const { repeatedIds, repeatedTexts } = await testEnv.simulator.duplicates();
      expect({ repeatedIds, repeatedTexts }).toEqual({ repeatedIds: [], repeatedTexts: [] });
      const unknown = settled.filter((state) => state === 'unknown').length;
      expect(unknown).toBeLessThanOrEqual(mayBeUnknown);
      const reached = (await Promise.all(phones.map((phone) => seenBy(testEnv, phone)))).filter((texts) =>
        texts.some((text) => text.includes('day 1')),
      ).length;
      expect(reached + unknown).toBeGreaterThanOrEqual(phones.length);
      const view = await campaignNow(owner, campaignId);
      expect(view.counts['enrolled']).toBe(phones.length);
      expect((await (await testEnv.admin()).get<{ differences: number }>('/admin/integrity')).differences).toBe(0);
    },
    180_000,
  );
});

describe('an uncertain message and its late receipt', () => {
  let testEnv: TestEnv;

  beforeAll(async () => {
    testEnv = await startTestEnv({ RELANCE_CLOCK_RATE: '600', SEND_ACK_TIMEOUT_MS: '1500' });
  }, 120_000);
  afterAll(() => testEnv?.stop(), 40_000);

  it('is shown as unknown after a crash and settled by the receipt that comes later', async () => {
    const owner = await testEnv.owner('owner-late');
    const [phone = ''] = phonesOf(0);
    const account = accountOf(0);
    await link(testEnv, owner, account);
    await sendWithoutPauses(owner);
    await people(owner, [phone]);
    const { id } = await campaign(owner, 'Late');
    await testEnv.simulator.fault({ kind: 'receipts-none', account });
    await testEnv.simulator.fault({ kind: 'ack-none', account, count: 1 });
    await testEnv.restart({ RELANCE_FAULT_POINT: 'after_send' });
    await sessionIn(owner, 'connected', 60_000);
    await owner.post(`/campaigns/${id}/start`);
    await testEnv.api.ended;
    await testEnv.restart();
    await sessionIn(owner, 'connected', 60_000);
    const dayOne = async () => {
      const { targets } = await owner.get<{ targets: { days: { day: number; state: string }[] }[] }>(
        `/campaigns/${id}/targets`,
      );
      return targets[0]?.days.find((day) => day.day === 1)?.state;
    };
    await until('day 1 to be unknown', async () => (await dayOne()) === 'unknown', { within: 40_000 });
    const [message] = await testEnv.simulator.messages({});
    expect(message).toBeDefined();
    await testEnv.simulator.receipt({ id: message?.id ?? '', type: 'delivered' });
    await until('the receipt to settle it', async () => (await dayOne()) === 'delivered');
    expect((await seenBy(testEnv, phone)).filter((text) => text.includes('day 1'))).toHaveLength(1);
    expect((await (await testEnv.admin()).get<{ differences: number }>('/admin/integrity')).differences).toBe(0);
  }, 180_000);
});
