import { isLive, personKeys, type Target } from '@relance/campaigns-domain';
import { documentId, ownerId } from '@relance/kernel';
import { Types } from 'mongoose';
import { type TargetDocument } from './target.schema.ts';

/**
 * Reads a stored target; what an older version did not write reads as its default. Written out: an object of spreads is a table for
 * the engine, ten times as slow to make and to read, and one is made for each row of a file and each message.
 */
export function toTarget(stored: TargetDocument): Target {
  return {
    id: documentId<'TargetId'>(stored._id.toHexString()),
    ownerId: ownerId(stored.ownerId),
    campaignId: documentId<'CampaignId'>(stored.campaignId.toHexString()),
    contactId: documentId<'ContactId'>(stored.contactId.toHexString()),
    phone: stored.phone,
    waPhone: stored.waPhone ?? null,
    lid: stored.lid ?? null,
    language: stored.language,
    status: stored.status,
    exitReason: stored.exitReason ?? null,
    currentDay: stored.currentDay,
    dueAt: stored.dueAt ?? null,
    wantedAt: stored.wantedAt ?? null,
    deferredBy: stored.deferredBy ?? null,
    enrolledAt: stored.enrolledAt,
    exitedAt: stored.exitedAt ?? null,
    days: stored.days,
    attempt: stored.attempt,
    triesSpent: stored.triesSpent,
    daysLost: stored.daysLost,
    lease: stored.lease
      ? {
          deliveryId: documentId<'DeliveryId'>(stored.lease.deliveryId.toHexString()),
          token: stored.lease.token,
          until: stored.lease.until,
        }
      : null,
    unknownSince: stored.unknownSince ?? null,
    resendOf: stored.resendOf ? documentId<'DeliveryId'>(stored.resendOf.toHexString()) : null,
    lastError: stored.lastError ?? null,
    duplicateOf: stored.duplicateOf ?? null,
    receivedAt: stored.receivedAt ?? null,
    repliedAt: stored.repliedAt ?? null,
    rev: stored.rev,
    updatedAt: stored.updatedAt,
  };
}

export function toTargetDocument({ id, ...target }: Target): TargetDocument {
  return {
    ...target,
    _id: new Types.ObjectId(id),
    campaignId: new Types.ObjectId(target.campaignId),
    contactId: new Types.ObjectId(target.contactId),
    lease: target.lease ? { ...target.lease, deliveryId: new Types.ObjectId(target.lease.deliveryId) } : null,
    resendOf: target.resendOf ? new Types.ObjectId(target.resendOf) : null,
    isLive: isLive(target),
    personKeys: personKeys(target),
  };
}
