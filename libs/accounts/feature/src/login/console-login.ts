import { Inject, Injectable } from '@nestjs/common';
import { type Clock, DomainError } from '@relance/kernel';
import {
  AUDIT_WRITER,
  type AuditWriter,
  CONSOLE_ACCOUNTS,
  type ConsoleAccount,
  type ConsoleAccounts,
  RELANCE_CONFIG,
  type RelanceConfig,
  SYSTEM_CLOCK,
  signConsoleToken,
  verifyConsoleToken,
} from '@relance/platform';
import { LoginLimits } from './login-limits.ts';
import { isPassword } from './passwords.ts';

/** A console session lasts a working day. */
const SESSION_MS = 12 * 3_600_000;

export type LoginRequest = {
  readonly email: string;
  readonly password: string;
  readonly address: string;
  readonly requestId: string;
};
export type OpenedSession = { readonly account: ConsoleAccount; readonly token: string; readonly expiresAt: Date };

/** Logs people in to the console and out again. */
@Injectable()
export class ConsoleLogin {
  constructor(
    @Inject(CONSOLE_ACCOUNTS) private readonly accounts: ConsoleAccounts,
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly limits: LoginLimits,
  ) {}

  /** Opens a session; 401 for a wrong address or password (which one is not said), 429 when locked out. */
  async logIn(request: LoginRequest): Promise<OpenedSession> {
    await this.limits.take(request);
    const account = await this.accounts.findByEmail(request.email);
    const isRight = await isPassword(account?.passwordHash ?? null, request.password);
    if (!account || !isRight) {
      throw new DomainError('unauthenticated', 'LOGIN_REFUSED', 'E-mail address or password is wrong.');
    }
    await this.limits.giveBack(request);
    const expiresAt = new Date(this.clock.now().getTime() + SESSION_MS);
    const sessionId = await this.accounts.openSession(account.id, expiresAt);
    const token = await signConsoleToken(this.config.masterKeys, { sessionId, userId: account.id, expiresAt });
    await this.note(account, 'auth.login', request.requestId);
    return { account, token, expiresAt };
  }

  /** Ends the session of this token. A token that is none of ours, or over, needs no ending. */
  async logOut(token: string | undefined): Promise<void> {
    const sessionId = token ? await verifyConsoleToken(this.config.masterKeys, token) : null;
    if (sessionId) await this.accounts.closeSession(sessionId);
  }

  private note(account: ConsoleAccount, action: string, requestId: string): Promise<void> {
    const actor = { id: account.id, email: account.email, role: account.role };
    return this.audit.append({
      actor,
      action,
      entity: { type: 'user', id: account.id, name: account.email },
      requestId,
    });
  }
}
