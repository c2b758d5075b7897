import { type CampaignQuery } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { type Filter } from 'mongodb';
import { sortOf } from '../keyset-page.ts';
import { testStores } from '../testing/stores.test-hooks.ts';
import { aNewCampaign } from '../testing/test-stores.ts';
import { newCampaignDocument } from './campaign.codec.ts';
import { listFilter } from './campaign.query.ts';
import { CAMPAIGNS, type CampaignDocument } from './campaign.schema.ts';
import { workAt } from './campaign.work.ts';

const CAMPAIGN_COUNT = 10_000;
const OWNERS = 500;
const statuses = ['draft', 'scheduled', 'active', 'paused', 'completed', 'cancelled'] as const;

const stores = testStores();

beforeAll(async () => {
  const documents = Array.from({ length: CAMPAIGN_COUNT }, (_, index) => oneOfMany(index));
  for (let from = 0; from < documents.length; from += 2000) {
    await stores.connection.collection<CampaignDocument>(CAMPAIGNS).insertMany(documents.slice(from, from + 2000));
  }
}, 120_000);

function oneOfMany(index: number): CampaignDocument {
  const at = new Date(Date.UTC(2026, 0, 1) + index * 60_000);
  const campaign = aNewCampaign({
    ownerId: ownerId(`owner-${index % OWNERS}`),
    name: `Campaign ${String(index).padStart(5, '0')}`,
    type: index < OWNERS ? 'default' : 'filtered',
    status: index < OWNERS ? 'active' : (statuses[Math.floor(index / OWNERS) % statuses.length] ?? 'draft'),
    scheduledStartDate: new Date(at.getTime() + 86_400_000),
  });
  return newCampaignDocument(campaign, at);
}

type Plan = { readonly executionStats: { readonly totalKeysExamined: number; readonly totalDocsExamined: number } };

async function explain(filter: Record<string, unknown>, sort: Record<string, 1 | -1>, limit: number) {
  const plan = (await stores.connection
    .collection<CampaignDocument>(CAMPAIGNS)
    .find(filter as Filter<CampaignDocument>)
    .sort(sort)
    .limit(limit)
    .explain('executionStats')) as unknown as Plan;
  return plan.executionStats;
}

describe(`a page of 20 among ${CAMPAIGN_COUNT} campaigns`, () => {
  it.each<[string, Omit<CampaignQuery, 'scope'>, number]>([
    ['of everybody', {}, 21],
    ['of one status', { status: 'active' }, 21],
    ['of one type', { type: 'filtered' }, 21],
    ['of one status and type', { status: 'paused', type: 'filtered' }, 21],
    ['of one owner', { ownerId: ownerId('owner-7') }, CAMPAIGN_COUNT / OWNERS + 1],
    ['of one owner and status', { ownerId: ownerId('owner-7'), status: 'active' }, CAMPAIGN_COUNT / OWNERS + 1],
    [
      'of some days',
      { createdFrom: new Date('2026-01-03T00:00:00Z'), createdBefore: new Date('2026-01-05T00:00:00Z') },
      21,
    ],
  ])('%s looks at no more keys than it must', async (_, query, budget) => {
    const { totalKeysExamined, totalDocsExamined } = await explain(
      listFilter({ scope: 'anyOwner', ...query }),
      sortOf('-createdAt'),
      21,
    );
    expect(totalKeysExamined).toBeLessThanOrEqual(budget);
    expect(totalDocsExamined).toBeLessThanOrEqual(budget);
  });

  it('by name prefix looks at the names that begin so', async () => {
    const filter = listFilter({ scope: 'anyOwner', namePrefix: 'CAMPAIGN 0123' });
    expect((await explain(filter, sortOf('name'), 21)).totalKeysExamined).toBeLessThanOrEqual(11);
  });
});

describe('the clock’s questions', () => {
  it('"which are due?" looks at the due ones alone', async () => {
    const due = {
      status: 'scheduled',
      scheduledStartDate: { $lte: new Date('2026-01-01T00:00:00Z') },
      runAfterCampaignId: null,
    };
    expect((await explain(due, { scheduledStartDate: 1, _id: 1 }, 50)).totalKeysExamined).toBeLessThanOrEqual(1);
  });

  it('"what of this owner may send?" looks at that owner’s active ones alone', async () => {
    const sending = { ownerId: { $in: ['owner-7'] }, status: 'active' };
    expect((await explain(sending, { _id: 1 }, 50)).totalKeysExamined).toBeLessThanOrEqual(10);
  });

  it('"whose enrolment is open?" passes over the default campaigns, and "who takes people in?" over the rest', async () => {
    const open = { status: 'active', 'enrolment.isDone': false, type: 'filtered' };
    const filtered = await stores.connection.collection(CAMPAIGNS).countDocuments(open);
    expect((await explain(open, { _id: 1 }, 10_000)).totalKeysExamined).toBeLessThanOrEqual(filtered + 1);
    const defaults = { ...open, type: 'default' };
    expect((await explain(defaults, { _id: 1 }, 10_000)).totalKeysExamined).toBeLessThanOrEqual(OWNERS + 1);
  });

  it('"whose counters are not in the totals yet?" looks at those alone', async () => {
    const some = { ownerId: 'owner-7' };
    const { modifiedCount } = await stores.connection
      .collection(CAMPAIGNS)
      .updateMany(some, { $set: { isUncounted: true } });
    const { totalKeysExamined } = await explain({ isUncounted: true }, {}, 200);
    expect(totalKeysExamined).toBeLessThanOrEqual(modifiedCount + 1);
  });

  it('"which have nobody left?" looks at those alone', async () => {
    const one = { status: 'active', type: 'filtered' };
    await stores.connection.collection(CAMPAIGNS).updateOne(one, { $set: { 'enrolment.isDone': true } });
    const drained = {
      status: { $in: ['active', 'paused'] },
      type: 'filtered',
      audienceMode: 'frozen',
      'enrolment.isDone': true,
      'counts.active': 0,
      'counts.sending': 0,
      'counts.unknown': 0,
    };
    expect((await explain(drained, { _id: 1 }, 50)).totalKeysExamined).toBeLessThanOrEqual(3);
  });
});

describe('whether the scheduler has anything to do', () => {
  it('is asked of the indexes, in one question', async () => {
    const campaigns = stores.connection.collection<CampaignDocument>(CAMPAIGNS);
    await campaigns.updateMany({}, { $set: { 'enrolment.isDone': true }, $unset: { isUncounted: '' } });
    const early = new Date('2025-01-01T00:00:00Z');
    expect(await stores.campaigns.hasWork(early)).toBe(false);
    const { totalKeysExamined, totalDocsExamined } = await explain({ $or: workAt(early) }, {}, 1);
    expect(totalKeysExamined + totalDocsExamined).toBeLessThanOrEqual(20);
    const one = await campaigns.findOne({ status: 'active', type: 'filtered' });
    for (const [change, undone] of [
      [{ 'enrolment.isDone': false }, { 'enrolment.isDone': true }],
      [{ status: 'scheduled', scheduledStartDate: early }, { status: 'active' }],
      [{ status: 'scheduled', runAfterCampaignId: one?._id }, { status: 'active' }],
      [{ isUncounted: true }, { isUncounted: false }],
    ] as const) {
      await campaigns.updateOne({ _id: one?._id }, { $set: change } as never);
      expect(await stores.campaigns.hasWork(early)).toBe(true);
      await campaigns.updateOne({ _id: one?._id }, { $set: undone } as never);
      expect(await stores.campaigns.hasWork(early)).toBe(false);
    }
  });
});
