import { type CounterDelta, type IntegrityDifference, sumDeltas } from '@relance/campaigns-domain';
import { type ClientSession, type Connection } from 'mongoose';
import { CAMPAIGNS, type CampaignDocument } from '../campaigns/campaign.schema.ts';
import { CAMPAIGN_MATRIX, type MatrixDocument, matrices, statusMatrixOf } from '../campaigns/status-counts.ts';
import { storedStanding } from './standing.ts';
import {
  addToTotals,
  cellAt,
  cellsOf,
  COUNTED,
  COUNTED_CAMPAIGNS,
  type CountedDocument,
  totalledCells,
} from './totals.ts';

const BATCH = 1_000;
const MATRIX = `${CAMPAIGN_MATRIX}|cells.`;

/** A sum that counting contradicts; `cell` is the document and the path of it, as `campaigns|totals.counts.active`. */
type Difference = { readonly cell: string; readonly stored: number; readonly counted: number };

/**
 * Adds up all campaigns and compares: sums with what is stored and what has yet to be taken in, numbers of campaigns with the
 * matrix. All as one snapshot sees it, so that traffic makes no difference.
 */
export async function recountTotals(connection: Connection, session: ClientSession): Promise<IntegrityDifference[]> {
  return (await differences(connection, session)).map(({ cell, stored, counted }) => ({
    campaignId: null,
    counter: cell.replace(MATRIX, 'campaigns.').replace(`${CAMPAIGN_MATRIX}|`, '').replace('|', '.'),
    stored,
    counted,
  }));
}

/** Moves each sum that differs by its difference; inside a transaction, which counting and transitions of campaigns exclude. */
export async function repairTotals(connection: Connection, session: ClientSession): Promise<void> {
  const found = await differences(connection, session);
  if (found.length === 0) return;
  const steps = found.map(({ cell, stored, counted }) => [cell, counted - stored]);
  await addToTotals(connection, Object.fromEntries(steps) as CounterDelta, session);
}

async function differences(connection: Connection, session: ClientSession): Promise<Difference[]> {
  const campaigns = connection.collection<CampaignDocument>(CAMPAIGNS);
  const counted: Record<string, number> = {};
  for await (const campaign of campaigns.find({}, { session, projection: COUNTED }).batchSize(BATCH)) {
    const one = { ...cellsOf(campaign), [`${MATRIX}${campaign.status}.${campaign.type}`]: 1 };
    for (const [cell, amount] of Object.entries(one)) counted[cell] = (counted[cell] ?? 0) + amount;
  }
  const stored = await matrices(connection).findOne({ _id: CAMPAIGN_MATRIX }, { session });
  const sums = sumDeltas([
    matrixCells(stored),
    await storedStanding(connection, { session }),
    await waitingChanges(connection, session),
  ]);
  return [...new Set([...Object.keys(sums), ...Object.keys(counted)])]
    .map((cell) => ({ cell, stored: sums[cell] ?? 0, counted: counted[cell] ?? 0 }))
    .filter((difference) => difference.stored !== difference.counted);
}

/** The totals and the numbers of campaigns, as the document of the tiles has them. */
function matrixCells(stored: MatrixDocument | null): CounterDelta {
  const totals = totalledCells.map((path) => [`${CAMPAIGN_MATRIX}|totals.${path}`, cellAt(stored?.totals, path)]);
  const cells = Object.entries(statusMatrixOf(stored)).flatMap(([status, types]) =>
    Object.entries(types).map(([type, number]) => [`${MATRIX}${status}.${type}`, number]),
  );
  return Object.fromEntries([...totals, ...cells]) as CounterDelta;
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
