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

/**
 * Days of targets against their deliveries, each against its own: how many of a day stand at each state that WhatsApp accepted
 * (`days.1.read`); where these agree and some of them are of other targets, how many days there are and of how many the delivery says
 * the same (`days.1`).
 */
async function dayDifferences(
  connection: Connection,
  id: Types.ObjectId,
  session: ClientSession,
): Promise<IntegrityDifference[]> {
  const placeOf = (state: string) => ({ $indexOfArray: [deliveryStates, state] });
  const days = [
    { $match: { campaignId: id } },
    { $unwind: '$days' },
    { $match: { 'days.state': { $in: accepted } } },
    { $project: { _id: 0, target: '$_id', day: '$days.day', noted: placeOf('$days.state'), is: { $literal: NONE } } },
  ];
  const groups = await connection
    .collection(DELIVERIES)
    .aggregate<DayGroup>(
      [
        { $match: { campaignId: id, state: { $in: accepted } } },
        { $project: { _id: 0, target: '$targetId', day: 1, noted: { $literal: NONE }, is: placeOf('$state') } },
        { $unionWith: { coll: TARGETS, pipeline: days } },
        // Of several attempts of a day the furthest is the day's.
        { $group: { _id: { target: '$target', day: '$day' }, noted: { $max: '$noted' }, is: { $max: '$is' } } },
        { $group: { _id: { day: '$_id.day', noted: '$noted', is: '$is' }, n: { $sum: 1 } } },
      ],
      { session },
    )
    .toArray();
  const campaignId = documentId<'CampaignId'>(id.toHexString());
  const of = (day: number) =>
    groups.filter(({ _id }) => _id.day === day).map(({ _id, n }) => ({ ..._id, n: Number(n) }));
  return [...new Set(groups.map(({ _id }) => _id.day))]
    .sort((a, b) => a - b)
    .flatMap((day) => differencesOfDay(day, of(day)).map((difference) => ({ campaignId, ...difference })));
}

/** The place in `deliveryStates` of what was not found. */
const NONE = -1;
/** So many days of targets are noted at one state while their delivery is at another. */
type DayStates = { readonly noted: number; readonly is: number; readonly n: number };
type DayGroup = {
  readonly _id: { readonly day: number; readonly noted: number; readonly is: number };
  readonly n: number;
};

function differencesOfDay(day: number, groups: readonly DayStates[]): Omit<IntegrityDifference, 'campaignId'>[] {
  const sum = (which: (group: DayStates) => boolean): number =>
    groups.filter(which).reduce((total, { n }) => total + n, 0);
  const byState = accepted.flatMap((state) => {
    const place = deliveryStates.indexOf(state);
    const [stored, counted] = [sum(({ noted }) => noted === place), sum(({ is }) => is === place)];
    return stored === counted ? [] : [{ counter: `days.${day}.${state}`, stored, counted }];
  });
  if (byState.length > 0) return byState.sort((a, b) => a.counter.localeCompare(b.counter));
  const [stored, counted] = [sum(() => true), sum(({ noted, is }) => noted === is)];
  return stored === counted ? [] : [{ counter: `days.${day}`, stored, counted }];
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
