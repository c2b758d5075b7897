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
