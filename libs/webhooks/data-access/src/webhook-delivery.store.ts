import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { OUTBOX, outboxOf, readIdPage } from '@relance/platform';
import {
  type WebhookAttempt,
  type WebhookDelivery,
  type WebhookDeliveryStore,
  type WebhookPage,
} from '@relance/webhooks-domain';
import { type Connection, Types } from 'mongoose';
import { type WebhookDeliveryDocument } from './webhook.schemas.ts';

type Instants = { readonly now: Date; readonly realNow: Date };

/** What an endpoint was told is kept for 30 days of real time. */
const KEEP_MS = 30 * 24 * 3_600_000;
const COUNT_LIMIT = 10_001;

const toDelivery = (stored: WebhookDeliveryDocument): WebhookDelivery => ({
  id: stored._id.toHexString(),
  webhookId: stored.subscriberId.toHexString(),
  messageId: stored.messageId,
  type: stored.type,
  subject: stored.subject,
  seq: stored.seq,
  at: stored.at,
  data: stored.data,
  state: stored.state,
  attempts: stored.attempts,
  dueAt: stored.dueAt,
  lastStatus: stored.lastStatus ?? null,
  lastError: stored.lastError ?? null,
  settledAt: stored.settledAt ?? null,
});

const heard = (attempt: WebhookAttempt) => ({
  lastStatus: attempt.status,
  lastError: attempt.ok ? null : attempt.error,
});

