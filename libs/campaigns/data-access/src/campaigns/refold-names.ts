import { type AnyBulkWriteOperation } from 'mongodb';
import { type ClientSession, type Connection } from 'mongoose';
import { changedFields } from '../changed-fields.ts';
import { nameKeys } from './campaign.codec.ts';
import { type CampaignDocument, CAMPAIGNS } from './campaign.schema.ts';

/** Stands among the migrations. Raised with what campaigns store of their names. */
const REFOLDED = 'campaigns.names.1';

/** Folds the names of all campaigns again, where an earlier version folded them in another way. */
export async function refoldCampaignNames(connection: Connection, session: ClientSession): Promise<void> {
  const campaigns = connection.collection<CampaignDocument>(CAMPAIGNS);
  const writes: AnyBulkWriteOperation<CampaignDocument>[] = [];
  const named = campaigns.find({}, { session, projection: { name: 1, nameKey: 1, searchKeys: 1 } });
  for await (const stored of named) {
    const $set = changedFields(stored, nameKeys(stored.name));
    if (Object.keys($set).length > 0) writes.push({ updateOne: { filter: { _id: stored._id }, update: { $set } } });
  }
  if (writes.length > 0) await campaigns.bulkWrite(writes, { session, ordered: false });
  const done = connection.collection<{ _id: string; at: Date }>('migrations');
  await done.updateOne({ _id: REFOLDED }, { $set: { at: new Date() } }, { upsert: true, session });
}

/** Whether campaigns have what this version stores of their names. */
export const areCampaignNamesFolded = async (connection: Connection): Promise<boolean> =>
  (await connection.collection<{ _id: string }>('migrations').findOne({ _id: REFOLDED })) !== null;
