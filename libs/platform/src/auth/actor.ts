/** Who asks: a member, a support reader, an admin or a server; known by a user app's token, the console's login or an API token. */
export type Actor = {
  readonly id: string;
  readonly email: string | null;
  readonly role: 'user' | 'support' | 'admin' | 'service';
  readonly via: 'jwt' | 'cookie' | 'token';
  /** The owner whose things a user's login is about, where it is not `id`. */
  readonly ownerId?: string | null;
  /** Console login: the account's session. */
  readonly sessionId?: string;
  /** Admin without the second factor that the installation requires: only their own login is open to them. */
  readonly mustEnrolTwoFactor?: boolean;
  /** API token: its id. */
  readonly tokenId?: string;
  /** When the right of this request ends by itself. */
  readonly expiresAt?: Date;
};

/** Roles that a user app's token may claim. */
export const roles = ['user', 'support', 'admin'] as const;
/** Name of the console's http-only cookie. */
export const SESSION_COOKIE = 'relance_session';