/** Events on their way, on MongoDB: the outbox's own documents. */
@Injectable()
export class MongoWebhookDeliveryStore implements WebhookDeliveryStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  private get deliveries() {
    return this.connection.collection<WebhookDeliveryDocument>(OUTBOX);
  }

  async due(
    { now, realNow }: Instants,
    without: readonly string[],
    limit: number,
  ): Promise<readonly WebhookDelivery[]> {
    const found = await this.deliveries
      .find({
        open: true,
        dueAt: { $lte: now },
        leasedUntil: { $lte: realNow },
        ...(without.length > 0 && { subscriberId: { $nin: without.map((id) => new Types.ObjectId(id)) } }),
      })
      .sort({ dueAt: 1, _id: 1 })
      .limit(limit)
      .toArray();
    return found.map(toDelivery);
  }

  async hasOpen(): Promise<boolean> {
    return (
      (await this.deliveries.findOne({ open: true }, { sort: { dueAt: 1, _id: 1 }, projection: { _id: 1 } })) !== null
    );
  }

  async claim(id: string, { realNow, until }: { readonly realNow: Date; readonly until: Date }): Promise<boolean> {
    const claimed = await this.deliveries.updateOne(
      { _id: new Types.ObjectId(id), open: true, leasedUntil: { $lte: realNow } },
      { $set: { leasedUntil: until } },
    );
    return claimed.matchedCount === 1;
  }

  async predecessor({ id, webhookId, subject, seq }: WebhookDelivery): Promise<WebhookDelivery | null> {
    const [first] = await this.deliveries
      .find({ subscriberId: new Types.ObjectId(webhookId), subject, open: true, seq: { $lte: seq } })
      .sort({ seq: 1, _id: 1 })
      .limit(1)
      .toArray();
    return first && first._id.toHexString() !== id ? toDelivery(first) : null;
  }

  async postpone(id: string, dueAt: Date): Promise<void> {
    await this.deliveries.updateOne({ _id: new Types.ObjectId(id) }, { $set: { dueAt, leasedUntil: new Date(0) } });
  }

  async settle(
    delivery: WebhookDelivery,
    state: 'delivered' | 'failed',
    attempt: WebhookAttempt,
    { now, realNow }: Instants,
  ): Promise<void> {
    const subscriberId = new Types.ObjectId(delivery.webhookId);
    await this.deliveries.updateOne(
      { _id: new Types.ObjectId(delivery.id), open: true },
      {
        $set: { state, settledAt: now, expireAt: new Date(realNow.getTime() + KEEP_MS), ...heard(attempt) },
        $unset: { open: '' },
        $inc: { attempts: 1 },
      },
    );
    await this.deliveries.updateMany(
      { subscriberId, subject: delivery.subject, open: true, leasedUntil: { $lte: realNow }, dueAt: { $gt: now } },
      { $set: { dueAt: now } },
    );
  }

  async retryAt({ id }: WebhookDelivery, dueAt: Date, attempt: WebhookAttempt): Promise<void> {
    await this.deliveries.updateOne(
      { _id: new Types.ObjectId(id), open: true },
      { $set: { dueAt, leasedUntil: new Date(0), ...heard(attempt) }, $inc: { attempts: 1 } },
    );
  }

  async abandon(webhookId: string, reason: string, { now, realNow }: Instants): Promise<void> {
    await this.deliveries.updateMany(
      { subscriberId: new Types.ObjectId(webhookId), open: true },
      {
        $set: { state: 'failed', lastError: reason, settledAt: now, expireAt: new Date(realNow.getTime() + KEEP_MS) },
        $unset: { open: '' },
      },
    );
  }

  async list(
    webhookId: string,
    page: WebhookPage,
  ): Promise<{ rows: readonly WebhookDelivery[]; total: number; hasMore: boolean }> {
    const filter = { subscriberId: new Types.ObjectId(webhookId) };
    const total = this.deliveries.countDocuments(filter, { limit: COUNT_LIMIT });
    const { rows, ...counted } = await readIdPage(this.deliveries, filter, page, total);
    return { rows: rows.map(toDelivery), ...counted };
  }

  async find(id: string, webhookId: string): Promise<WebhookDelivery | null> {
    const found = await this.deliveries.findOne({
      _id: new Types.ObjectId(id),
      subscriberId: new Types.ObjectId(webhookId),
    });
    return found ? toDelivery(found) : null;
  }

  async replay(delivery: WebhookDelivery, now: Date): Promise<WebhookDelivery> {
    const original = await this.deliveries.findOneAndUpdate(
      { _id: new Types.ObjectId(delivery.id) },
      [{ $set: { dueAt: { $cond: [{ $eq: ['$open', true] }, { $min: ['$dueAt', { $literal: now }] }, '$dueAt'] } } }],
      { returnDocument: 'after' },
    );
    if (original?.open) {
      outboxOf(this.connection).tell();
      return toDelivery(original);
    }
    const _id = new Types.ObjectId();
    const document: WebhookDeliveryDocument = {
      _id,
      subscriberId: new Types.ObjectId(delivery.webhookId),
      ownerId: original?.ownerId ?? '',
      type: delivery.type,
      subject: `replay:${_id.toHexString()}`,
      seq: 0,
      at: delivery.at,
      data: delivery.data,
      messageId: delivery.messageId,
      state: 'pending',
      open: true,
      dueAt: now,
      leasedUntil: new Date(0),
      attempts: 0,
    };
    await this.deliveries.insertOne(document);
    outboxOf(this.connection).tell();
    return toDelivery(document);
  }

  async record(
    delivery: Pick<WebhookDelivery, 'webhookId' | 'messageId' | 'type' | 'at' | 'data'>,
    attempt: WebhookAttempt,
    realNow: Date,
  ): Promise<WebhookDelivery> {
    const _id = new Types.ObjectId();
    const document: WebhookDeliveryDocument = {
      _id,
      subscriberId: new Types.ObjectId(delivery.webhookId),
      ownerId: '',
      type: delivery.type,
      subject: `test:${_id.toHexString()}`,
      seq: 0,
      at: delivery.at,
      data: delivery.data,
      messageId: delivery.messageId,
      state: attempt.ok ? 'delivered' : 'failed',
      dueAt: delivery.at,
      leasedUntil: new Date(0),
      attempts: 1,
      settledAt: delivery.at,
      expireAt: new Date(realNow.getTime() + KEEP_MS),
      ...heard(attempt),
    };
    await this.deliveries.insertOne(document);
    return toDelivery(document);
  }

  onAppended(listener: () => void): () => void {
    return outboxOf(this.connection).onAppended(listener);
  }
}
