import { Schema, type Types } from 'mongoose';

/** API tokens. The token itself is never stored, only its SHA-256: with 32 random bytes nobody guesses it. */
export type ApiTokenDocument = {
  _id: Types.ObjectId;
  tokenHash: string;
  name: string;
  audience: 'user' | 'support' | 'admin' | 'service';
  ownerId: string | null;
  /** The account that made it for itself: the token is refused while that account is disabled. */
  accountId: Types.ObjectId | null;
  /** The token with which it was made, then the one with which that was made, and so on; none for one that was made with a login. */
  madeWith?: Types.ObjectId[];
  /** How many were made with it. Moved by each, so that making one and revoking this one at the same moment meet. */
  made?: number;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  createdAt: Date;
};
export const API_TOKEN_MODEL = 'ApiToken';
export const apiTokenSchema = new Schema<ApiTokenDocument>(
  {
    tokenHash: { type: String, required: true },
    name: { type: String, required: true },
    audience: { type: String, enum: ['user', 'support', 'admin', 'service'], required: true },
    ownerId: { type: String, default: null },
    accountId: { type: Schema.Types.ObjectId, default: null },
    madeWith: { type: [Schema.Types.ObjectId], default: undefined },
    made: { type: Number },
    expiresAt: { type: Date, default: null },
    lastUsedAt: { type: Date, default: null },
    revokedAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { collection: 'api_tokens', versionKey: false },
);
/** Whose token is this? */
apiTokenSchema.index({ tokenHash: 1 }, { unique: true, name: 'token' });
/** Which tokens has this owner, newest first? */
apiTokenSchema.index({ ownerId: 1, _id: -1 }, { name: 'of_owner' });
/** Which tokens were made with this one, in all generations? */
apiTokenSchema.index({ madeWith: 1 }, { name: 'made_with', partialFilterExpression: { madeWith: { $exists: true } } });
