import { type CampaignId } from '@relance/kernel';
import { type CampaignStatus, changeOf } from '@relance/campaigns-domain';
import { vi } from 'vitest';
import { Types } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { MongoCampaignStore } from '../campaigns/campaign.store.ts';
import { STATUS_COUNTS } from '../campaigns/status-counts.ts';
import { testStores } from '../testing/stores.test-hooks.ts';
import { anActiveCampaign, anIntent, enrolled, noAudit, owner, start } from '../testing/test-stores.ts';
import { MongoAnalyticsStore } from './analytics.store.ts';
import { type Standing } from './standing.ts';
import { COUNTED_CAMPAIGNS } from './totals.ts';

const stores = testStores();
const caps = { daily: 1000, campaign: 1000, cold: 1000 };
const steps: Readonly<Record<string, readonly CampaignStatus[]>> = {
  active: ['paused', 'cancelled', 'completed'],
  paused: ['active', 'cancelled'],
};
/** The nth of a series that looks random and is the same each time. */
const drawn = (n: number, of: number): number => Math.floor((Math.abs(Math.sin(n * 78.233) * 43758.5453) % 1) * of);
const campaignIds = async (filter: object): Promise<CampaignId[]> =>
  (await stores.connection.collection(CAMPAIGNS).find(filter).toArray()).map(
    ({ _id }) => (_id as Types.ObjectId).toHexString() as CampaignId,
  );
const exitsOf = ({ exits }: Standing) => Object.fromEntries(Object.entries(exits).filter(([, count]) => count !== 0));

/** What the campaigns themselves say, one by one. */
async function addedUp(filter: object): Promise<unknown> {
  const all: Standing[] = [];
  for (const campaignId of await campaignIds(filter)) all.push(await stores.analytics.standing({ campaignId }));
  const exits: Record<string, number> = {};
  for (const one of all)
    for (const [reason, count] of Object.entries(exitsOf(one))) exits[reason] = (exits[reason] ?? 0) + count;
  const sum = (of: (one: Standing) => number | undefined) => all.reduce((total, one) => total + (of(one) ?? 0), 0);
  return {
    waiting: Array.from({ length: 7 }, (_, day) => sum(({ waiting }) => waiting[day])),
    sent: Array.from({ length: 7 }, (_, day) => sum(({ days }) => days[day]?.sent)),
    exits,
  };
}
async function stored(filter: object): Promise<unknown> {
  const standing = await stores.analytics.standing(filter);
  return { waiting: standing.waiting, sent: standing.days.map(({ sent }) => sent), exits: exitsOf(standing) };
}

beforeEach(async () => {
  for (const collection of [CAMPAIGNS, STATUS_COUNTS, COUNTED_CAMPAIGNS, 'relance_targets', 'message_deliveries'])
    await stores.connection.collection(collection).deleteMany({});
});

/** People join, messages leave, campaigns pause, go on, end and are removed; changes are counted now and then. */
async function act(n: number, ids: CampaignId[]): Promise<void> {
  const id = ids[drawn(n, ids.length)] as CampaignId;
  const campaign = await stores.campaigns.find(id, 'anyOwner');
  if (!campaign) return;
  const kind = drawn(n + 0.2, 6);
  const next = steps[campaign.status]?.[drawn(n + 0.4, 3)];
  if (kind === 0 && campaign.status === 'active') await enrolled(stores, id, 1 + drawn(n + 0.6, 3));
  else if (kind === 1 && next)
    await stores.campaigns.transition(id, 'anyOwner', campaign.status, { status: next } as never, start);
  else if (kind === 2) await stores.campaigns.countChanges(2);
  else if (kind === 3 && drawn(n + 0.8, 4) === 0)
    await stores.campaigns.remove(id, { ownerId: owner }, campaign.status);
  else {
    const [target] = await stores.sending.waiting(owner, id, 1);
    if (!target || campaign.status !== 'active') return;
    const intent = anIntent(campaign, target, { caps });
    if ((await stores.sending.writeIntent(intent)) !== 'written') return;
    const change = changeOf(
      {
        delivery: intent.delivery,
        target: intent.after,
        updates: [{ state: 'sent', at: start, error: null }],
        nextDayAt: () => start,
      },
      start,
    );
    if (change) await stores.sending.apply([change], start);
  }
}

