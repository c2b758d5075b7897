import { changeOf, type DeliveryUpdate, refusal } from '@relance/campaigns-domain';
import { seededRng } from '@relance/kernel';
import { Types } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { testStores } from '../testing/stores.test-hooks.ts';
import { anActiveCampaign, anIntent, enrolled, start } from '../testing/test-stores.ts';

const stores = testStores();

const updates: readonly DeliveryUpdate[] = [
  { state: 'sent', at: start, error: null },
  { state: 'delivered', at: start, error: null },
  { state: 'read', at: start, error: null },
  { state: 'unknown', at: start, error: null },
  { state: 'refused', at: start, error: refusal(500) },
  { state: 'refused', at: start, error: refusal(404) },
  { state: 'failed', at: start, error: refusal(500) },
  { state: 'withdrawn', at: start },
];

describe('recount', () => {
  it('finds nothing after any sequence of what may happen, and names what somebody changed by hand', async () => {
    const campaign = await anActiveCampaign(stores);
    const targets = await enrolled(stores, campaign.id, 6);
    const rng = seededRng('recount');
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(rng.next() * list.length)];
    const caps = { daily: 1000, campaign: 1000, cold: 1000 };
    for (let step = 0; step < 120; step += 1) {
      const id = pick(targets)?.id;
      const [target] = id ? await stores.sending.targetsById([id]) : [];
      if (!target) continue;
      if (target.status === 'active') {
        await stores.sending.writeIntent(anIntent(campaign, target, { caps }));
      } else if (rng.next() < 0.03) {
        await stores.targets.exitByKeys([target.phone], 'opted_out', start);
      }
      const written = anIntentId(target, campaign);
      const [delivery] = await stores.sending.deliveriesByMessageId([written]);
      const [now] = await stores.sending.targetsById([target.id]);
      const heard = pick(updates);
      const change =
        delivery &&
        now &&
        heard &&
        changeOf({ delivery, target: now, updates: [heard], nextDayAt: () => start }, start);
      if (change) await stores.sending.apply([change], start);
    }
    expect((await stores.statistics.recount(null, 100)).differences).toEqual([]);
    const after = await stores.campaigns.find(campaign.id, 'anyOwner');
    expect(after?.counts.enrolled).toBe(6);
    expect(after?.messages.sent).toBeGreaterThan(5);

    await stores.connection
      .collection(CAMPAIGNS)
      .updateOne({ _id: new Types.ObjectId(campaign.id) }, { $inc: { 'messages.sent': 2 } });
    expect((await stores.statistics.recount(null, 100)).differences).toEqual([
      {
        campaignId: campaign.id,
        counter: 'messages.sent',
        stored: (after?.messages.sent ?? 0) + 2,
        counted: after?.messages.sent,
      },
    ]);
  }, 120_000);
});

function anIntentId(
  target: Awaited<ReturnType<typeof enrolled>>[number],
  campaign: Parameters<typeof anIntent>[0],
): string {
  return anIntent(campaign, { ...target, status: 'active' }).delivery.waMessageId;
}
