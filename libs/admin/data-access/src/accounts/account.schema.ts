import { Schema, type Types } from 'mongoose';

/** Console accounts. The address is stored in lower case. */
export type AccountDocument = {
  _id: Types.ObjectId;
  email: string;
  role: 'support' | 'admin';
  passwordHash: string;
  createdAt: Date;
  updatedAt: Date;
};
export const ACCOUNT_MODEL = 'ConsoleAccount';
export const accountSchema = new Schema<AccountDocument>(
  {
    email: { type: String, required: true },
    role: { type: String, enum: ['support', 'admin'], required: true },
    passwordHash: { type: String, required: true },
  },
  { collection: 'users', timestamps: true },
);
/** Who logs in with this address? One account each. */
accountSchema.index({ email: 1 }, { unique: true, name: 'email' });

/** Console sessions: a token is good as long as its session is here. */
export type ConsoleSessionDocument = { _id: string; accountId: Types.ObjectId; expiresAt: Date };
export const CONSOLE_SESSION_MODEL = 'ConsoleSession';
export const consoleSessionSchema = new Schema<ConsoleSessionDocument>(
  {
    _id: { type: String, required: true },
    accountId: { type: Schema.Types.ObjectId, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'console_sessions' },
);
/** Which sessions are over? The server removes them. */
consoleSessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0, name: 'expiry' });

/** Owners as the user app's tokens named them; for showing to admins. */
export type OwnerDocument = {
  _id: string;
  email: string | null;
  name: string | null;
  /** False for people who only ever came as support or admin. */
  isMember?: boolean;
  firstSeenAt?: Date;
  seenAt: Date;
};
export const OWNER_MODEL = 'Owner';
export const ownerSchema = new Schema<OwnerDocument>(
  {
    _id: { type: String, required: true },
    email: { type: String, default: null },
    name: { type: String, default: null },
    isMember: { type: Boolean },
    firstSeenAt: { type: Date },
    seenAt: { type: Date, required: true },
  },
  { collection: 'owners' },
);
