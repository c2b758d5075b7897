import { Types } from 'mongoose';
import { DELIVERIES } from './deliveries/delivery.schema.ts';
import { expiredLease } from './sending/sending.store.ts';
import { sameInCampaignOrLive } from './targets/identity-writer.ts';
import { TARGETS } from './targets/target.schema.ts';
import { testStores } from './testing/stores.test-hooks.ts';
import { owner, start } from './testing/test-stores.ts';

const ROWS = 10_000;
const CAMPAIGNS = 4;
const stores = testStores();
/** The id of a row half-way down. */
let middle: Types.ObjectId;
const campaignIds = Array.from({ length: CAMPAIGNS }, () => new Types.ObjectId());

/** Ten thousand targets of four campaigns: most are waiting, some are in flight, unknown or gone. */
beforeAll(async () => {
  const status = (row: number) => (row % 10 === 0 ? 'exited' : row % 997 === 0 ? 'unknown' : 'active');
  const rows = Array.from({ length: ROWS }, (_, row) => ({
    _id: new Types.ObjectId(),
    ownerId: owner,
    campaignId: campaignIds[row % CAMPAIGNS],
    contactId: new Types.ObjectId(),
    phone: `+237${row}`,
    status: status(row),
    isLive: status(row) !== 'exited',
    dueAt: new Date(start.getTime() + row * 1000),
    unknownSince: status(row) === 'unknown' ? start : null,
    rev: 0,
  }));
  middle = rows[ROWS / 2]?._id ?? new Types.ObjectId();
  for (let from = 0; from < ROWS; from += 1000) {
    await stores.connection.collection(TARGETS).insertMany(rows.slice(from, from + 1000));
    await stores.connection.collection(DELIVERIES).insertMany(
      rows.slice(from, from + 1000).map(({ _id, campaignId }, index) => ({
        targetId: _id,
        campaignId,
        day: 1,
        attempt: 1,
        state: 'sent',
        waMessageId: `3EB0${from + index}`,
      })),
    );
  }
}, 120_000);

type Stage = { stage?: string; inputStage?: Stage; inputStages?: Stage[]; queryPlan?: Stage };
const stagesOf = (stage: Stage | undefined): string[] =>
  stage
    ? [stage.stage ?? '', ...[stage.inputStage, stage.queryPlan, ...(stage.inputStages ?? [])].flatMap(stagesOf)]
    : [];

async function explained(
  collection: string,
  filter: Record<string, unknown>,
  sort: Record<string, 1 | -1>,
  limit: number,
) {
  const plan = await stores.connection
    .collection(collection)
    .find(filter)
    .sort(sort)
    .limit(limit)
    .explain('executionStats');
  return {
    keys: Number(plan['executionStats'].totalKeysExamined),
    documents: Number(plan['executionStats'].totalDocsExamined),
    found: Number(plan['executionStats'].nReturned),
    stages: stagesOf(plan['queryPlanner'].winningPlan as Stage),
  };
}

describe('at ten thousand targets', () => {
  const campaignId = campaignIds[1];

  it.each([1, 20])('a claim of %i examines so many keys and no more', async (limit) => {
    const filter = {
      ownerId: owner,
      campaignId,
      status: 'active',
      dueAt: { $lte: new Date(start.getTime() + ROWS * 1000) },
    };
    const cost = await explained(TARGETS, filter, { dueAt: 1, _id: 1 }, limit);
    expect(cost.found).toBe(limit);
    expect(cost.keys).toBeLessThanOrEqual(limit + 1);
    expect(cost.documents).toBeLessThanOrEqual(limit + 1);
    expect(cost.stages).not.toContain('SORT');
  });

  it('a claim that finds nothing due costs next to nothing', async () => {
    const filter = { ownerId: owner, campaignId, status: 'active', dueAt: { $lte: new Date(0) } };
    expect((await explained(TARGETS, filter, { dueAt: 1, _id: 1 }, 1)).keys).toBeLessThanOrEqual(1);
  });

  it('a look for leases that ran out examines those in flight, not everybody', async () => {
    const targets = stores.connection.collection(TARGETS);
    const lease = (until: number) => ({ $set: { status: 'sending', lease: { until: new Date(until) } } });
    const [gone, held] = await targets.find({ status: 'active' }).limit(2).toArray();
    await targets.updateOne({ _id: gone?._id as Types.ObjectId }, lease(Date.now() - 60_000));
    await targets.updateOne({ _id: held?._id as Types.ObjectId }, lease(Date.now() + 3_600_000));
    const cost = await explained(TARGETS, expiredLease, {}, 100);
    const back = { $set: { status: 'active' }, $unset: { lease: '' as const } };
    await targets.updateMany({ status: 'sending' }, back);
    expect(cost.found).toBe(1);
    expect(cost.keys).toBeLessThanOrEqual(3);
    expect(cost.documents).toBeLessThanOrEqual(2);
  });

  it('a page of a campaign’s targets costs the page, at any depth', async () => {
    for (const below of [new Types.ObjectId('f'.repeat(24)), middle]) {
      const cost = await explained(TARGETS, { campaignId, _id: { $lt: below } }, { _id: -1 }, 51);
      expect(cost.found).toBe(51);
      expect(cost.keys).toBeLessThanOrEqual(52);
      expect(cost.stages).not.toContain('SORT');
    }
  });

  it('a page of one status costs the page', async () => {
    const cost = await explained(TARGETS, { campaignId, status: 'active' }, { _id: -1 }, 51);
    expect(cost.found).toBe(51);
    expect(cost.keys).toBeLessThanOrEqual(52);
    expect(cost.stages).not.toContain('SORT');
  });

  it('the reaper looks only at what is unknown', async () => {
    const filter = { status: 'unknown', unknownSince: { $lte: start } };
    const cost = await explained(TARGETS, filter, { unknownSince: 1 }, 200);
    expect(cost.found).toBe(9);
    expect(cost.keys).toBeLessThanOrEqual(10);
  });

  it.each<Record<string, 1 | -1>>([{}, { _id: 1 }])(
    'who may be the same person is found by indexes, sorted by %j',
    async (sort) => {
      const filter = sameInCampaignOrLive(['+2375', '+2379999999'], {
        campaignId: campaignIds[1] ?? new Types.ObjectId(),
        except: new Types.ObjectId(),
      });
      const cost = await explained(TARGETS, filter, sort, 1);
      expect(cost.found).toBe(1);
      expect(cost.keys).toBeLessThanOrEqual(8);
      expect(cost.documents).toBeLessThanOrEqual(4);
    },
  );

  it('a STOP and a receipt find their one document', async () => {
    expect((await explained(TARGETS, { phone: '+2375', isLive: true }, {}, 100)).keys).toBeLessThanOrEqual(2);
    expect(
      (await explained(DELIVERIES, { waMessageId: { $in: ['3EB01', '3EB0500', '3EB09999'] } }, {}, 0)).keys,
    ).toBeLessThanOrEqual(6);
  });
});
