import { ownerId } from '@relance/kernel';
import { testStores } from '../testing/stores.test-hooks.ts';
import { anActiveCampaign, anIntent, aSending, enrolled, only, owner, reload, start } from '../testing/test-stores.ts';

const stores = testStores();

describe('writeIntent', () => {
  it('moves target, counters, slot and the day’s reserve at once', async () => {
    const before = await stores.days.read(owner, '2026-03-02');
    const { campaign, target, intent } = await aSending(stores);
    expect((await reload(stores, campaign)).counts).toMatchObject({ enrolled: 1, active: 0, sending: 1 });
    expect(only(await stores.sending.targetsById([target.id]))).toEqual({
      ...intent.after,
      lease: { ...intent.after.lease, until: expect.any(Date) },
    });
    expect(only(await stores.sending.deliveriesByMessageId([intent.delivery.waMessageId]))).toEqual(intent.delivery);
    const day = await stores.days.read(owner, '2026-03-02');
    expect(day).toMatchObject({ reserved: before.reserved + 1, cold: before.cold + 1 });
    expect(day.byCampaign[campaign.id]).toBe(1);
    expect((await stores.states.read(owner)).pacing).toEqual(intent.pacing);
  });

  it('stores what the messenger keeps of the message with it, or nothing of it', async () => {
    const kept = stores.connection.collection<{ _id: string }>('whatsapp_outgoing');
    const record = (id: string, value: string) => ({ collection: 'whatsapp_outgoing', id, fields: { value } });
    const campaign = await anActiveCampaign(stores);
    const [first, second] = await enrolled(stores, campaign.id, 2);
    if (!first || !second) throw new Error('two were enrolled');
    await kept.insertOne({ _id: 'kept-1', value: 'of the attempt before' } as never);
    const outgoing = [record('kept-1', 'sealed'), record('kept-2', 'sealed too')];
    expect(await stores.sending.writeIntent(anIntent(campaign, first, { outgoing }))).toBe('written');
    expect(await kept.find({ _id: /^kept/ }).sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'kept-1', value: 'sealed' },
      { _id: 'kept-2', value: 'sealed too' },
    ]);
    const refused = { epoch: campaign.epoch + 1, outgoing: [record('kept-3', 'sealed')] };
    expect(await stores.sending.writeIntent(anIntent(campaign, second, refused))).toBe('campaign_changed');
    expect(await kept.countDocuments({ _id: 'kept-3' })).toBe(0);
  });

  it('is committed only when it is confirmed, and leaves no trace otherwise', async () => {
    const campaign = await anActiveCampaign(stores);
    const target = only(await enrolled(stores, campaign.id, 1));
    const intent = anIntent(campaign, target);
    expect(await stores.sending.writeIntent(intent, async () => false)).toBe('not_confirmed');
    expect((await reload(stores, campaign)).counts).toMatchObject({ active: 1, sending: 0 });
    expect(await stores.sending.deliveriesByMessageId([intent.delivery.waMessageId])).toEqual([]);
    const broken = stores.sending.writeIntent(intent, async () => Promise.reject(new Error('nobody answers')));
    await expect(broken).rejects.toThrow('nobody answers');
    expect((await reload(stores, campaign)).counts).toMatchObject({ active: 1, sending: 0 });
    const old = anIntent(campaign, target, { epoch: campaign.epoch + 1 });
    expect(await stores.sending.writeIntent(old, async () => true)).toBe('not_confirmed');
    // What the question finds is not yet visible to others.
    const seen = async () => (await reload(stores, campaign)).counts.sending === 0;
    expect(await stores.sending.writeIntent(intent, seen)).toBe('written');
    expect((await reload(stores, campaign)).counts).toMatchObject({ active: 0, sending: 1 });
  });

  it('is written once when two workers try', async () => {
    const campaign = await anActiveCampaign(stores);
    const target = only(await enrolled(stores, campaign.id, 1));
    const outcomes = await Promise.all([
      stores.sending.writeIntent(anIntent(campaign, target)),
      stores.sending.writeIntent(anIntent(campaign, target)),
    ]);
    expect([...outcomes].sort()).toEqual(['target_changed', 'written']);
    expect((await reload(stores, campaign)).counts).toMatchObject({ active: 0, sending: 1 });
  });

  it('leaves no trace once the campaign was paused', async () => {
    const campaign = await anActiveCampaign(stores);
    const target = only(await enrolled(stores, campaign.id, 1));
    await stores.campaigns.transition(
      campaign.id,
      'anyOwner',
      'active',
      { status: 'paused', statusReason: null, pausedAt: start },
      start,
    );
    const before = await stores.days.read(owner, '2026-03-02');
    expect(await stores.sending.writeIntent(anIntent(campaign, target))).toBe('campaign_changed');
    expect(only(await stores.sending.targetsById([target.id])).status).toBe('active');
    expect(await stores.days.read(owner, '2026-03-02')).toEqual(before);
  });

  it('is refused in another epoch, even when the campaign is active again', async () => {
    const campaign = await anActiveCampaign(stores);
    const target = only(await enrolled(stores, campaign.id, 1));
    expect(await stores.sending.writeIntent(anIntent(campaign, target, { epoch: campaign.epoch + 1 }))).toBe(
      'campaign_changed',
    );
  });

  it.each([
    ['daily', { daily: 0, campaign: 50, cold: 50 }],
    ['campaign', { daily: 500, campaign: 0, cold: 500 }],
    ['cold', { daily: 500, campaign: 50, cold: 0 }],
  ])('stops at the %s cap', async (_name, caps) => {
    const campaign = await anActiveCampaign(stores);
    const target = only(await enrolled(stores, campaign.id, 1));
    expect(await stores.sending.writeIntent(anIntent(campaign, target, { caps }))).toBe('cap_reached');
    expect((await reload(stores, campaign)).counts).toMatchObject({ active: 1, sending: 0 });
  });

  it('is refused to an earlier holder of the sender', async () => {
    const of = ownerId('owner-fenced');
    const campaign = await anActiveCampaign(stores, { ownerId: of });
    const [first, second] = await enrolled(stores, campaign.id, 2, of);
    if (!first || !second) throw new Error('two were enrolled');
    expect(await stores.sending.writeIntent(anIntent(campaign, first, { leaseToken: 7 }))).toBe('written');
    expect(await stores.sending.writeIntent(anIntent(campaign, second, { leaseToken: 6 }))).toBe('sender_taken');
    expect(await stores.sending.writeIntent(anIntent(campaign, second, { leaseToken: 8 }))).toBe('written');
  });
});
