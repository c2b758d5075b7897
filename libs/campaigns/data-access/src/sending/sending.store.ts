import {
  type ApplyOutcome,
  type Delivery,
  type Intent,
  type IntentOutcome,
  type SendingChange,
  type SendingStore,
  type Target,
} from '@relance/campaigns-domain';
import { type CampaignId, type OwnerId, type TargetId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, Types } from 'mongoose';
import { toDelivery } from '../deliveries/delivery.codec.ts';
import { DELIVERIES, type DeliveryDocument } from '../deliveries/delivery.schema.ts';
import { toTarget } from '../targets/target.codec.ts';
import { TARGETS, type TargetDocument } from '../targets/target.schema.ts';
import { waitingTargets } from '../targets/waiting-targets.ts';
import { ChangeWriter } from './change-writer.ts';
import { IntentWriter } from './intent-writer.ts';

/**
 * Targets whose lease ran out by the database's clock. The bound that no lease is before lets the question be answered from the index
 * of those in flight: a comparison with the clock alone may look at every target.
 */
export const expiredLease = {
  status: 'sending' as const,
  'lease.until': { $gt: new Date(0) },
  $expr: { $lte: ['$lease.until', '$$NOW'] },
};

/** The sending protocol on MongoDB: claims by index, intents and results in transactions. */
@Injectable()
export class MongoSendingStore implements SendingStore {
  private readonly intents: IntentWriter;
  private readonly changes: ChangeWriter;

  constructor(@InjectConnection() private readonly connection: Connection) {
    this.intents = new IntentWriter(connection);
    this.changes = new ChangeWriter(connection);
  }

  private get targets() {
    return this.connection.collection<TargetDocument>(TARGETS);
  }

  async waiting(ownerId: OwnerId, campaignId: CampaignId, limit: number): Promise<readonly Target[]> {
    const found = await waitingTargets(
      this.targets,
      { ownerId, campaignIds: [campaignId] },
      { $gte: new Date(0) },
      limit,
    );
    return found.map(toTarget);
  }

  async nextDue(ownerId: OwnerId, campaignIds: readonly CampaignId[], now: Date): Promise<Date | null> {
    const [first] = await waitingTargets(this.targets, { ownerId, campaignIds }, { $gt: now }, 1);
    return first?.dueAt ?? null;
  }

  writeIntent(intent: Intent, confirm?: () => Promise<boolean>): Promise<IntentOutcome> {
    return this.intents.write(intent, confirm);
  }

  apply(changes: readonly SendingChange[], at: Date): Promise<ApplyOutcome> {
    return this.changes.apply(changes, at);
  }

  async deliveriesByMessageId(ids: readonly string[]): Promise<readonly Delivery[]> {
    if (ids.length === 0) return [];
    const deliveries = this.connection.collection<DeliveryDocument>(DELIVERIES);
    const found = await deliveries.find({ waMessageId: { $in: [...ids] } }).toArray();
    // Ids that stand for no whole delivery may be those of parts; a first part may be known under a later attempt too.
    const known = new Set(found.flatMap(({ waMessageId, parts }) => (parts ? [] : [waMessageId])));
    const others = ids.filter((id) => !known.has(id));
    if (others.length === 0) return found.map(toDelivery);
    const ofParts = await deliveries.find({ 'parts.waMessageId': { $in: others } }).toArray();
    const all = new Map([...found, ...ofParts].map((document) => [document._id.toHexString(), document]));
    return [...all.values()].map(toDelivery);
  }

  async targetsById(ids: readonly TargetId[]): Promise<readonly Target[]> {
    if (ids.length === 0) return [];
    return (await this.targets.find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }).toArray()).map(toTarget);
  }

  async abandoned(tokens: ReadonlyMap<OwnerId, number>, limit: number): Promise<readonly Target[]> {
    const [expired, ofSenders] = await Promise.all([
      this.targets.find(expiredLease).limit(limit).toArray(),
      tokens.size === 0
        ? []
        : this.targets
            .find({ $or: [...tokens].map(([ownerId, token]) => earlierHolder(ownerId, token)) })
            .limit(limit)
            .toArray(),
    ]);
    const all = new Map([...expired, ...ofSenders].map(toTarget).map((target) => [target.id, target]));
    return [...all.values()].slice(0, limit);
  }

  async unknownSince(before: Date, limit: number): Promise<readonly Target[]> {
    const found = await this.targets
      .find({ status: 'unknown', unknownSince: { $lte: before } })
      .sort({ unknownSince: 1 })
      .limit(limit)
      .toArray();
    return found.map(toTarget);
  }

  async recallDeferred(ownerId: OwnerId, at: Date): Promise<number> {
    const recalled = await this.targets.updateMany({ ownerId, status: 'active', deferredBy: { $ne: null } }, [
      { $set: { dueAt: '$wantedAt', deferredBy: null, rev: { $add: ['$rev', 1] }, updatedAt: at } },
    ]);
    return recalled.modifiedCount;
  }
}

/** What a holder before this token left in flight; asked before the limit, so that others do not hide it. */
const earlierHolder = (ownerId: OwnerId, token: number) => ({
  ownerId,
  status: 'sending' as const,
  'lease.token': { $lt: token },
});
