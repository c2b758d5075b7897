import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type Account, type AccountStore, type AuditDraft } from '@relance/accounts-domain';
import { DomainError } from '@relance/kernel';
import { type Actor } from '@relance/platform';

/** The account behind a console login; tokens of a user app or of programs have none (409). */
@Injectable()
export class OwnAccount {
  constructor(@Inject(ACCOUNT_STORE) private readonly accounts: AccountStore) {}

  async of({ id, sessionId }: Actor): Promise<Account> {
    const account = sessionId === undefined ? null : await this.accounts.find(id);
    if (account) return account;
    throw new DomainError('conflict', 'ACCOUNT_REQUIRED', 'This is for people who logged in to the console.');
  }
}

/** Who did it, for the audit log. */
export const auditDraft = (
  { id, email, role }: Actor,
  action: string,
  requestId: string,
  reason: string | null = null,
): AuditDraft => ({ actor: { id, email, role }, action, reason, requestId });
