import { changeOf, type Intent, refusal, type DeliveryUpdate, type Target } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { testStores } from '../testing/stores.test-hooks.ts';
import { anActiveCampaign, anIntent, aSending, enrolled, only, owner, reload, start } from '../testing/test-stores.ts';

const stores = testStores();

const later = (ms: number): Date => new Date(start.getTime() + ms);

/** Writes an intent and then the news of its message. */
async function hear(intent: Intent, ...updates: DeliveryUpdate[]): Promise<void> {
  const delivery = only(await stores.sending.deliveriesByMessageId([intent.delivery.waMessageId]));
  const target = only(await stores.sending.targetsById([intent.before.id]));
  const change = changeOf({ delivery, target, updates, nextDayAt: () => later(86_400_000) }, start);
  if (change) expect(await stores.sending.apply([change], start)).toEqual({ missedTargets: [], missedDeliveries: [] });
}
const sent: DeliveryUpdate = { state: 'sent', at: start, error: null };

describe('what waits', () => {
  it('is answered in the order in which it falls due, of that campaign', async () => {
    const campaign = await anActiveCampaign(stores);
    const [first, second] = await enrolled(stores, campaign.id, 2);
    const ids = async (limit: number) => (await stores.sending.waiting(owner, campaign.id, limit)).map(({ id }) => id);
    expect(await ids(5)).toEqual([first?.id, second?.id]);
    expect(await ids(1)).toEqual([first?.id]);
    if (first) await stores.sending.writeIntent(anIntent(campaign, first));
    expect(await ids(5)).toEqual([second?.id]);
    expect(await stores.sending.waiting(ownerId('somebody-else'), campaign.id, 1)).toEqual([]);
  });

  it('knows when the next one falls due', async () => {
    const campaign = await anActiveCampaign(stores);
    expect(await stores.sending.nextDue(owner, [campaign.id], later(-1))).toBeNull();
    await enrolled(stores, campaign.id, 1);
    expect(await stores.sending.nextDue(owner, [campaign.id], later(-1))).toEqual(start);
    expect(await stores.sending.nextDue(owner, [campaign.id], start)).toBeNull();
  });
});

describe('apply', () => {
  it('stores a result with target, counters, day and hour', async () => {
    const before = await stores.days.read(owner, '2026-03-02');
    const { campaign, intent } = await aSending(stores);
    await hear(intent, sent);
    const after = await reload(stores, campaign);
    expect(after.counts).toMatchObject({ enrolled: 1, active: 1, sending: 0 });
    expect(after.messages).toMatchObject({ sent: 1, pending: 1, delivered: 0 });
    expect(after.dayFunnel).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(after.perDay[0]).toEqual({ sent: 1, delivered: 0, read: 0, failed: 0 });
    expect(after.statsRev).toBeGreaterThan(campaign.statsRev);
    expect((await stores.days.read(owner, '2026-03-02')).sent).toBe(before.sent + 1);
    expect(await stores.statistics.hourly(campaign.id, later(-3_600_000), start)).toEqual([
      { at: new Date('2026-03-02T09:00:00Z'), sent: 1, delivered: 0, read: 0, failed: 0 },
    ]);
  });

  it('10.3.1 leaves out a change of which a part moved on, both its parts, and writes the rest', async () => {
    const one = await aSending(stores);
    const other = await aSending(stores);
    const changes = await Promise.all(
      [one, other].map(async ({ intent, target }) => {
        const facts = {
          delivery: only(await stores.sending.deliveriesByMessageId([intent.delivery.waMessageId])),
          target: only(await stores.sending.targetsById([target.id])),
          updates: [sent],
          nextDayAt: () => later(1),
        };
        const change = changeOf(facts, start);
        if (!change) throw new Error('news changes something');
        return change;
      }),
    );
    await stores.targets.exitByKeys([one.target.phone], 'opted_out', start);
    expect(await stores.sending.apply(changes, start)).toEqual({
      missedTargets: [one.target.id],
      missedDeliveries: [],
    });
    expect((await reload(stores, one.campaign)).counts).toMatchObject({
      exited: 1,
      active: 0,
      sending: 0,
      exitedBy: { opted_out: 1 },
    });
    expect((await reload(stores, one.campaign)).messages.sent).toBe(0);
    expect((await reload(stores, other.campaign)).counts).toMatchObject({ active: 1, sending: 0 });
  });

  it('gives the reserve back for what never left, and forgets a withdrawn intent', async () => {
    const before = await stores.days.read(owner, '2026-03-02');
    const { campaign, target, intent } = await aSending(stores);
    await hear(intent, { state: 'withdrawn', at: start });
    expect(await stores.days.read(owner, '2026-03-02')).toMatchObject({ reserved: before.reserved, cold: before.cold });
    expect(await stores.sending.deliveriesByMessageId([intent.delivery.waMessageId])).toEqual([]);
    expect((await reload(stores, campaign)).counts).toMatchObject({ active: 1, sending: 0 });
    const again = only(await stores.sending.targetsById([target.id]));
    expect(again).toMatchObject({ status: 'active', attempt: 1, days: [] });
    expect(await stores.sending.writeIntent(anIntent(campaign, again))).toBe('written');
  });

  it('lets a refused target try again under the next attempt', async () => {
    const { campaign, target, intent } = await aSending(stores);
    await hear(intent, { state: 'refused', at: start, error: refusal(500) });
    const again = only(await stores.sending.targetsById([target.id]));
    expect(again).toMatchObject({ status: 'active', attempt: 2, triesSpent: 1 });
    expect(await stores.sending.writeIntent(anIntent(campaign, again))).toBe('written');
    expect((await reload(stores, campaign)).messages).toMatchObject({ sent: 1, refused: 1 });
  });

  it('sends an uncertain message again under its own id when the policy says so', async () => {
    const { campaign, target, intent } = await aSending(stores);
    await hear(intent, { state: 'unknown', at: start, error: null });
    const unknown = only(await stores.sending.targetsById([target.id]));
    expect((await reload(stores, campaign)).counts).toMatchObject({ unknown: 1, sending: 0 });
    const delivery = only(await stores.sending.deliveriesByMessageId([intent.delivery.waMessageId]));
    const active: Target = {
      ...unknown,
      status: 'active',
      lease: null,
      unknownSince: null,
      resendOf: delivery.id,
      rev: unknown.rev + 1,
    };
    await stores.sending.apply([{ target: { before: unknown, after: active }, delivery: null, refund: null }], start);
    const reopened = { ...delivery, state: 'sending' as const, rev: delivery.rev + 1 };
    const again = { ...anIntent(campaign, active), delivery: reopened, resend: delivery };
    expect(await stores.sending.writeIntent(again)).toBe('written');
    expect(only(await stores.sending.deliveriesByMessageId([delivery.waMessageId]))).toEqual(reopened);
  });
});

