import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  ACCOUNT_STORE,
  ATTEMPT_LIMITER,
  type Account,
  type AccountStore,
  type AttemptLimiter,
  type LinkPurpose,
  PASSWORD_LINK_STORE,
  type PasswordLinkStore,
  foldEmail,
  passwordProblem,
} from '@relance/accounts-domain';
import { type Clock, DomainError } from '@relance/kernel';
import { LOGGER, RELANCE_CONFIG, type RelanceConfig, SYSTEM_CLOCK, validationFailed } from '@relance/platform';
import { type Logger } from 'pino';
import { AccountMails } from './account-mails.ts';
import { hashPassword } from './passwords.ts';
import { written } from './refusals.ts';

const LINK_MS = 72 * 3_600_000;

export type PasswordLink = { readonly url: string; readonly expiresAt: Date };

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

/** One-time links with which people set their password. */
@Injectable()
export class PasswordLinks {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(PASSWORD_LINK_STORE) private readonly links: PasswordLinkStore,
    @Inject(ATTEMPT_LIMITER) private readonly limiter: AttemptLimiter,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'publicUrl' | 'host' | 'consolePort'>,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly mails: AccountMails,
  ) {}

  get canMail(): boolean {
    return this.mails.isConfigured;
  }

  /** Makes the account's one link, mails it when mail is configured, and answers it to be copied. */
  async create(account: Account, purpose: LinkPurpose): Promise<PasswordLink> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + LINK_MS);
    await this.links.replace(account.id, { purpose, tokenHash: hashOf(token), expiresAt });
    const url = `${this.consoleUrl()}/${purpose}/${token}`;
    // Nobody waits for the mail server: the link is in the answer.
    void this.mails.sendLink(account, purpose, { url, expiresAt });
    return { url, expiresAt };
  }

  /** Sets the password and lets the account in. Every link of the account is dead after it, every login has ended. */
  async setPassword(token: string, purpose: LinkPurpose, password: string, requestId: string): Promise<Account> {
    const accountId = await this.links.find(hashOf(token), purpose);
    const account = accountId ? await this.accounts.find(accountId) : null;
    if (!account || account.status === 'disabled') throw dead();
    const problem = passwordProblem(password, account);
    if (problem) throw validationFailed([{ field: 'password', ...problem }]);
    const passwordHash = await hashPassword(password);
    const actor = { id: account.id, email: account.email, role: account.role };
    const audit = { actor, action: `user.password_by_${purpose}`, requestId };
    const result = await this.accounts.change(
      account,
      { passwordHash, status: 'active' },
      { audit, endSessions: 'all', endLinks: true },
    );
    // Somebody used it at the same moment.
    if (result.kind === 'stale') throw dead();
    await this.limiter.forget('account', account.email);
    return written(result);
  }

  /** Mails a link to whoever has an account with this address. Answers the same, as fast, when nobody does. */
  forgotPassword(email: string): void {
    void this.mailLink(foldEmail(email)).catch((error: unknown) =>
      this.logger.error(
        { err: error, event: 'password_link.failed' },
        'A link for a forgotten password could not be made.',
      ),
    );
  }

  private async mailLink(email: string): Promise<void> {
    if (!this.mails.isConfigured) return;
    if ((await this.limiter.take('mail', email)) !== null) return;
    const account = await this.accounts.findByEmail(email);
    if (account?.status === 'active') await this.create(account, 'reset');
  }

  private consoleUrl(): string {
    const { publicUrl, host, consolePort } = this.config;
    return (publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${consolePort}`).replace(/\/+$/, '');
  }
}

const dead = () =>
  new DomainError('not_found', 'LINK_NOT_FOUND', 'This link was used, replaced by a newer one, or is over.');
