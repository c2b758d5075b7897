import { rankOf, type Delivery } from '@relance/campaigns-domain';
import { documentId, ownerId } from '@relance/kernel';
import { Types } from 'mongoose';
import { type DeliveryDocument } from './delivery.schema.ts';

export function toDelivery(stored: DeliveryDocument): Delivery {
  const { _id, rank: _rank, updatedAt: _updatedAt, ...document } = stored;
  return {
    ...document,
    id: documentId<'DeliveryId'>(_id.toHexString()),
    ownerId: ownerId(document.ownerId),
    campaignId: documentId<'CampaignId'>(document.campaignId.toHexString()),
    targetId: documentId<'TargetId'>(document.targetId.toHexString()),
    contactId: documentId<'ContactId'>(document.contactId.toHexString()),
  };
}

export function toDeliveryDocument({ id, ...delivery }: Delivery, at: Date): DeliveryDocument {
  return {
    ...delivery,
    _id: new Types.ObjectId(id),
    campaignId: new Types.ObjectId(delivery.campaignId),
    targetId: new Types.ObjectId(delivery.targetId),
    contactId: new Types.ObjectId(delivery.contactId),
    rank: rankOf(delivery.state),
    updatedAt: at,
  };
}
