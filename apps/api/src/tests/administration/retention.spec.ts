import { getConnectionToken } from '@nestjs/mongoose';
import { Types, type Connection } from 'mongoose';
import { startTestApp } from '../../testing/api.test-env.ts';

describe('retention', () => {
  it('removes once a day of the product’s clock what is too old, keeps counters, and says so in the audit', async () => {
    const env = await startTestApp({ RELANCE_CLOCK_RATE: '86400' });
    try {
      const connection = env.app.get<Connection>(getConnectionToken());
      const long = new Date('2015-01-01T00:00:00Z');
      const campaignId = new Types.ObjectId();
      await connection.collection('campaigns').insertOne({
        _id: campaignId,
        ownerId: 'awa',
        name: 'Old',
        type: 'filtered',
        status: 'completed',
        completedAt: long,
        counts: { enrolled: 3 },
      });
      const targets = [1, 2, 3].map((n) => ({
        campaignId,
        contactId: new Types.ObjectId(),
        phone: `+2${n}`,
        isLive: false,
      }));
      await connection.collection('relance_targets').insertMany(targets);
      await connection.collection('whatsapp_session_events').insertOne({ ownerId: 'awa', generation: 1, at: long });
      // Not `at` of 2015: the database itself would remove that one.
      const lately = new Date(Date.now() - 3_600_000);
      await connection
        .collection<{ _id: string; at: Date }>('whatsapp_outgoing')
        .insertOne({ _id: 'awa:1', at: lately });
      const deliveryId = new Types.ObjectId();
      const far = new Date('2999-01-01T00:00:00Z');
      const anIntent = (waMessageId: string) => ({
        campaignId: new Types.ObjectId(),
        targetId: new Types.ObjectId(),
        waMessageId,
      });
      const text = { text: 'Hello Awa', textHash: 'h' };
      await connection.collection('message_deliveries').insertMany([
        { _id: deliveryId, ...anIntent('1'), updatedAt: long, ...text },
        { ...anIntent('2'), updatedAt: far, ...text },
      ]);
      const line = { actor: { id: 'a', email: null, role: 'admin' }, entity: { type: 'x', id: 'x', name: null } };
      await connection.collection('audit_log').insertMany([
        { _id: Types.ObjectId.createFromTime(long.getTime() / 1000), at: long, action: 'old.line', ...line },
        { _id: new Types.ObjectId(), at: far, action: 'young.line', ...line },
      ]);
      await connection.collection('media_content.files').insertOne({ length: 0, chunkSize: 1, uploadDate: long });
      const admin = await env.token('admin');
      const runs = async () =>
        (await env.http().get('/api/relance/admin/audit?action=retention.run').auth(admin, { type: 'bearer' })).body
          .data.entries;
      let seen: Record<string, number> = {};
      for (const end = Date.now() + 20_000; Date.now() < end && !seen['targets'];) {
        const entries = (await runs()) as { before: Record<string, number> }[];
        seen = Object.assign({}, ...entries.map(({ before }) => before));
      }
      expect(seen).toMatchObject({
        targets: 3,
        sessionEvents: 1,
        texts: 1,
        auditEntries: 1,
        mediaLeftovers: 1,
        outgoingTexts: 1,
      });
      const texts = connection.collection('message_deliveries');
      expect(await texts.findOne({ _id: deliveryId })).toMatchObject({ textHash: 'h' });
      expect(await texts.countDocuments({ text: { $exists: true } })).toBe(1);
      const lines = connection.collection('audit_log');
      expect(await lines.countDocuments({ action: 'old.line' })).toBe(0);
      expect(await lines.countDocuments({ action: 'young.line' })).toBe(1);
      expect(await connection.collection('relance_targets').countDocuments({ campaignId })).toBe(0);
      const kept = await connection.collection('campaigns').findOne({ _id: campaignId });
      expect(kept).toMatchObject({ counts: { enrolled: 3 }, purgedAt: expect.any(Date) });
      const path = `/api/relance/admin/campaigns/${campaignId.toHexString()}/targets`;
      const left = await env.http().get(path).auth(admin, { type: 'bearer' }).expect(200);
      expect(left.body.data).toMatchObject({ targets: [], total: 0, nextCursor: null });
    } finally {
      await env.close();
    }
  }, 90_000);
});