describe('what is left behind', () => {
  it('is found by an earlier lease token and by a lease that ended', async () => {
    const { target } = await aSending(stores);
    // The database's clock decides, whatever the process believed when it wrote: the same intent with another lease.
    const { target: ended } = await aSending(stores, { leaseMs: -1 });
    const find = async (token: number) =>
      (await stores.sending.abandoned(new Map([[owner, token]]), 1000)).map(({ id }) => id);
    expect(await find(1)).not.toContain(target.id);
    expect(await find(1)).toContain(ended.id);
    expect(await find(2)).toContain(target.id);
  });

  it('is found when its lease is over by the database’s clock, whatever this machine’s says', async () => {
    const real = Date.now;
    const find = async () => (await stores.sending.abandoned(new Map(), 1000)).map(({ id }) => id);
    try {
      Date.now = () => real() - 3_600_000;
      const { target } = await aSending(stores);
      expect(await find()).not.toContain(target.id);
      Date.now = () => real() + 3_600_000;
      expect(await find()).not.toContain(target.id);
    } finally {
      Date.now = real;
    }
  });

  it('10.6.3 is found behind any number of messages that are under way', async () => {
    const find = async (limit: number) => (await stores.sending.abandoned(new Map(), limit)).map(({ id }) => id);
    const known = (await find(1000)).length;
    for (let healthy = 0; healthy < 5; healthy += 1) await aSending(stores);
    const { target: ended } = await aSending(stores, { leaseMs: -1 });
    expect(await find(known + 1)).toContain(ended.id);
  });

  it('is found once its grace is over', async () => {
    const { target, intent } = await aSending(stores);
    await hear(intent, { state: 'unknown', at: start, error: null });
    const ids = async (before: Date) => (await stores.sending.unknownSince(before, 1000)).map(({ id }) => id);
    expect(await ids(later(-1))).not.toContain(target.id);
    expect(await ids(start)).toContain(target.id);
  });

  it('recalls who was put off to when they were due', async () => {
    const of = ownerId('owner-recall');
    const campaign = await anActiveCampaign(stores, { ownerId: of });
    const before = only(await enrolled(stores, campaign.id, 1, of));
    const after: Target = { ...before, dueAt: later(1000), deferredBy: 'window', rev: before.rev + 1 };
    await stores.sending.apply([{ target: { before, after }, delivery: null, refund: null }], start);
    expect(await stores.sending.waiting(of, campaign.id, 1)).toMatchObject([{ dueAt: later(1000) }]);
    expect(await stores.sending.recallDeferred(of, start)).toBe(1);
    expect(await stores.sending.waiting(of, campaign.id, 1)).toMatchObject([{ dueAt: start, deferredBy: null }]);
    expect(await stores.sending.recallDeferred(of, start)).toBe(0);
  });
});
