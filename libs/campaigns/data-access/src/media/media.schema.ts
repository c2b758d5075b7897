import { type Media } from '@relance/campaigns-domain';
import { Schema, type Types } from 'mongoose';

/** Facts of a stored file; its bytes lie in GridFS under the same id. */
export type MediaDocument = Omit<Media, 'id'> & {
  readonly _id: Types.ObjectId;
  /** Rises with each message that was written with this file: a removal at the same moment is in conflict with it. */
  readonly holds?: number;
};

export const MEDIA = 'media';
export const MEDIA_MODEL = 'Media';
/** GridFS keeps `media_content.files` and `media_content.chunks`. */
export const MEDIA_BUCKET = 'media_content';

export const mediaSchema = new Schema({}, { collection: MEDIA, strict: false, versionKey: false });
/** Has this owner these bytes already? The same bytes of one owner are one file. */
mediaSchema.index({ owner: 1, hash: 1 }, { name: 'owner_hash', unique: true });
/** Which files has this owner, newest first? */
mediaSchema.index({ owner: 1, _id: -1 }, { name: 'owner_id' });
