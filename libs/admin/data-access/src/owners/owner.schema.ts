import { Schema } from 'mongoose';

/** Owners as the user app's tokens named them; for showing to admins. */
export type OwnerDocument = {
  _id: string;
  email: string | null;
  name: string | null;
  /** False for people who only ever came as support or admin. */
  isMember?: boolean;
  firstSeenAt?: Date;
  /** Absent: others did something for this owner, who never came. */
  seenAt?: Date;
};
export const OWNER_MODEL = 'Owner';
export const ownerSchema = new Schema<OwnerDocument>(
  {
    _id: { type: String, required: true },
    email: { type: String, default: null },
    name: { type: String, default: null },
    isMember: { type: Boolean },
    firstSeenAt: { type: Date },
    seenAt: { type: Date },
  },
  { collection: 'owners' },
);
