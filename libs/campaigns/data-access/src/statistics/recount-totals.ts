import { type CounterDelta, type IntegrityDifference, sumDeltas } from '@relance/campaigns-domain';
import { type ClientSession, type Connection } from 'mongoose';
import { CAMPAIGNS, type CampaignDocument } from '../campaigns/campaign.schema.ts';
import { CAMPAIGN_MATRIX, matrices, statusMatrixOf } from '../campaigns/status-counts.ts';
import { cellAt, cellsOf, COUNTED_CAMPAIGNS, type CountedDocument, totalledCells } from './totals.ts';

/** Field names of a $group hold no dots: `counts.active` is summed as `counts_active`. */
const nameOf = (path: string): string => path.replaceAll('.', '_');
const sums = Object.fromEntries(totalledCells.map((path) => [nameOf(path), { $sum: `$${path}` }]));

type Group = { readonly _id: { readonly status: string; readonly type: string }; readonly n: number };

/**
 * Adds up all campaigns and compares: sums with the totals and what they have yet to take in, numbers of campaigns with the
 * matrix. All as one snapshot sees it, so that traffic makes no difference.
 */
export async function recountTotals(connection: Connection, session: ClientSession): Promise<IntegrityDifference[]> {
  const campaigns = connection.collection<CampaignDocument>(CAMPAIGNS);
  const groups = await campaigns
    .aggregate<Group>([{ $group: { _id: { status: '$status', type: '$type' }, n: { $sum: 1 }, ...sums } }], { session })
    .toArray();
  const stored = await matrices(connection).findOne({ _id: CAMPAIGN_MATRIX }, { session });
  const waiting = await waitingChanges(connection, session);
  const totals = totalledCells.map((path) => ({
    counter: `totals.${path}`,
    stored: cellAt(stored?.totals, path) + (waiting[path] ?? 0),
    counted: groups.reduce((sum, group) => sum + cellAt(group, nameOf(path)), 0),
  }));
  const cells = Object.entries(statusMatrixOf(stored)).flatMap(([status, types]) =>
    Object.entries(types).map(([type, number]) => ({
      counter: `campaigns.${status}.${type}`,
      stored: number,
      counted: Number(groups.find(({ _id }) => _id.status === status && _id.type === type)?.n ?? 0),
    })),
  );
  return [...totals, ...cells]
    .filter((cell) => cell.stored !== cell.counted)
    .map((cell) => ({ campaignId: null, ...cell }));
}

/** What moved in campaigns since they were last counted. */
async function waitingChanges(connection: Connection, session: ClientSession): Promise<CounterDelta> {
  const changed = await connection
    .collection<CampaignDocument>(CAMPAIGNS)
    .find({ isUncounted: true }, { session })
    .toArray();
  const known = await connection
    .collection<CountedDocument>(COUNTED_CAMPAIGNS)
    .find({ _id: { $in: changed.map(({ _id }) => _id) } }, { session })
    .toArray();
  const taken = sumDeltas(known.map(cellsOf));
  const now = sumDeltas(changed.map(cellsOf));
  return sumDeltas([now, Object.fromEntries(Object.entries(taken).map(([cell, amount]) => [cell, -amount]))]);
}
