/** Who asks: a member, a support reader or an admin; known by a user app's token, the console's cookie or an API token. */
export type Actor = {
  readonly id: string;
  readonly email: string | null;
  readonly role: 'user' | 'support' | 'admin';
  readonly via: 'jwt' | 'cookie' | 'token';
};

export const roles = ['user', 'support', 'admin'] as const;
/** Name of the console's http-only cookie. */
export const SESSION_COOKIE = 'relance_session';
