import {
  type Campaign,
  type CampaignChange,
  campaignStatuses,
  type CampaignStatus,
  type NewCampaign,
  noEnrolment,
} from '@relance/campaigns-domain';
import { documentId, ownerId } from '@relance/kernel';
import { Types } from 'mongoose';
import { testStores } from '../testing/stores.test-hooks.ts';
import { aNewCampaign, noAudit, owner as mine, start } from '../testing/test-stores.ts';
import { newCampaignDocument } from './campaign.codec.ts';
import { CAMPAIGNS, type CampaignDocument } from './campaign.schema.ts';
import { MongoCampaignStore } from './campaign.store.ts';

const scope = { ownerId: mine };

const stores = testStores();
let store: MongoCampaignStore;

beforeAll(async () => {
  store = new MongoCampaignStore(stores.connection, noAudit);
}, 60_000);
beforeEach(async () => {
  await stores.connection.collection(CAMPAIGNS).deleteMany({});
  await stores.connection.collection('status_counts').deleteMany({});
});

const to = (status: CampaignStatus): CampaignChange => ({ status, statusReason: null });
const page = (change: object = {}) => ({ limit: 20, page: 1, after: null, sort: '-createdAt', ...change }) as const;

describe('the store of campaigns', () => {
  it('gives back what was put in', async () => {
    const parent = documentId<'CampaignId'>('c'.repeat(24));
    const made = await store.create(
      aNewCampaign({ runAfterCampaignId: parent, targetFilter: { countries: ['CM'] } }),
      start,
    );
    expect(await store.find(made.id, scope)).toEqual(made);
    expect(made).toMatchObject({ runAfterCampaignId: parent, rev: 0, epoch: 0, statsRev: 0, createdAt: start });
  });

  it('hides campaigns of other owners from every question and every change', async () => {
    const { id } = await store.create(aNewCampaign(), start);
    const other = { ownerId: ownerId('anyOwner') };
    expect([
      await store.find(id, other),
      await store.transition(id, other, 'draft', to('active'), start),
      await store.edit(id, other, 'draft', { name: 'x' }, start),
      await store.remove(id, other, 'draft'),
    ]).toEqual([null, null, null, null]);
    expect(await store.find(id, 'anyOwner')).toMatchObject({ status: 'draft', name: 'Spring' });
  });

  it('changes a status only where it is still the named one, with a new rev and epoch', async () => {
    const { id } = await store.create(aNewCampaign(), start);
    const later = new Date(start.getTime() + 1000);
    expect(await store.transition(id, scope, 'active', to('paused'), later)).toBeNull();
    expect(await store.transition(id, scope, 'draft', to('active'), later)).toMatchObject({
      status: 'active',
      rev: 1,
      epoch: 1,
      updatedAt: later,
    });
    expect(await store.edit(id, scope, 'active', { name: 'Élan' }, later)).toMatchObject({
      name: 'Élan',
      rev: 2,
      epoch: 1,
    });
  });

  it('lets one of many simultaneous transitions through, and counts it once', async () => {
    const { id } = await store.create(aNewCampaign(), start);
    const targets: CampaignStatus[] = ['active', 'scheduled', 'cancelled', 'active', 'cancelled'];
    const results = await Promise.all(targets.map((status) => store.transition(id, scope, 'draft', to(status), start)));
    const winners = results.filter((result) => result !== null);
    expect(winners).toHaveLength(1);
    const matrix = await store.statusMatrix();
    const counted = campaignStatuses.filter((status) => matrix[status].filtered !== 0);
    expect(counted).toEqual([winners[0]?.status]);
  });

  it('makes one default campaign, however many ask at once', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => store.ensureDefault(mine, start)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect((await store.statusMatrix()).active.default).toBe(1);
  });

  it('removes a campaign only in the status that was looked at: a start in the same moment keeps it whole', async () => {
    const { id } = await store.create(aNewCampaign(), start);
    const both = [store.remove(id, scope, 'draft'), store.transition(id, scope, 'draft', to('active'), start)];
    const [removed, started] = await Promise.all(both);
    expect([removed, started].filter(Boolean)).toHaveLength(1);
    expect((await store.find(id, scope))?.status).toBe(started ? 'active' : undefined);
    expect(await store.remove(id, scope, 'draft')).toBeNull();
    expect((await store.unfinishedRemovals(10)).includes(id)).toBe(!started);
  });

  it('keeps the matrix exact through creation, transitions and removal', async () => {
    const campaigns: Campaign[] = [];
    for (let index = 0; index < 6; index += 1) campaigns.push(await store.create(aNewCampaign(), start));
    const [first, second, third, fourth] = campaigns;
    if (!first || !second || !third || !fourth) throw new Error('six were made');
    await store.transition(first.id, scope, 'draft', to('active'), start);
    await store.transition(second.id, scope, 'draft', to('cancelled'), start);
    await store.edit(third.id, scope, 'draft', { status: 'scheduled' }, start);
    await store.remove(fourth.id, scope, 'draft');
    const matrix = await store.statusMatrix();
    expect(matrix).toMatchObject({
      draft: { filtered: 2, default: 0 },
      active: { filtered: 1 },
      scheduled: { filtered: 1 },
      cancelled: { filtered: 1 },
    });
    for (const status of campaignStatuses) {
      const found = await store.list({ scope: 'anyOwner', status }, page());
      expect([status, found.total]).toEqual([status, found.rows.length]);
    }
  });

  it('completes only a campaign that is enrolled and has nobody left', async () => {
    const made = await store.create(aNewCampaign({ status: 'active' }), start);
    const { id } = made;
    expect(await store.complete(id, 'active', to('completed'), start)).toBeNull();
    await store.saveEnrolment(made, { ...noEnrolment(), isDone: true });
    await stores.connection.collection(CAMPAIGNS).updateOne({}, { $set: { 'counts.sending': 1 } });
    expect(await store.complete(id, 'active', to('completed'), start)).toBeNull();
    await stores.connection.collection(CAMPAIGNS).updateOne({}, { $set: { 'counts.sending': 0 } });
    expect(await store.complete(id, 'active', to('completed'), start)).toMatchObject({ status: 'completed' });
  });

  it('reads fields that an older version did not write as their defaults', async () => {
    const _id = new Types.ObjectId();
    const old = {
      _id,
      ownerId: mine,
      name: 'Old',
      nameKey: 'old',
      type: 'filtered',
      status: 'draft',
      createdAt: start,
      updatedAt: start,
    };
    await stores.connection.collection(CAMPAIGNS).insertOne(old);
    expect(await store.find(documentId<'CampaignId'>(_id.toHexString()), scope)).toMatchObject({
      audienceMode: 'frozen',
      customMessages: [],
      counts: { enrolled: 0, exitedBy: { manual: 0 } },
      dayFunnel: [0, 0, 0, 0, 0, 0, 0],
      rev: 0,
      epoch: 0,
    });
  });
});

