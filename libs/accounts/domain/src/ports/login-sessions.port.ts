import { type Account } from '../account.ts';

/** An open login of an account. */
export type LoginSession = {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
};

/** Open logins; a console token is good as long as its session is here. */
export interface LoginSessionStore {
  /**
   * Opens a session, notes the login with the account, whose revision stays, and answers the session's id, which the token carries.
   * Null when the account has another password by now, or is disabled: what was checked holds no longer.
   */
  open(account: Pick<Account, 'id' | 'passwordHash'>, expiresAt: Date): Promise<string | null>;
  /** Newest first. */
  list(accountId: string): Promise<readonly LoginSession[]>;
  /** Ends it; false when it has ended before, or belongs to another account than the one named. */
  end(sessionId: string, accountId?: string): Promise<boolean>;
}

export const LOGIN_SESSION_STORE = Symbol('LoginSessionStore');
