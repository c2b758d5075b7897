import { DomainError, problem } from '@relance/kernel';
import { type ClientSession } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { MEDIA, type MediaDocument } from './media.schema.ts';

/** Files that a message names, and the field of the request that named them. */
export type NamedMedia = { readonly field: string; readonly mediaIds: readonly string[] };

/**
 * Has the files of a message meet their removal: whoever writes a message that names them changes their facts in the same transaction,
 * so that a removal at the same moment either sees the message or is seen by it. When one is gone it is refused as it is a moment
 * later: 400 with the field.
 */
export async function holdMedia(
  connection: Connection,
  named: readonly NamedMedia[],
  session: ClientSession,
): Promise<void> {
  const ids = [...new Set(named.flatMap(({ mediaIds }) => mediaIds))].map((id) => new Types.ObjectId(id));
  if (ids.length === 0) return;
  const media = connection.collection<MediaDocument>(MEDIA);
  const { matchedCount } = await media.updateMany({ _id: { $in: ids } }, { $inc: { holds: 1 } }, { session });
  if (matchedCount === ids.length) return;
  const left = await media.find({ _id: { $in: ids } }, { session, projection: { _id: 1 } }).toArray();
  const known = new Set(left.map(({ _id }) => _id.toHexString()));
  const fields = named.filter(({ mediaIds }) => !mediaIds.every((id) => known.has(id))).map(({ field }) => field);
  throw new DomainError(
    'malformed',
    'VALIDATION_FAILED',
    'Some fields are not right.',
    fields.map((field) => ({ field, ...problem('NO_SUCH_THING', { what: 'media' }) })),
  );
}
