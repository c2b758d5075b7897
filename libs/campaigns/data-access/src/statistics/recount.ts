import {
  deliveryCells,
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
  if (!campaign) return [];
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
  return differences(campaign, counted);
}

const times = (cells: readonly string[], n: number): CounterDelta =>
  Object.fromEntries(cells.map((cell) => [cell, Number(n)]));

function differences(campaign: CampaignDocument, counted: CounterDelta): IntegrityDifference[] {
  const campaignId = documentId<'CampaignId'>(campaign._id.toHexString());
  return countedCells.flatMap((counter) => {
    const [stored, recounted] = [cellAt(campaign, counter), counted[counter] ?? 0];
    return stored === recounted ? [] : [{ campaignId, counter, stored, counted: recounted }];
  });
}
