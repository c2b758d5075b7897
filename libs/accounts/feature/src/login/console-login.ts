import { Inject, Injectable } from '@nestjs/common';
import {
  ACCOUNT_STORE,
  ATTEMPT_LIMITER,
  type Account,
  type AccountStore,
  type AttemptLimiter,
  LOGIN_SESSION_STORE,
  type LoginSession,
  type LoginSessionStore,
  foldEmail,
} from '@relance/accounts-domain';
import { type Clock, DomainError } from '@relance/kernel';
import {
  AUDIT_WRITER,
  type AuditWriter,
  RELANCE_CONFIG,
  type RelanceConfig,
  SYSTEM_CLOCK,
  signConsoleToken,
  verifyConsoleToken,
} from '@relance/platform';
import { isPassword } from './passwords.ts';
import { lockedOut } from './refusals.ts';
import { SecondFactor } from './second-factor.ts';

/** A login lasts a working day. */
const SESSION_MS = 12 * 3_600_000;

export type LoginRequest = {
  readonly email: string;
  readonly password: string;
  readonly code?: string | undefined;
  readonly address: string;
  readonly requestId: string;
};
export type OpenedSession = { readonly account: Account; readonly token: string; readonly expiresAt: Date };

/** Logs people in to the console and out again. */
@Injectable()
export class ConsoleLogin {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(LOGIN_SESSION_STORE) private readonly sessions: LoginSessionStore,
    @Inject(ATTEMPT_LIMITER) private readonly limiter: AttemptLimiter,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'masterKeys'>,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly secondFactor: SecondFactor,
  ) {}

  /** Opens a session; 401 for a wrong address, password or code, 429 when locked out. Which of the first two is not said. */
  async logIn(request: LoginRequest): Promise<OpenedSession> {
    const account = await this.checkPassword(request);
    await this.secondFactor.check(account, request.code);
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + SESSION_MS);
    const sessionId = await this.sessions.open(account, expiresAt);
    if (sessionId === null) throw loginRefused();
    const token = await signConsoleToken(this.config.masterKeys, { sessionId, userId: account.id, expiresAt });
    await this.note(account, request.requestId);
    return { account, token, expiresAt };
  }

  /** Ends the session of this token. A token that is none of ours, or over, needs no ending. */
  async logOut(token: string | undefined): Promise<void> {
    const sessionId = token ? await verifyConsoleToken(this.config.masterKeys, token) : null;
    if (sessionId) await this.sessions.end(sessionId);
  }

  openSessions(accountId: string): Promise<readonly LoginSession[]> {
    return this.sessions.list(accountId);
  }

  /** Null: somebody without an account, who has no logins. */
  async endSession(accountId: string | null, sessionId: string): Promise<void> {
    if (accountId !== null && (await this.sessions.end(sessionId, accountId))) return;
    throw new DomainError('not_found', 'SESSION_NOT_FOUND', 'There is no such login of yours.');
  }

  private async checkPassword(request: LoginRequest): Promise<Account> {
    const email = foldEmail(request.email);
    const counted = [
      ['addressAndAccount', `${request.address}|${email}`],
      ['address', request.address],
      ['account', email],
    ] as const;
    for (const [limit, key] of counted) {
      const wait = await this.limiter.take(limit, key);
      if (wait !== null) throw lockedOut('LOGIN_LOCKED', 'Too many failed logins. Wait before the next try.', wait);
    }
    const account = await this.accounts.findByEmail(email);
    const isRight = await isPassword(account?.passwordHash ?? null, request.password);
    if (!account || !isRight || account.status !== 'active') {
      throw loginRefused();
    }
    const [[first, firstKey], ...others] = counted;
    await this.limiter.forget(first, firstKey);
    for (const [limit, key] of others) await this.limiter.giveBack(limit, key);
    return account;
  }

  private note({ id, email, role, ownerId }: Account, requestId: string): Promise<void> {
    const entity = { type: 'user', id, name: email };
    return this.audit.append({ actor: { id, email, role }, action: 'auth.login', entity, ownerId, requestId });
  }
}

const loginRefused = (): DomainError =>
  new DomainError('unauthenticated', 'LOGIN_REFUSED', 'E-mail address or password is wrong.');
