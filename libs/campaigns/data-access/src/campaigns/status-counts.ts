import { type Campaign, campaignStatuses, campaignTypes, type StatusMatrix } from '@relance/campaigns-domain';
import { type ClientSession, type Connection, Schema } from 'mongoose';

/**
 * One document: how many campaigns there are by status and type, moved in the transaction of each transition, and the totals of
 * their counters, moved by the counting of changes. Everything that the tiles show is in it.
 */
export const STATUS_COUNTS = 'status_counts';
export const STATUS_COUNTS_MODEL = 'StatusCounts';
export const statusCountsSchema = new Schema({}, { collection: STATUS_COUNTS, strict: false, versionKey: false });

type Cell = Pick<Campaign, 'status' | 'type'>;
export type MatrixDocument = {
  readonly _id: string;
  readonly cells?: Record<string, Record<string, number> | undefined>;
  readonly totals?: { readonly counts?: unknown; readonly messages?: unknown; readonly rev?: number };
};

export const CAMPAIGN_MATRIX = 'campaigns';
const cellPath = ({ status, type }: Cell): string => `cells.${status}.${type}`;

export const matrices = (connection: Connection) => connection.collection<MatrixDocument>(STATUS_COUNTS);

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

export const readMatrix = (connection: Connection): Promise<MatrixDocument | null> =>
  matrices(connection).findOne({ _id: CAMPAIGN_MATRIX });

/** The whole matrix; a cell never moved reads 0. */
export function statusMatrixOf(stored: MatrixDocument | null): StatusMatrix {
  const cells = campaignStatuses.map((status) => [
    status,
    Object.fromEntries(campaignTypes.map((type) => [type, stored?.cells?.[status]?.[type] ?? 0])),
  ]);
  return Object.fromEntries(cells) as StatusMatrix; // every status and type is a key
}
