import { type Campaign, campaignStatuses, campaignTypes, type StatusMatrix } from '@relance/campaigns-domain';
import { type ClientSession, type Connection, Schema } from 'mongoose';

/** One document: how many campaigns there are by status and type. Moved in the transaction of each transition. */
export const STATUS_COUNTS = 'status_counts';
export const STATUS_COUNTS_MODEL = 'StatusCounts';
export const statusCountsSchema = new Schema({}, { collection: STATUS_COUNTS, strict: false, versionKey: false });

type Cell = Pick<Campaign, 'status' | 'type'>;
type MatrixDocument = { readonly _id: string; readonly cells?: Record<string, Record<string, number> | undefined> };

const CAMPAIGN_MATRIX = 'campaigns';
const cellPath = ({ status, type }: Cell): string => `cells.${status}.${type}`;

const matrices = (connection: Connection) => connection.collection<MatrixDocument>(STATUS_COUNTS);

/** Takes one campaign out of a cell and puts it into another; null stands for outside (created, deleted). */
export async function moveStatusCount(
  connection: Connection,
  from: Cell | null,
  to: Cell | null,
  session: ClientSession,
): Promise<void> {
  if (from && to && cellPath(from) === cellPath(to)) return;
  const steps = { ...(from && { [cellPath(from)]: -1 }), ...(to && { [cellPath(to)]: 1 }) };
  await matrices(connection).updateOne({ _id: CAMPAIGN_MATRIX }, { $inc: steps }, { upsert: true, session });
}

/** The whole matrix; a cell never moved reads 0. */
export async function readStatusMatrix(connection: Connection): Promise<StatusMatrix> {
  const stored = await matrices(connection).findOne({ _id: CAMPAIGN_MATRIX });
  const cells = campaignStatuses.map((status) => [
    status,
    Object.fromEntries(campaignTypes.map((type) => [type, stored?.cells?.[status]?.[type] ?? 0])),
  ]);
  return Object.fromEntries(cells) as StatusMatrix; // every status and type is a key
}
