import { changeOf } from '@relance/campaigns-domain';
import { vi } from 'vitest';
import { Types } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { MongoCampaignStore } from '../campaigns/campaign.store.ts';
import { STATUS_COUNTS } from '../campaigns/status-counts.ts';
import { testStores } from '../testing/stores.test-hooks.ts';
import {
  aNewCampaign,
  anActiveCampaign,
  anIntent,
  enrolled,
  noAudit,
  only,
  owner,
  reload,
  start,
} from '../testing/test-stores.ts';
import { MongoStatisticsStore } from './statistics.store.ts';
import { COUNTED_CAMPAIGNS } from './totals.ts';

const stores = testStores();
const caps = { daily: 1000, campaign: 1000, cold: 1000 };
const tiles = () => stores.campaigns.overview();

beforeEach(async () => {
  for (const collection of [CAMPAIGNS, STATUS_COUNTS, COUNTED_CAMPAIGNS, 'relance_targets', 'message_deliveries'])
    await stores.connection.collection(collection).deleteMany({});
});

describe('the tiles', () => {
  it('hold the sums of all campaigns in one document once changes were counted, however often that is done', async () => {
    const [one, two] = [await anActiveCampaign(stores), await anActiveCampaign(stores)];
    await enrolled(stores, one.id, 3);
    await enrolled(stores, two.id, 2);
    expect(await stores.campaigns.countChanges(100)).toBe(2);
    expect(await stores.campaigns.countChanges(100)).toBe(0);
    expect(await tiles()).toMatchObject({
      counts: { enrolled: 5, active: 5, sending: 0 },
      messages: { sent: 0 },
      matrix: { active: { filtered: 2 } },
    });
    const target = only(await stores.sending.waiting(owner, one.id, 1));
    await stores.sending.writeIntent(anIntent(one, target, { caps }));
    await stores.campaigns.countChanges(100);
    expect((await tiles()).counts).toMatchObject({ enrolled: 5, active: 4, sending: 1 });
  });

  it('cost one document and the stored report, however many campaigns there are', async () => {
    for (let n = 0; n < 3; n += 1) await enrolled(stores, (await anActiveCampaign(stores)).id, 1);
    await stores.campaigns.countChanges(100);
    const asked = vi.spyOn(stores.connection, 'collection');
    expect((await tiles()).counts.enrolled).toBe(3);
    await new MongoStatisticsStore(stores.connection).lastReport();
    expect(asked.mock.calls.map(([name]) => name)).toEqual([STATUS_COUNTS, 'integrity_reports']);
    asked.mockRestore();
  });

  it('take in changes a page at a time', async () => {
    for (let n = 0; n < 3; n += 1) await enrolled(stores, (await anActiveCampaign(stores)).id, 1);
    expect(await stores.campaigns.countChanges(2)).toBe(2);
    expect((await tiles()).counts.enrolled).toBe(2);
    expect(await stores.campaigns.countChanges(2)).toBe(1);
    expect((await tiles()).counts.enrolled).toBe(3);
  });

  it('let go of a campaign that is removed, counted or not', async () => {
    const [counted, uncounted] = [await anActiveCampaign(stores), await anActiveCampaign(stores)];
    await enrolled(stores, counted.id, 4);
    await stores.campaigns.countChanges(100);
    await enrolled(stores, uncounted.id, 1);
    await stores.campaigns.remove(counted.id, { ownerId: counted.ownerId }, 'active');
    await stores.campaigns.remove(uncounted.id, { ownerId: uncounted.ownerId }, 'active');
    await stores.campaigns.countChanges(100);
    expect((await tiles()).counts).toMatchObject({ enrolled: 0, active: 0 });
    expect(await stores.statistics.recountTotals()).toEqual([]);
  });

  it('are right in the end while senders write and several processes count', async () => {
    const campaign = await anActiveCampaign(stores);
    const targets = await enrolled(stores, campaign.id, 25);
    let isOver = false;
    const counting = Array.from({ length: 2 }, async () => {
      while (!isOver) await stores.campaigns.countChanges(100);
    });
    for (const target of targets) {
      const intent = anIntent(campaign, target, { caps });
      expect(await stores.sending.writeIntent(intent)).toBe('written');
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
      expect(await stores.statistics.recountTotals()).toEqual([]);
    }
    isOver = true;
    await Promise.all(counting);
    await stores.campaigns.countChanges(100);
    const { counts, messages } = await reload(stores, campaign);
    expect(messages.sent).toBe(25);
    expect(await tiles()).toMatchObject({ counts, messages });
  });

  it('are compared with a recount: what somebody changed by hand is named', async () => {
    await enrolled(stores, (await anActiveCampaign(stores)).id, 2);
    await stores.campaigns.create(aNewCampaign(), start);
    expect(await stores.statistics.recountTotals()).toEqual([]);
    await stores.campaigns.countChanges(100);
    expect(await stores.statistics.recountTotals()).toEqual([]);
    await stores.connection
      .collection<{ _id: string }>(STATUS_COUNTS)
      .updateOne({ _id: 'campaigns' }, { $inc: { 'totals.counts.enrolled': 3, 'cells.draft.filtered': -1 } });
    expect(await stores.statistics.recountTotals()).toEqual([
      { campaignId: null, counter: 'totals.counts.enrolled', stored: 5, counted: 2 },
      { campaignId: null, counter: 'campaigns.draft.filtered', stored: 0, counted: 1 },
    ]);
  });

  it('are made from what is there when a database has none yet', async () => {
    const { id } = await anActiveCampaign(stores);
    await enrolled(stores, id, 2);
    const of = { _id: new Types.ObjectId(id) };
    await stores.connection.collection(CAMPAIGNS).updateOne(of, { $unset: { isUncounted: '' } });
    const restarted = new MongoCampaignStore(stores.connection, noAudit);
    await restarted.countChanges(100);
    expect((await tiles()).counts.enrolled).toBe(2);
  });
});
