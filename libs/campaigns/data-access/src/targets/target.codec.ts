import { isLive, personKeys, type Target } from '@relance/campaigns-domain';
import { documentId, ownerId } from '@relance/kernel';
import { Types } from 'mongoose';
import { type TargetDocument } from './target.schema.ts';

const unknownToEarlierVersions = { waPhone: null, lid: null, duplicateOf: null, repliedAt: null } as const;

export function toTarget(stored: TargetDocument): Target {
  const { _id, isLive: _isLive, personKeys: _personKeys, ...document } = stored;
  return {
    ...unknownToEarlierVersions,
    ...document,
    id: documentId<'TargetId'>(_id.toHexString()),
    ownerId: ownerId(document.ownerId),
    campaignId: documentId<'CampaignId'>(document.campaignId.toHexString()),
    contactId: documentId<'ContactId'>(document.contactId.toHexString()),
    lease: document.lease
      ? { ...document.lease, deliveryId: documentId<'DeliveryId'>(document.lease.deliveryId.toHexString()) }
      : null,
    resendOf: document.resendOf ? documentId<'DeliveryId'>(document.resendOf.toHexString()) : null,
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