describe('how all campaigns stand together', () => {
  it('is what the campaigns say one by one, after many changes', async () => {
    const ids: CampaignId[] = [];
    for (let n = 0; n < 6; n += 1) ids.push((await anActiveCampaign(stores)).id);
    for (const id of ids) await enrolled(stores, id, 3);
    for (let n = 1; n <= 120; n += 1) await act(n, ids);
    for (const filter of [
      {},
      { status: 'active' },
      { status: 'paused' },
      { status: 'cancelled' },
      { type: 'filtered' },
    ])
      expect({ filter, is: await stored(filter) }).toEqual({ filter, is: await addedUp(filter) });
    expect(await stored({ type: 'default' })).toMatchObject({ exits: {}, waiting: [0, 0, 0, 0, 0, 0, 0] });
    expect(await stores.statistics.recountTotals()).toEqual([]);
  });

  it('costs the marks of what changed and the stored sums, however many campaigns there are', async () => {
    for (let n = 0; n < 3; n += 1) await enrolled(stores, (await anActiveCampaign(stores)).id, 2);
    await stores.analytics.standing({});
    const asked = vi.spyOn(stores.connection, 'collection');
    expect((await stores.analytics.standing({})).waiting[0]).toBe(6);
    expect(asked.mock.calls.map(([name]) => name)).toEqual([CAMPAIGNS, STATUS_COUNTS]);
    asked.mockRestore();
  });

  it('is filled in a database of which only the totals were counted', async () => {
    await enrolled(stores, (await anActiveCampaign(stores)).id, 2);
    await stores.campaigns.countChanges(100);
    const sums = stores.connection.collection<{ _id: string }>(STATUS_COUNTS);
    await sums.deleteMany({ _id: /^standing:/ });
    await sums.updateOne({ _id: 'campaigns' }, { $unset: { 'totals.sums': '' } });
    const old = { status: '', type: '', rev: '', dayFunnel: '', perDay: '' };
    await stores.connection.collection(COUNTED_CAMPAIGNS).updateMany({}, { $unset: old });
    const restarted = new MongoAnalyticsStore(stores.connection);
    expect((await restarted.standing({ type: 'filtered' })).waiting[0]).toBe(2);
    expect((await new MongoCampaignStore(stores.connection, noAudit).overview()).counts.enrolled).toBe(2);
    expect(await stores.statistics.recountTotals()).toEqual([]);
  });

  it('is repaired with the tiles by a recount that found somebody had written by hand', async () => {
    await enrolled(stores, (await anActiveCampaign(stores)).id, 2);
    await stores.campaigns.countChanges(100);
    const sums = stores.connection.collection<{ _id: string }>(STATUS_COUNTS);
    await sums.updateOne({ _id: 'standing:active:filtered' }, { $inc: { 'waiting.0': 5, 'exits.paid': 1 } });
    await sums.updateOne({ _id: 'campaigns' }, { $inc: { 'totals.counts.enrolled': 3, 'cells.draft.filtered': -1 } });
    expect((await stores.statistics.recountTotals()).map(({ counter }) => counter).sort()).toEqual([
      'campaigns.draft.filtered',
      'standing:active:filtered.exits.paid',
      'standing:active:filtered.waiting.0',
      'totals.counts.enrolled',
    ]);
    await stores.statistics.repairTotals();
    expect(await stores.statistics.recountTotals()).toEqual([]);
    expect((await stores.analytics.standing({})).waiting[0]).toBe(2);
    expect((await stores.campaigns.overview()).counts.enrolled).toBe(2);
  });
});
