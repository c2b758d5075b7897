import { type ApiToken, type TokenAudience } from '../api-token.ts';
import { type AuditDraft } from './account-store.port.ts';

export type NewApiToken = Pick<ApiToken, 'name' | 'audience' | 'ownerId' | 'expiresAt'> & {
  /** The bearer's token, of which a hash is stored. */
  readonly token: string;
  /** The account that made it for itself; such a token ends with the account. */
  readonly accountId: string | null;
  /**
   * The token with which it was made: it ends with that one's account, no later than that one expires, and is revoked with it, in all
   * generations. 401 when that one was revoked in between.
   */
  readonly madeWith: string | null;
};
export type ApiTokenQuery = {
  readonly ownerId?: string | undefined;
  readonly audience?: TokenAudience | undefined;
};

/** API tokens. */
export interface ApiTokenStore {
  create(token: NewApiToken, audit: AuditDraft): Promise<ApiToken>;
  /** Newest first unless asked otherwise. */
  list(
    query: ApiTokenQuery,
    page: {
      readonly page: number;
      readonly limit: number;
      readonly afterId: string | null;
      readonly oldestFirst: boolean;
    },
  ): Promise<{ readonly rows: readonly ApiToken[]; readonly total: number; readonly hasMore: boolean }>;
  /**
   * Revokes it for good, and in the same transaction all tokens made with it and with those, each with its audit line; null when there
   * is none (of this owner). Again: nothing changes. Tokens of earlier versions do not say with which they were made. When it is revoked
   * with itself or with one made with it (`revokedWith`), a program replaces its token: only this one ends.
   */
  revoke(
    id: string,
    audit: AuditDraft,
    by: { readonly revokedWith: string | null; readonly ownerId?: string | undefined },
  ): Promise<ApiToken | null>;
}

export const API_TOKEN_STORE = Symbol('ApiTokenStore');
