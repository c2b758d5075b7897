import { type CampaignId } from '@relance/kernel';
import { DELIVERIES } from '../../deliveries/delivery.schema.ts';
import { STATS_HOURLY } from '../../statistics/hourly.ts';
import { TARGETS } from '../../targets/target.schema.ts';
import { testStores } from '../stores.test-hooks.ts';
import { NotEmptyError, seedDatabase } from './seed-database.ts';
import { sharesOf, standardSeed } from './seed-plan.ts';

const options = {
  owners: 5,
  campaigns: 25,
  contacts: 160,
  targets: 300,
  seed: 1,
  now: new Date('2026-03-02T10:00:00Z'),
};
const stores = testStores();

describe('a seeded database', () => {
  it('is what the product’s own recount finds', async () => {
    const report = await seedDatabase(stores.connection, options);
    expect(report).toMatchObject({ owners: 5, campaigns: 25, contacts: 160, relance_targets: 300 });
    expect(report[DELIVERIES]).toBeGreaterThan(700);
    const found = [];
    let after: CampaignId | null = null;
    do {
      const page = await stores.statistics.recount(after, 20);
      found.push(...page.differences);
      after = page.last;
    } while (after);
    expect([...found, ...(await stores.statistics.recountTotals())]).toEqual([]);
  });

  it('has campaigns of every status and targets of most', async () => {
    const { matrix, counts } = await stores.campaigns.overview();
    for (const byType of Object.values(matrix)) expect(byType.default + byType.filtered).toBeGreaterThan(0);
    for (const cell of ['active', 'unknown', 'completed', 'converted', 'exited'] as const)
      expect(counts[cell]).toBeGreaterThan(0);
    expect(counts.sending).toBe(0);
  });

  it('counts the same messages by the hour as by campaign', async () => {
    const { messages } = await stores.campaigns.overview();
    const hours = stores.connection.collection(STATS_HOURLY);
    const sums = { sent: { $sum: '$sent' }, read: { $sum: '$read' }, failed: { $sum: '$failed' } };
    for (const dimension of ['all', { $ne: 'all' }]) {
      const [sum] = await hours.aggregate([{ $match: { dimension } }, { $group: { _id: null, ...sums } }]).toArray();
      expect(sum).toMatchObject({
        sent: messages.sent,
        read: messages.read,
        failed: messages.failed + messages.refused,
      });
    }
  });

  it('is not put on top of what is there', async () => {
    const before = await stores.connection.collection(TARGETS).estimatedDocumentCount();
    await expect(seedDatabase(stores.connection, options)).rejects.toThrow(NotEmptyError);
    expect(await stores.connection.collection(TARGETS).estimatedDocumentCount()).toBe(before);
  });
});

describe('the shares of the owners', () => {
  it('add up, and one owner of many is a big one', () => {
    const shares = sharesOf({ ...standardSeed, now: options.now });
    for (const part of ['campaigns', 'contacts', 'targets'] as const)
      expect(shares.reduce((sum, share) => sum + share[part], 0)).toBe(standardSeed[part]);
    expect(shares[0]).toMatchObject({ campaigns: 200, contacts: 10_000, targets: 20_000 });
    expect(() => sharesOf({ ...options, campaigns: 4 })).toThrow(RangeError);
  });
});
