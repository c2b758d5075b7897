import { MongoClient, ObjectId } from 'mongodb';
import { type Client } from './support/client.ts';
import { type TestEnv, startTestEnv } from './support/product.test-env.ts';
import { until } from './support/wait.ts';

const CAMPAIGNS = 1_000;
type Result = { id: string; ok: boolean; code?: string; currentStatus: string | null };
type Job = { status: string; progress: number; count: number; results: Result[] };

describe('a bulk action on a thousand campaigns', () => {
  let testEnv: TestEnv;
  let admin: Client;
  let ids: string[];

  beforeAll(async () => {
    testEnv = await startTestEnv();
    admin = await testEnv.admin();
    const owner = await testEnv.owner('owner-many');
    const nobody = { name: 'Many', targetFilter: { tags: ['nobody'] }, audienceMode: 'dynamic' };
    const { id } = await owner.post<{ id: string }>('/campaigns', nobody);
    await owner.post(`/campaigns/${id}/start`);
    ids = await copies(id);
  }, 120_000);
  afterAll(() => testEnv?.stop(), 60_000);

  /** The campaign as the product wrote it, 997 times more; with them a cancelled one and an id of nothing. */
  async function copies(id: string): Promise<string[]> {
    const client = await MongoClient.connect(testEnv.mongoUri);
    const campaigns = client.db().collection('campaigns');
    const first = await campaigns.findOne({ _id: new ObjectId(id) });
    if (!first) throw new Error('there is no campaign to copy');
    const more = Array.from({ length: CAMPAIGNS - 2 }, (_, index) => ({
      ...first,
      _id: new ObjectId(),
      name: `Many ${index}`,
    }));
    const last = more.at(-1);
    if (last) Object.assign(last, { status: 'cancelled', cancelledAt: new Date() });
    await campaigns.insertMany(more);
    await client.close();
    return [id, ...more.map(({ _id }) => _id.toHexString()), 'f'.repeat(24)];
  }

  it('is answered at once, goes on after a kill where it stood, and says of each what came of it; each is audited once', async () => {
    const question = { action: 'pause', ids, reason: 'the whole lot' };
    const refused = await admin.ask('POST', '/admin/campaigns/bulk', question);
    expect([refused.status, refused.body.code]).toEqual([409, 'CONFIRM_REQUIRED']);
    const dry = await admin.post<{ count: number; confirmToken: string }>('/admin/campaigns/bulk', {
      ...question,
      dryRun: true,
    });
    expect(dry.count).toBe(CAMPAIGNS);
    const started = await admin.ask<{ jobId: string }>('POST', '/admin/campaigns/bulk', {
      ...question,
      confirmToken: dry.confirmToken,
    });
    expect(started.status).toBe(202);
    const job = (client: Client) => client.get<Job>(`/admin/campaigns/bulk/${started.body.data?.jobId}`);
    const half = await until(
      'a third of it',
      async () => {
        const seen = await job(admin);
        return seen.progress >= 33 && seen;
      },
      { within: 120_000, every: 20 },
    );
    expect(half.status).toBe('running');
    await testEnv.restart();

    admin = await testEnv.admin();
    const done = await until(
      'the rest of it',
      async () => {
        const seen = await job(admin);
        return seen.status === 'done' && seen;
      },
      { within: 240_000, every: 500 },
    );
    expect(done).toMatchObject({ progress: 100, count: CAMPAIGNS });
    expect(done.results.map(({ id }) => id)).toEqual(ids);
    const [cancelled, missing] = done.results.slice(-2);
    expect(cancelled).toMatchObject({ ok: false, code: 'CAMPAIGN_TRANSITION_REFUSED', currentStatus: 'cancelled' });
    expect(missing).toMatchObject({ ok: false, code: 'CAMPAIGN_NOT_FOUND', currentStatus: null });
    expect(done.results.slice(0, -2).filter(({ ok, currentStatus }) => !ok || currentStatus !== 'paused')).toEqual([]);
    const client = await MongoClient.connect(testEnv.mongoUri);
    const lines = await client.db().collection('audit_log').find({ action: 'campaign.pause' }).toArray();
    await client.close();
    const paused = lines.map((line) => (line['entity'] as { id: string }).id); // an audit line names its thing
    expect(paused.sort()).toEqual(ids.slice(0, -2).sort());
    expect(new Set(lines.map((line) => String(line['reason'])))).toEqual(new Set(['the whole lot']));
  }, 400_000);
});
