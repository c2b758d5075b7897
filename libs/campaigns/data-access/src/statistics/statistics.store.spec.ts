import {
  addFigures,
  type Campaign,
  changeOf,
  type DeliveryUpdate,
  noDayFigures,
  noFigures,
  refusal,
} from '@relance/campaigns-domain';
import { type CampaignId, seededRng } from '@relance/kernel';
import { Types } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { TARGETS } from '../targets/target.schema.ts';
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
    await expectHoursToAddUp(campaign.id, after);

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

describe('10.3.1 the days of targets', () => {
  it('are compared with the deliveries, each with its own', async () => {
    const campaign = await anActiveCampaign(stores);
    const caps = { daily: 1000, campaign: 1000, cold: 1000 };
    const targets = await enrolled(stores, campaign.id, 3);
    for (const [index, target] of targets.entries()) {
      const { delivery: intent } = anIntent(campaign, target, { caps });
      await stores.sending.writeIntent(anIntent(campaign, target, { caps }));
      const [delivery] = await stores.sending.deliveriesByMessageId([intent.waMessageId]);
      const [now] = await stores.sending.targetsById([target.id]);
      if (!delivery || !now) throw new Error('nothing was sent');
      const states = ['sent', 'delivered', 'read'] as const;
      const updated = [{ state: states[index] ?? 'sent', at: start, error: null }];
      const change = changeOf({ delivery, target: now, updates: updated, nextDayAt: () => start }, start);
      if (change) await stores.sending.apply([change], start);
    }
    const found = async () =>
      (await stores.statistics.recount(null, 100)).differences
        .filter(({ campaignId }) => campaignId === campaign.id)
        .map(({ counter, stored, counted }) => [counter, stored, counted]);
    const note = (index: number, state: string) =>
      stores.connection
        .collection(TARGETS)
        .updateOne({ _id: new Types.ObjectId(targets[index]?.id) }, { $set: { 'days.0.state': state } });
    expect(await found()).toEqual([]);
    await note(0, 'read');
    expect(await found()).toEqual([
      ['days.1.read', 2, 1],
      ['days.1.sent', 0, 1],
    ]);
    // As many of each state, and not of the same people.
    await note(2, 'sent');
    expect(await found()).toEqual([['days.1', 3, 1]]);
    await note(0, 'failed');
    await note(2, 'read');
    expect(await found()).toEqual([['days.1.sent', 0, 1]]);
  });
});

function anIntentId(
  target: Awaited<ReturnType<typeof enrolled>>[number],
  campaign: Parameters<typeof anIntent>[0],
): string {
  return anIntent(campaign, { ...target, status: 'active' }).delivery.waMessageId;
}

/** The sums of the hourly figures are the campaign's numbers, for all campaigns together and for this one. */
async function expectHoursToAddUp(id: CampaignId, campaign: Campaign | null): Promise<void> {
  for (const scope of ['together', [id]] as const) {
    let figures = noFigures();
    let days = Array.from({ length: 7 }, noDayFigures);
    const exits: Record<string, number> = {};
    for await (const hour of stores.analytics.hours({ from: null, until: null, of: scope })) {
      figures = addFigures(figures, hour.figures);
      days = days.map((day, index) => addFigures(day, hour.days[index] ?? noDayFigures()));
      for (const [reason, count] of Object.entries(hour.exits)) exits[reason] = (exits[reason] ?? 0) + count;
    }
    const messages = campaign?.messages;
    expect(figures).toMatchObject({
      sent: messages?.sent,
      delivered: (messages?.delivered ?? 0) + (messages?.read ?? 0),
      read: messages?.read,
      failed: (messages?.failed ?? 0) + (messages?.refused ?? 0),
      converted: campaign?.counts.converted,
    });
    const sumOf = (name: 'sent' | 'exited') => days.reduce((sum, day) => sum + day[name], 0);
    const left = (campaign?.counts.enrolled ?? 0) - (campaign?.dayFunnel.reduce((sum, n) => sum + n, 0) ?? 0);
    expect([sumOf('sent'), sumOf('exited')]).toEqual([messages?.sent, left]);
    expect(days.map(({ sent }) => sent)).toEqual(campaign?.perDay.map(({ sent }) => sent));
    expect(Object.values(exits).reduce((sum, n) => sum + n, 0)).toBe(left);
    const standing = await stores.analytics.standing({ campaignId: id });
    expect(standing.waiting).toEqual(campaign?.dayFunnel);
    expect(Object.fromEntries(Object.entries(standing.exits).filter(([, count]) => count > 0))).toEqual(exits);
  }
}
