import { DomainError } from '@relance/kernel';
import { type ClientSession } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { MEDIA, type MediaDocument } from './media.schema.ts';

/**
 * Has the files of a message meet their removal: whoever writes a message that names them changes their facts in the same transaction,
 * so that a removal at the same moment either sees the message or is seen by it. 404 `MEDIA_NOT_FOUND` when one is gone.
 */
export async function holdMedia(
  connection: Connection,
  mediaIds: readonly string[],
  session: ClientSession,
): Promise<void> {
  const ids = [...new Set(mediaIds)].map((id) => new Types.ObjectId(id));
  if (ids.length === 0) return;
  const media = connection.collection<MediaDocument>(MEDIA);
  const { matchedCount } = await media.updateMany({ _id: { $in: ids } }, { $inc: { holds: 1 } }, { session });
  if (matchedCount !== ids.length) throw new DomainError('not_found', 'MEDIA_NOT_FOUND', 'There is no such file.');
}
