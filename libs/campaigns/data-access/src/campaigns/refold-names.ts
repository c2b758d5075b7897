import { foldText } from '@relance/campaigns-domain';
import { type AnyBulkWriteOperation } from 'mongodb';
import { type ClientSession, type Connection } from 'mongoose';
import { type CampaignDocument, CAMPAIGNS } from './campaign.schema.ts';

/** Folds the names of all campaigns again, where an earlier version folded them in another way. */
export async function refoldCampaignNames(connection: Connection, session: ClientSession): Promise<void> {
  const campaigns = connection.collection<CampaignDocument>(CAMPAIGNS);
  const writes: AnyBulkWriteOperation<CampaignDocument>[] = [];
  const named = campaigns.find({}, { session, projection: { name: 1, nameKey: 1 } });
  for await (const { _id, name, nameKey } of named) {
    const folded = foldText(name);
    if (folded !== nameKey) writes.push({ updateOne: { filter: { _id }, update: { $set: { nameKey: folded } } } });
  }
  if (writes.length > 0) await campaigns.bulkWrite(writes, { session, ordered: false });
}
