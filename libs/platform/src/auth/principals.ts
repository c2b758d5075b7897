import { type Actor } from './actor.ts';

/** What a stored API token says about its bearer. */
export type TokenPrincipal = {
  readonly id: string;
  readonly name: string;
  readonly audience: 'user' | 'support' | 'admin' | 'service';
  /** The owner whose things a token of audience user is about. */
  readonly ownerId: string | null;
};

/** Why a login or token is not (or no longer) good. */
export type PrincipalRefusal = 'unknown' | 'expired' | 'revoked' | 'disabled';

/** Console logins and API tokens that are good now. Implemented beside the stores of the accounts. */
export interface PrincipalReader {
  /** The person behind a console session that is neither over nor ended; null otherwise. */
  ofSession(sessionId: string): Promise<Pick<Actor, 'id' | 'email' | 'role' | 'ownerId' | 'mustEnrolTwoFactor'> | null>;
  /** The bearer of an API token, or why it is refused. */
  ofToken(token: string): Promise<TokenPrincipal | PrincipalRefusal>;
  /** Which of these sessions and tokens are good no longer; for connections that stay open. */
  ended(open: {
    readonly sessionIds: readonly string[];
    readonly tokenIds: readonly string[];
  }): Promise<ReadonlySet<string>>;
}

export const PRINCIPAL_READER = Symbol('PrincipalReader');

/** API tokens begin with this. */
export const API_TOKEN_PREFIX = 'rlc_';
