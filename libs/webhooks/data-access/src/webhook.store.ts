import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import {
  inTransaction,
  OUTBOX,
  outboxOf,
  OUTBOX_SUBSCRIPTIONS,
  RELANCE_CONFIG,
  type RelanceConfig,
  readIdPage,
} from '@relance/platform';
import { type Transaction } from '@relance/kernel';
import {
  type NewWebhook,
  type Webhook,
  type WebhookChange,
  type WebhookDisabledCause,
  type WebhookPage,
  type WebhookScope,
  type WebhookStore,
} from '@relance/webhooks-domain';
import { type Connection, Types } from 'mongoose';
import { SecretCipher } from './secret-cipher.ts';
import { type WebhookDocument } from './webhook.schemas.ts';

const ownerOf = (scope: WebhookScope): string | null => (scope === 'installation' ? null : scope.ownerId);
const oneOf = (id: string, scope: WebhookScope) => ({ _id: new Types.ObjectId(id), ownerId: ownerOf(scope) });

const toWebhook = ({ _id, secret: _secret, ...fields }: WebhookDocument): Webhook => ({
  id: _id.toHexString(),
  ownerId: fields.ownerId,
  url: fields.url,
  events: fields.events,
  active: fields.active,
  disabledReason: fields.disabledReason ?? null,
  disabledCause: fields.disabledCause ?? null,
  failingSince: fields.failingSince ?? null,
  restsUntil: fields.restsUntil ?? null,
  createdAt: fields.createdAt,
});

/** Endpoints on MongoDB; their secrets are encrypted under the master key. */
@Injectable()
export class MongoWebhookStore implements WebhookStore {
  private readonly cipher: SecretCipher;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(RELANCE_CONFIG) config: Pick<RelanceConfig, 'masterKeys'>,
  ) {
    this.cipher = new SecretCipher(config.masterKeys);
  }

  private get webhooks() {
    return this.connection.collection<WebhookDocument>(OUTBOX_SUBSCRIPTIONS);
  }

  async create(
    { secret, ...fields }: NewWebhook,
    limit: number,
    now: Date,
    onChange: (made: Webhook, transaction: Transaction) => Promise<void>,
  ): Promise<Webhook | null> {
    const document: WebhookDocument = {
      _id: new Types.ObjectId(),
      ...fields,
      secret: this.cipher.seal(secret),
      disabledReason: null,
      failingSince: null,
      createdAt: now,
    };
    const made = await inTransaction(this.connection, async (session) => {
      if ((await this.webhooks.countDocuments({ ownerId: fields.ownerId }, { session })) >= limit) return null;
      await this.webhooks.insertOne(document, { session });
      await onChange(toWebhook(document), session);
      return toWebhook(document);
    });
    this.subscriptionsChanged();
    return made;
  }

  async list(
    scope: WebhookScope,
    page: WebhookPage,
  ): Promise<{ rows: readonly Webhook[]; total: number; hasMore: boolean }> {
    const filter = { ownerId: ownerOf(scope) };
    const { rows, ...counted } = await readIdPage(this.webhooks, filter, page, this.webhooks.countDocuments(filter));
    return { rows: rows.map(toWebhook), ...counted };
  }

  async find(id: string, scope: WebhookScope): Promise<Webhook | null> {
    const found = await this.webhooks.findOne(oneOf(id, scope));
    return found ? toWebhook(found) : null;
  }

  async update(
    id: string,
    scope: WebhookScope,
    change: WebhookChange,
    onChange: (before: Webhook, after: Webhook, transaction: Transaction) => Promise<void>,
  ): Promise<Webhook | null> {
    const changed = await inTransaction(this.connection, async (session) => {
      const before = await this.webhooks.findOne(oneOf(id, scope), { session });
      if (!before) return null;
      // Switched on again, or another address: what failed before says nothing any more.
      const $set = {
        ...change,
        ...((change.active || change.url) && {
          disabledReason: null,
          disabledCause: null,
          failingSince: null,
          restsUntil: null,
        }),
      };
      const after = await this.webhooks.findOneAndUpdate(
        { _id: before._id },
        { $set },
        { session, returnDocument: 'after' },
      );
      if (!after) return null;
      await onChange(toWebhook(before), toWebhook(after), session);
      return toWebhook(after);
    });
    this.subscriptionsChanged();
    return changed;
  }

  async remove(
    id: string,
    scope: WebhookScope,
    onChange: (before: Webhook, transaction: Transaction) => Promise<void>,
  ): Promise<Webhook | null> {
    const removed = await inTransaction(this.connection, async (session) => {
      const gone = await this.webhooks.findOneAndDelete(oneOf(id, scope), { session });
      if (gone) await onChange(toWebhook(gone), session);
      return gone;
    });
    this.subscriptionsChanged();
    if (removed) await this.connection.collection(OUTBOX).deleteMany({ subscriberId: removed._id });
    return removed ? toWebhook(removed) : null;
  }

  async withSecrets(ids: readonly string[]): Promise<ReadonlyMap<string, Webhook & { readonly secret: string }>> {
    if (ids.length === 0) return new Map();
    const found = await this.webhooks.find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }).toArray();
    return new Map(
      found.map((document) => [
        document._id.toHexString(),
        { ...toWebhook(document), secret: this.cipher.open(document.secret) },
      ]),
    );
  }

  async markSuccess(id: string): Promise<void> {
    await this.webhooks.updateOne(
      { _id: new Types.ObjectId(id), failingSince: { $ne: null } },
      { $set: { failingSince: null, restsUntil: null } },
    );
  }

  async rest(id: string, until: Date): Promise<void> {
    await this.webhooks.updateOne({ _id: new Types.ObjectId(id), active: true }, { $max: { restsUntil: until } });
  }

  async markFailure(id: string, at: Date): Promise<Date | null> {
    const _id = new Types.ObjectId(id);
    await this.webhooks.updateOne({ _id, active: true, failingSince: null }, { $set: { failingSince: at } });
    const found = await this.webhooks.findOne({ _id, active: true }, { projection: { failingSince: 1 } });
    return found?.failingSince ?? null;
  }

  async failingBefore(at: Date, limit: number): Promise<readonly Webhook[]> {
    const found = await this.webhooks
      .find({ failingSince: { $lte: at }, active: true })
      .sort({ failingSince: 1 })
      .limit(limit)
      .toArray();
    return found.map(toWebhook);
  }

  async disable(
    { id, url }: Pick<Webhook, 'id' | 'url'>,
    { cause, reason }: { readonly cause: WebhookDisabledCause; readonly reason: string },
  ): Promise<Webhook | null> {
    const disabled = await this.webhooks.findOneAndUpdate(
      { _id: new Types.ObjectId(id), active: true, url },
      { $set: { active: false, disabledReason: reason, disabledCause: cause } },
      { returnDocument: 'after' },
    );
    this.subscriptionsChanged();
    return disabled ? toWebhook(disabled) : null;
  }

  private subscriptionsChanged(): void {
    outboxOf(this.connection).forgetSubscriptions();
  }
}
