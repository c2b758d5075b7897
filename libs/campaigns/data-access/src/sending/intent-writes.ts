import { deliveryDelta, sumDeltas, targetDelta, type Intent } from '@relance/campaigns-domain';
import { type Write, writeTo } from '@relance/platform';
import { type AnyBulkWriteOperation, type Document, type Filter } from 'mongodb';
import { Types } from 'mongoose';
import { CAMPAIGNS } from '../campaigns/campaign.schema.ts';
import { changedFields } from '../changed-fields.ts';
import { toDeliveryDocument } from '../deliveries/delivery.codec.ts';
import { DELIVERIES, type DeliveryDocument } from '../deliveries/delivery.schema.ts';
import {
  SENDER_DAYS,
  SENDER_STATES,
  senderDayId,
  type SenderDayDocument,
  type SenderStateDocument,
} from '../senders/sender.schemas.ts';
import { toTargetDocument } from '../targets/target.codec.ts';
import { TARGETS, type TargetDocument } from '../targets/target.schema.ts';
import { counterUpdate } from './counters.ts';

/** A day's figures are kept for three months of real time. */
const KEEP_DAYS_MS = 90 * 24 * 3_600_000;

/** One part of an intent: written only where its filter still holds. */
export type Part<D extends Document> = {
  readonly to: string;
  readonly filter: Filter<D>;
  readonly update: Readonly<Record<string, unknown>> | Document[];
  /** Made when it is not there. Where it is there and the filter does not hold, its key stands in the way. */
  readonly upsert?: true;
};

/** The campaign's own document, only while it is active in the expected epoch (ADR 13). */
export function campaignPart({ before, delivery, after, resend, epoch, at }: Intent): Part<Document> {
  const delta = sumDeltas([targetDelta(before, after), deliveryDelta(resend, delivery)]);
  const filter = { _id: new Types.ObjectId(before.campaignId), status: 'active', epoch };
  return { to: CAMPAIGNS, filter, update: counterUpdate(delta, at) };
}

/** The lease ends by the database's clock: machines whose clocks differ do not take each other's messages for lost. */
export function targetPart({ before, after, leaseMs }: Intent): Part<TargetDocument> {
  const changed = changedFields(toTargetDocument(before), toTargetDocument(after));
  const literals = Object.entries(changed).map(([field, $literal]) => [field, { $literal }]);
  return {
    to: TARGETS,
    filter: { _id: new Types.ObjectId(before.id), status: 'active', rev: before.rev },
    update: [{ $set: Object.fromEntries(literals) }, { $set: { 'lease.until': { $add: ['$$NOW', leaseMs] } } }],
  };
}

/** The sender's next slot; not for a holder whose session was taken over meanwhile. */
export const slotPart = ({ before, pacing, leaseToken }: Intent): Part<SenderStateDocument> => ({
  to: SENDER_STATES,
  filter: { _id: before.ownerId, leaseToken: { $not: { $gt: leaseToken } } },
  update: { $set: { pacing, leaseToken } },
  upsert: true,
});

/** A place in the caps of the owner's day; conditions say "not yet full", so that a missing figure counts as none. */
export function reservePart({ before, delivery, caps }: Intent): Part<SenderDayDocument> {
  const ofCampaign = `byCampaign.${before.campaignId}`;
  const filter = {
    _id: senderDayId(before.ownerId, delivery.reservedOn),
    reserved: { $not: { $gte: caps.daily } },
    [ofCampaign]: { $not: { $gte: caps.campaign } },
    ...(delivery.isCold && { cold: { $not: { $gte: caps.cold } } }),
  };
  const $inc = { reserved: 1, [ofCampaign]: 1, ...(delivery.isCold && { cold: 1 }) };
  // Fields by campaign are not in the document's type.
  const update = { $inc, $setOnInsert: { expireAt: new Date(Date.now() + KEEP_DAYS_MS) } };
  return { to: SENDER_DAYS, filter: filter as Filter<SenderDayDocument>, update, upsert: true };
}

/** A new delivery, or the uncertain one that goes out again under its own id. */
export function deliveryWrite({ delivery, resend, at }: Intent): AnyBulkWriteOperation<DeliveryDocument> {
  const document = toDeliveryDocument(delivery, at);
  if (resend === null) return { insertOne: { document } };
  const { _id: _, ...replacement } = document;
  const filter = { _id: new Types.ObjectId(resend.id), state: 'unknown' as const, rev: resend.rev };
  return { replaceOne: { filter, replacement } };
}

/** Sealed contents of the messages; another attempt under the same id replaces what was kept of the first. */
const outgoingWrites = ({ outgoing }: Intent): readonly Write[] =>
  outgoing.map(({ collection, id, fields }) =>
    writeTo<{ readonly _id: string }>(collection, {
      updateOne: { filter: { _id: id }, update: { $set: fields }, upsert: true },
    }),
  );

/** The whole intent, each part over what it was decided on. */
export const intentWrites = (intent: Intent): readonly Write[] => [
  ...[campaignPart(intent), targetPart(intent), slotPart(intent), reservePart(intent)].map(
    ({ to, filter, update, upsert = false }) =>
      writeTo(to, { updateOne: { filter: filter as Filter<Document>, update, upsert } }),
  ),
  writeTo(DELIVERIES, deliveryWrite(intent)),
  ...outgoingWrites(intent),
];