describe('what is due', () => {
  const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

  it('is every scheduled campaign whose date has come and whose parent has ended, is gone or was never named', async () => {
    const scheduled = (name: string, change: Partial<NewCampaign>) =>
      store.create(aNewCampaign({ name, status: 'scheduled', ...change }), start);
    const running = await store.create(aNewCampaign({ status: 'active' }), start);
    const ended = await store.create(aNewCampaign({ status: 'cancelled' }), start);
    await scheduled('later', { scheduledStartDate: at(10) });
    await scheduled('now', { scheduledStartDate: at(-1), priority: 2 });
    await scheduled('first', { scheduledStartDate: at(0), priority: 1 });
    await scheduled('waits', { runAfterCampaignId: running.id });
    await scheduled('freed', { runAfterCampaignId: ended.id, priority: 3 });
    await scheduled('freed later', { runAfterCampaignId: ended.id, scheduledStartDate: at(10) });
    await scheduled('orphan', { runAfterCampaignId: documentId('d'.repeat(24)), priority: 4 });
    expect((await store.due(start, 10)).map(({ name }) => name)).toEqual(['first', 'now', 'freed', 'orphan']);
  });
});

describe('a list of campaigns', () => {
  it('turns pages by cursor without losing or repeating a row, even where all were made in one moment', async () => {
    const documents = Array.from({ length: 25 }, (_, index) =>
      newCampaignDocument(aNewCampaign({ name: `Same ${index % 3}` }), start),
    );
    await stores.connection.collection<CampaignDocument>(CAMPAIGNS).insertMany(documents);
    for (const sort of ['-createdAt', 'createdAt', 'name'] as const) {
      const seen: string[] = [];
      let after: { value: string; id: string } | null = null;
      do {
        const found: Awaited<ReturnType<typeof store.list>> = await store.list(
          { scope },
          page({ limit: 4, sort, after }),
        );
        seen.push(...found.rows.map(({ id }) => id));
        after = found.next;
      } while (after);
      expect(new Set(seen).size).toBe(25);
      expect(seen).toHaveLength(25);
    }
  });
});
