export type LinkPurpose = 'invite' | 'reset';

/** One-time links to set a password, stored as hashes. An account has one at most: a newer one replaces the older. */
export interface PasswordLinkStore {
  replace(
    accountId: string,
    link: { readonly purpose: LinkPurpose; readonly tokenHash: string; readonly expiresAt: Date },
  ): Promise<void>;
  /** The account of a link that is neither used, replaced nor over. */
  find(tokenHash: string, purpose: LinkPurpose): Promise<string | null>;
}

export const PASSWORD_LINK_STORE = Symbol('PasswordLinkStore');
