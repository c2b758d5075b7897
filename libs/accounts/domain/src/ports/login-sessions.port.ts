/** An open login of an account. */
export type LoginSession = {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
};

/** Open logins; a console token is good as long as its session is here. */
export interface LoginSessionStore {
  /** Opens a session and answers its id, which the token carries. */
  open(accountId: string, expiresAt: Date): Promise<string>;
  /** Newest first. */
  list(accountId: string): Promise<readonly LoginSession[]>;
  /** Ends it; false when it has ended before, or belongs to another account than the one named. */
  end(sessionId: string, accountId?: string): Promise<boolean>;
}

export const LOGIN_SESSION_STORE = Symbol('LoginSessionStore');
