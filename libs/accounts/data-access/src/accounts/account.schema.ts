import { type Account } from '@relance/accounts-domain';
import { Schema, type Types } from 'mongoose';

/** Accounts. The address is stored folded; fields that earlier versions did not have may be absent. */
export type AccountDocument = {
  _id: Types.ObjectId;
  email: string;
  /** Folded, for search and order. */
  nameFolded?: string;
  /** The beginnings by which it is found: of the name, of each later word of it, of the address. */
  searchKeys?: readonly string[];
} & Partial<Omit<Account, 'id' | 'email' | 'role' | 'createdAt'>> & {
    role: Account['role'];
    createdAt: Date;
  };
export const ACCOUNT_MODEL = 'ConsoleAccount';
export const accountSchema = new Schema<AccountDocument>(
  { email: { type: String, required: true }, role: { type: String, required: true } },
  { collection: 'users', strict: false, versionKey: false },
);
/** Who logs in with this address? One account each. */
accountSchema.index({ email: 1 }, { unique: true, name: 'email' });
/** Whose login is about this owner? One account each. */
accountSchema.index(
  { ownerId: 1 },
  { unique: true, name: 'owner', partialFilterExpression: { ownerId: { $type: 'string' } } },
);
/** All accounts by name. */
accountSchema.index({ nameFolded: 1, _id: 1 }, { name: 'name' });
/** Whose name or address begins so, or a later word of the name? */
accountSchema.index({ searchKeys: 1 }, { name: 'search_keys' });
/** How many active admins are there? */
accountSchema.index({ role: 1, status: 1 }, { name: 'role_status' });

/** Open logins: a token is good as long as its session is here. */
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
  { collection: 'console_sessions', versionKey: false },
);
/** Which sessions are over? The server removes them. */
consoleSessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0, name: 'expiry' });
/** Which logins has this account open? */
consoleSessionSchema.index({ accountId: 1 }, { name: 'of_account' });

/** Links to set a password; `_id` is the account's id. */
export type PasswordLinkDocument = {
  _id: Types.ObjectId;
  purpose: 'invite' | 'reset';
  tokenHash: string;
  expiresAt: Date;
};
export const PASSWORD_LINK_MODEL = 'PasswordLink';
export const passwordLinkSchema = new Schema<PasswordLinkDocument>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    purpose: { type: String, enum: ['invite', 'reset'], required: true },
    tokenHash: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'password_links', versionKey: false },
);
/** Whose link is this? */
passwordLinkSchema.index({ tokenHash: 1 }, { unique: true, name: 'token' });
/** Which links are over? The server removes them. */
passwordLinkSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0, name: 'expiry' });
