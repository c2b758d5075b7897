import { type Account, type AccountRole, type AccountStatus } from '../account.ts';

export type NewAccount = Pick<Account, 'email' | 'name' | 'role' | 'language' | 'status' | 'passwordHash'> & {
  /** Null with role user: the account's own id becomes the owner's id. */
  readonly ownerId: string | null;
  readonly configuredPasswordHash?: string | null;
};

export type AccountChanges = Partial<Omit<Account, 'id' | 'createdAt' | 'rev'>>;

export type AccountQuery = {
  readonly role?: AccountRole | undefined;
  readonly status?: AccountStatus | undefined;
  /** Beginning of the name, of a later word of it or of the address, compared folded; or a whole id of the account or its owner. */
  readonly text?: string | undefined;
};
export type AccountPage = {
  readonly order: 'newest' | 'oldest' | 'name';
  readonly page: number;
  readonly limit: number;
  /** Place of the last row of the page before; null: by page number. */
  readonly after: { readonly value: string; readonly id: string } | null;
};

/** Who did it and why; the store adds the account and its facts before and after. */
export type AuditDraft = {
  readonly actor: { readonly id: string; readonly email: string | null; readonly role: string };
  readonly action: string;
  readonly reason?: string | null;
  readonly requestId?: string | null;
};

/** What else happens in the transaction of a change. */
export type Beside = {
  readonly audit?: AuditDraft;
  /** Ends the account's logins: all of them, or all but one. */
  readonly endSessions?: 'all' | { readonly except: string };
  /** Ends every link to set a password. */
  readonly endLinks?: boolean;
};

export type AccountWrite =
  | { readonly kind: 'done'; readonly account: Account }
  | { readonly kind: 'not_found' }
  /** Somebody else changed it since it was read. */
  | { readonly kind: 'stale' }
  /** It would leave no active admin. */
  | { readonly kind: 'last_admin' }
  | { readonly kind: 'email_taken' }
  | { readonly kind: 'owner_taken' };

/** Accounts. Every change names the revision it replaces. One active admin always remains. */
export interface AccountStore {
  find(id: string): Promise<Account | null>;
  findByEmail(email: string): Promise<Account | null>;
  hasAdmin(): Promise<boolean>;
  list(
    query: AccountQuery,
    page: AccountPage,
  ): Promise<{ readonly rows: readonly Account[]; readonly total: number; readonly hasMore: boolean }>;
  create(account: NewAccount, beside?: Beside): Promise<AccountWrite>;
  change(known: Pick<Account, 'id' | 'rev'>, changes: AccountChanges, beside?: Beside): Promise<AccountWrite>;
  /** Removes it with its logins and links; tokens it made for itself are revoked. */
  remove(known: Pick<Account, 'id' | 'rev'>, beside?: Beside): Promise<AccountWrite>;
  /** Accounts with a confirmed second factor. */
  withTwoFactor(): Promise<readonly Account[]>;
  /** Uses a time step once: false when it or a later one was used before. */
  useStep(id: string, step: number): Promise<boolean>;
  /** Uses a recovery code once: false when it was used before or never was one. */
  useRecoveryCode(id: string, hash: string): Promise<boolean>;
  /** Gives up to `limit` accounts what earlier versions did not write and searches go by; answers how many, 0 when all have it. */
  upgrade(limit: number): Promise<number>;
}

export const ACCOUNT_STORE = Symbol('AccountStore');
