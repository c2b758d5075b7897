import { type OwnerId, ownerId } from '@relance/kernel';
import { FixedClock } from '@relance/kernel/testing';
import { type AuditEntry, inTransaction } from '@relance/platform';
import { type TestDatabase, testDatabase } from '@relance/platform/testing';
import mongoose, { type Connection, Types } from 'mongoose';
import { MongoAuditStore } from './audit/audit.store.mongo.ts';
import { AUDIT_MODEL, type AuditDocument, auditSchema } from './audit/audit.schema.ts';
import { OWNER_MODEL, type OwnerDocument, ownerSchema } from './owners/owner.schema.ts';
import { MongoUserDirectory } from './owners/user-directory.mongo.ts';

const now = new Date('2026-03-01T10:00:00Z');
const anEntry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  actor: { id: 'a1', email: 'admin@relance.test', role: 'admin' },
  action: 'campaign.pause',
  entity: { type: 'campaign', id: 'c1', name: 'March' },
  ownerId: 'awa',
  reason: 'too many complaints',
  before: { status: 'active' },
  after: { status: 'paused' },
  requestId: 'r1',
  ...changes,
});
const firstPage = { page: 1, limit: 20, afterId: null, oldestFirst: false };

describe('the admin stores', () => {
  let database: TestDatabase;
  let connection: Connection;
  let directory: MongoUserDirectory;
  let audit: MongoAuditStore;
  const clock = new FixedClock(now);

  beforeAll(async () => {
    database = await testDatabase();
    connection = await mongoose.createConnection(database.uri).asPromise();
    const owner = connection.model<OwnerDocument>(OWNER_MODEL, ownerSchema);
    const line = connection.model<AuditDocument>(AUDIT_MODEL, auditSchema);
    await Promise.all([owner.init(), line.init()]);
    directory = new MongoUserDirectory(owner, clock);
    audit = new MongoAuditStore(line, clock);
  }, 60_000);
  afterAll(async () => {
    await connection.close();
    await database.stop();
  });

  describe('the directory of owners', () => {
    const ids = ['awa', 'binta', 'chantal'].map((id): OwnerId => ownerId(id));

    it('shows what tokens said last, and nothing of owners it never saw', async () => {
      await directory.remember({ id: 'awa', email: 'awa@x.test', name: 'Awa' });
      await directory.remember({ id: 'binta', email: 'binta@x.test', name: null });
      await directory.remember({ id: 'awa', email: 'awa@new.test', name: null });
      const owners = await directory.owners(ids);
      expect([...owners.values()]).toEqual([
        { id: 'awa', email: 'awa@new.test', name: 'Awa' },
        { id: 'binta', email: 'binta@x.test', name: null },
        { id: 'chantal', email: null, name: null },
      ]);
    });
  });

  describe('the audit log', () => {
    it('keeps a line as it was said', async () => {
      await audit.append(anEntry());
      const { lines, total, hasMore } = await audit.list({ entityId: 'c1' }, firstPage);
      expect({ total, hasMore }).toEqual({ total: 1, hasMore: false });
      expect(lines[0]).toMatchObject({ ...anEntry(), at: clock.now() });
    });

    it('is written with the change or not at all', async () => {
      const broken = inTransaction(connection, async (session) => {
        await audit.append(anEntry({ action: 'campaign.vanish' }), session);
        throw new Error('the change failed');
      });
      await expect(broken).rejects.toThrow('the change failed');
      expect((await audit.list({ action: 'campaign.vanish' }, firstPage)).total).toBe(0);
    });

    it('is paged through without gaps or repeats, from either end', async () => {
      const reasons = Array.from({ length: 7 }, (_, index) => `reason ${index}`);
      for (const reason of reasons)
        await audit.append(anEntry({ reason, entity: { type: 'campaign', id: 'c7', name: null } }));
      const read = async (oldestFirst: boolean) => {
        const seen: (string | null)[] = [];
        for (let afterId: string | null = null; ;) {
          const page = await audit.list(
            { entityType: 'campaign', entityId: 'c7' },
            { page: 1, limit: 3, afterId, oldestFirst },
          );
          seen.push(...page.lines.map(({ reason }) => reason));
          expect(page.total).toBe(7);
          if (!page.hasMore) return seen;
          afterId = page.lines.at(-1)?.id ?? null;
        }
      };
      expect(await read(true)).toEqual(reasons);
      expect(await read(false)).toEqual(reasons.toReversed());
    });

    it('is narrowed by who, whose, what and when', async () => {
      await audit.append(
        anEntry({ actor: { id: 'a2', email: null, role: 'support' }, ownerId: 'binta', action: 'session.reset' }),
      );
      const count = async (query: Parameters<typeof audit.list>[0]) => (await audit.list(query, firstPage)).total;
      expect(await count({ actorId: 'a2' })).toBe(1);
      expect(await count({ ownerId: 'binta' })).toBe(1);
      expect(await count({ action: 'session.reset' })).toBe(1);
      expect(await count({ ownerId: 'binta', action: 'campaign.pause' })).toBe(0);
      expect(await count({ until: now })).toBe(0);
      expect(await count({ actorId: 'a2', from: now, until: new Date(now.getTime() + 86_400_000) })).toBe(1);
    });

    it('is counted and paged by number to 10,000 lines, and read on by cursor behind them', async () => {
      const line = (n: number) => ({
        _id: Types.ObjectId.createFromHexString(n.toString(16).padStart(24, '0')),
        at: now,
        actor: { id: 'busy', email: null, role: 'admin' },
        action: 'campaign.many',
        entity: { type: 'campaign', id: 'many', name: null },
        reason: String(n),
      });
      const all = Array.from({ length: 10_050 }, (_, index) => line(index + 1));
      await connection.collection<{ _id: Types.ObjectId }>('audit_log').insertMany(all);
      const at = (page: number, afterId: string | null = null) =>
        audit.list({ action: 'campaign.many' }, { page, limit: 100, afterId, oldestFirst: true });
      const last = await at(101);
      expect(last).toMatchObject({ total: 10_000, isTotalAtLeast: true, hasMore: false });
      expect(last.lines.at(-1)?.reason).toBe('10050');
      await expect(at(102)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
      const behind = await at(1, (await at(100)).lines.at(-1)?.id ?? null);
      expect(behind.lines.map(({ reason }) => reason)).toEqual(last.lines.map(({ reason }) => reason));
      await connection.collection('audit_log').deleteMany({ action: 'campaign.many' });
      expect((await audit.list({ actorId: 'a1' }, firstPage)).isTotalAtLeast).toBe(false);
    }, 60_000);

    it('answers its questions by index', async () => {
      const lines = connection.collection('audit_log');
      for (const filter of [
        { 'entity.type': 'campaign', 'entity.id': 'c7' },
        { ownerId: 'binta' },
        { 'actor.id': 'a2' },
      ]) {
        const plan = await lines.find(filter).sort({ _id: -1 }).limit(3).explain('executionStats');
        expect(JSON.stringify(plan['queryPlanner'])).toContain('IXSCAN');
        expect(JSON.stringify(plan['queryPlanner'])).not.toContain('"SORT"');
      }
    });
  });
});
