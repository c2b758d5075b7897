/** Somebody who may log in to the console. */
export type ConsoleAccount = {
  readonly id: string;
  readonly email: string;
  readonly role: 'user' | 'support' | 'admin';
  /** Argon2id, in its own notation. */
  readonly passwordHash: string;
};

/** Where console accounts and their sessions are kept. E-mail addresses are compared in lower case. */
export interface ConsoleAccounts {
  findByEmail(email: string): Promise<ConsoleAccount | null>;
  hasAdmin(): Promise<boolean>;
  /** Null when an account with this address exists already. */
  create(account: Omit<ConsoleAccount, 'id'>): Promise<ConsoleAccount | null>;
  setPassword(id: string, passwordHash: string): Promise<void>;
  /** Opens a session and answers its id, which the token carries. */
  openSession(accountId: string, expiresAt: Date): Promise<string>;
  /** Ends it; nothing happens when it has ended before. */
  closeSession(sessionId: string): Promise<void>;
}

export const CONSOLE_ACCOUNTS = Symbol('ConsoleAccounts');
