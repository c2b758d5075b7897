import { Inject, Injectable } from '@nestjs/common';
import {
  ACCOUNT_STORE,
  type Account,
  type AccountChanges,
  type AccountPage,
  type AccountQuery,
  type AccountStore,
  type NewAccount,
} from '@relance/accounts-domain';
import { DomainError } from '@relance/kernel';
import { type Actor, USER_DIRECTORY, type UserDirectory, validationFailed } from '@relance/platform';
import { type PasswordLink, PasswordLinks } from '../login/password-links.ts';
import { accountNotFound, written } from '../login/refusals.ts';
import { auditDraft } from '../shared/own-account.ts';

export type By = { readonly actor: Actor; readonly requestId: string };
export type Invited = { readonly account: Account; readonly link: PasswordLink };

/** What admins do with accounts. */
@Injectable()
export class ManageAccounts {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(USER_DIRECTORY) private readonly owners: UserDirectory,
    private readonly links: PasswordLinks,
  ) {}

  list(query: AccountQuery, page: AccountPage): ReturnType<AccountStore['list']> {
    return this.accounts.list(query, page);
  }

  async find(id: string): Promise<Account> {
    const account = await this.accounts.find(id);
    if (!account) throw accountNotFound();
    return account;
  }

  async invite(wanted: Omit<NewAccount, 'status' | 'passwordHash'>, by: By): Promise<Invited> {
    assertOwnerFits(wanted.role, wanted.ownerId);
    const audit = auditDraft(by.actor, 'user.create', by.requestId);
    const account = written(
      await this.accounts.create({ ...wanted, status: 'invited', passwordHash: null }, { audit }),
    );
    await this.rememberOwner(account);
    return { account, link: await this.links.create(account, 'invite') };
  }

  /** Another link for somebody who has not set a password yet. */
  async inviteAgain(id: string, by: By): Promise<Invited> {
    const account = await this.find(id);
    if (account.status !== 'invited') throw notIn(account, 'Only an invited account can be invited again.');
    const noted = await this.accounts.change(account, {}, { audit: auditDraft(by.actor, 'user.invite', by.requestId) });
    return { account: written(noted), link: await this.links.create(account, 'invite') };
  }

  /** A link for a new password; the old one goes on to work until the link is used. */
  async resetPassword(id: string, by: By): Promise<Invited> {
    const account = await this.find(id);
    if (account.status === 'disabled') throw notIn(account, 'A disabled account must be enabled first.');
    const audit = auditDraft(by.actor, 'user.reset_password', by.requestId);
    const noted = written(await this.accounts.change(account, {}, { audit }));
    return { account: noted, link: await this.links.create(account, 'reset') };
  }

  async change(id: string, changes: AccountChanges, rev: number | undefined, by: By): Promise<Account> {
    const account = await this.find(id);
    const role = changes.role ?? account.role;
    assertOwnerFits(role, changes.ownerId ?? null);
    const ownerId = role === 'user' ? (changes.ownerId ?? account.ownerId ?? account.id) : null;
    const isRightChanged = role !== account.role || ownerId !== account.ownerId;
    const changed = written(
      await this.accounts.change(
        { id, rev: rev ?? account.rev },
        { ...changes, ownerId },
        { audit: auditDraft(by.actor, 'user.update', by.requestId), ...(isRightChanged && { endSessions: 'all' }) },
      ),
    );
    await this.rememberOwner(changed);
    return changed;
  }

  /** Ends its logins and links. Disabled already: nothing changes. */
  async disable(id: string, by: By): Promise<Account> {
    const account = await this.find(id);
    if (account.status === 'disabled') return account;
    const audit = auditDraft(by.actor, 'user.disable', by.requestId);
    const beside = { audit, endSessions: 'all', endLinks: true } as const;
    return written(await this.accounts.change(account, { status: 'disabled' }, beside));
  }

  /** Active again, or invited when there never was a password. Not disabled: nothing changes. */
  async enable(id: string, by: By): Promise<Account> {
    const account = await this.find(id);
    if (account.status !== 'disabled') return account;
    const status = account.passwordHash === null ? 'invited' : 'active';
    const audit = auditDraft(by.actor, 'user.enable', by.requestId);
    return written(await this.accounts.change(account, { status }, { audit }));
  }

  async remove(id: string, by: By): Promise<void> {
    const account = await this.find(id);
    written(await this.accounts.remove(account, { audit: auditDraft(by.actor, 'user.delete', by.requestId) }));
  }

  /** Owners are one list, wherever they come from. */
  private async rememberOwner({ ownerId, name, email }: Account): Promise<void> {
    if (ownerId !== null) await this.owners.introduce({ id: ownerId, name, email });
  }
}

function assertOwnerFits(role: Account['role'], ownerId: string | null): void {
  if (role === 'user' || ownerId === null) return;
  throw validationFailed([{ field: 'ownerId', problem: 'belongs to role user alone' }]);
}

const notIn = ({ status }: Account, message: string) =>
  new DomainError('conflict', 'USER_STATUS_REFUSED', message, { currentStatus: status });
