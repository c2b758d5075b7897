import {
  deliveryCells,
  type DeliveryState,
  deliveryStates,
  sumDeltas,
  targetCells,
  type CountedDelivery,
  type CountedTarget,
  type CounterDelta,
  type IntegrityDifference,
} from '@relance/campaigns-domain';
import { documentId } from '@relance/kernel';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { CAMPAIGNS, type CampaignDocument } from '../campaigns/campaign.schema.ts';
import { DELIVERIES } from '../deliveries/delivery.schema.ts';
import { TARGETS } from '../targets/target.schema.ts';
import { cellAt, totalledCells } from './totals.ts';

const indexes = [0, 1, 2, 3, 4, 5, 6];
/** Every counter that transitions move. */
export const countedCells: readonly string[] = [
  ...totalledCells,
  ...indexes.map((index) => `dayFunnel.${index}`),
  ...indexes.flatMap((index) => ['sent', 'delivered', 'read', 'failed'].map((name) => `perDay.${index}.${name}`)),
];

/** Recounts one campaign against its counters; both as one snapshot sees them, so that traffic makes no difference. */
export async function recountCampaign(
  connection: Connection,
  id: Types.ObjectId,
  session: ClientSession,
): Promise<IntegrityDifference[]> {
  const campaign = await connection.collection<CampaignDocument>(CAMPAIGNS).findOne({ _id: id }, { session });
  // Of a campaign that ended long ago only the counters are kept.
  if (!campaign || 'purgedAt' in campaign) return [];
  const targets = await connection
    .collection(TARGETS)
    .aggregate<{ _id: CountedTarget; n: number }>(
      [
        { $match: { campaignId: id } },
        {
          $group: {
            _id: { status: '$status', currentDay: '$currentDay', exitReason: '$exitReason' },
            n: { $sum: 1 },
          },
        },
      ],
      { session },
    )
    .toArray();
  const deliveries = await connection
    .collection(DELIVERIES)
    .aggregate<{ _id: CountedDelivery; n: number }>(
      [{ $match: { campaignId: id } }, { $group: { _id: { state: '$state', day: '$day' }, n: { $sum: 1 } } }],
      { session },
    )
    .toArray();
  const counted = sumDeltas([
    ...targets.map(({ _id, n }) => times(targetCells(_id), n)),
    ...deliveries.map(({ _id, n }) => times(deliveryCells(_id), n)),
  ]);
  return [...differences(campaign, counted), ...(await dayDifferences(connection, id, session))];
}

const accepted: DeliveryState[] = ['sent', 'delivered', 'read'];

/** Days of targets against their deliveries: how many of each day stand at each state that WhatsApp accepted. */
async function dayDifferences(
  connection: Connection,
  id: Types.ObjectId,
  session: ClientSession,
): Promise<IntegrityDifference[]> {
  const noted = await connection
    .collection(TARGETS)
    .aggregate<DayCount>(
      [
        { $match: { campaignId: id } },
        { $unwind: '$days' },
        { $match: { 'days.state': { $in: accepted } } },
        { $group: { _id: { day: '$days.day', state: '$days.state' }, n: { $sum: 1 } } },
      ],
      { session },
    )
    .toArray();
  const delivered = await connection
    .collection(DELIVERIES)
    .aggregate<RankCount>(
      [
        { $match: { campaignId: id, state: { $in: accepted } } },
        { $group: { _id: { target: '$targetId', day: '$day' }, rank: { $max: '$rank' } } },
        { $group: { _id: { day: '$_id.day', rank: '$rank' }, n: { $sum: 1 } } },
      ],
      { session },
    )
    .toArray();
  const key = (day: number, state: string) => `days.${day}.${state}`;
  const stored = new Map(noted.map(({ _id, n }) => [key(_id.day, _id.state), Number(n)]));
  const counted = new Map(
    delivered.map(({ _id, n }) => [key(_id.day, deliveryStates[_id.rank] ?? 'unknown'), Number(n)]),
  );
  const campaignId = documentId<'CampaignId'>(id.toHexString());
  return [...new Set([...stored.keys(), ...counted.keys()])].sort().flatMap((counter) => {
    const [is, shall] = [stored.get(counter) ?? 0, counted.get(counter) ?? 0];
    return is === shall ? [] : [{ campaignId, counter, stored: is, counted: shall }];
  });
}

type DayCount = { readonly _id: { readonly day: number; readonly state: string }; readonly n: number };
type RankCount = { readonly _id: { readonly day: number; readonly rank: number }; readonly n: number };

const times = (cells: readonly string[], n: number): CounterDelta =>
  Object.fromEntries(cells.map((cell) => [cell, Number(n)]));

function differences(campaign: CampaignDocument, counted: CounterDelta): IntegrityDifference[] {
  const campaignId = documentId<'CampaignId'>(campaign._id.toHexString());
  return countedCells.flatMap((counter) => {
    const [stored, recounted] = [cellAt(campaign, counter), counted[counter] ?? 0];
    return stored === recounted ? [] : [{ campaignId, counter, stored, counted: recounted }];
  });
}
