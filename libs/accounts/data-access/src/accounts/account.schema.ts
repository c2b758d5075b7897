import { Schema, type Types } from 'mongoose';

/** Console accounts. The address is stored in lower case. */
export type AccountDocument = {
  _id: Types.ObjectId;
  email: string;
  role: 'user' | 'support' | 'admin';
  status?: 'invited' | 'active' | 'disabled';
  /** Role user: whose things the login is about; absent: the account's own id. */
  ownerId?: string | null;
  passwordHash: string;
  createdAt: Date;
  updatedAt: Date;
};
export const ACCOUNT_MODEL = 'ConsoleAccount';
export const accountSchema = new Schema<AccountDocument>(
  {
    email: { type: String, required: true },
    role: { type: String, enum: ['user', 'support', 'admin'], required: true },
    status: { type: String, enum: ['invited', 'active', 'disabled'], default: 'active' },
    ownerId: { type: String, default: null },
    passwordHash: { type: String, required: true },
  },
  { collection: 'users', timestamps: true },
);
/** Who logs in with this address? One account each. */
accountSchema.index({ email: 1 }, { unique: true, name: 'email' });

/** Console sessions: a token is good as long as its session is here. */
export type ConsoleSessionDocument = {
  _id: string;
  accountId: Types.ObjectId;
  createdAt?: Date;
  lastSeenAt?: Date;
  expiresAt: Date;
};
export const CONSOLE_SESSION_MODEL = 'ConsoleSession';
export const consoleSessionSchema = new Schema<ConsoleSessionDocument>(
  {
    _id: { type: String, required: true },
    accountId: { type: Schema.Types.ObjectId, required: true },
    createdAt: { type: Date },
    lastSeenAt: { type: Date },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'console_sessions' },
);
/** Which sessions are over? The server removes them. */
consoleSessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0, name: 'expiry' });
