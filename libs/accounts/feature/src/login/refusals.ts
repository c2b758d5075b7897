import { type AccountWrite } from '@relance/accounts-domain';
import { DomainError } from '@relance/kernel';

/** 429 with the seconds to wait. */
export const lockedOut = (code: string, message: string, waitMs: number): DomainError =>
  new DomainError('too_many', code, message, undefined, { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });

export const accountNotFound = () => new DomainError('not_found', 'USER_NOT_FOUND', 'There is no such account.');

/** The account of a write that was done; anything else is thrown as what it is. */
export function written(result: AccountWrite): Extract<AccountWrite, { kind: 'done' }>['account'] {
  switch (result.kind) {
    case 'done':
      return result.account;
    case 'not_found':
      throw accountNotFound();
    case 'stale':
      throw new DomainError('conflict', 'STALE', 'Somebody else changed this account just now. Look again.');
    case 'last_admin':
      throw new DomainError('conflict', 'LAST_ADMIN', 'This is the last active admin: make another one first.');
    case 'email_taken':
      throw new DomainError('conflict', 'EMAIL_TAKEN', 'There is an account with this e-mail address already.');
    case 'owner_taken':
      throw new DomainError('conflict', 'OWNER_TAKEN', 'There is an account for this owner already.');
  }
}
