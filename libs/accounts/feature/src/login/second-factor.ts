import { createHash, randomInt } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  ACCOUNT_STORE,
  ATTEMPT_LIMITER,
  type Account,
  type AccountStore,
  type AttemptLimiter,
  type AuditDraft,
  type TwoFactor,
} from '@relance/accounts-domain';
import { type Clock, DomainError } from '@relance/kernel';
import { LOGGER, RELANCE_CONFIG, type RelanceConfig, SYSTEM_CLOCK, SecretBox } from '@relance/platform';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { type Logger } from 'pino';
import { toDataURL } from 'qrcode';
import { isPassword } from './passwords.ts';
import { lockedOut, written } from './refusals.ts';

const RECOVERY_CODES = 10;
/** Without letters and digits that look alike. */
const SIGNS = '23456789abcdefghjkmnpqrstuvwxyz';
/** A phone's clock may be one step off. */
const TOLERANCE_SECONDS = 30;

export type Enrolment = { readonly otpauthUrl: string; readonly qr: string; readonly recoveryCodes: string[] };

const refused = (code: string, message: string) => new DomainError('unauthenticated', code, message);
const conflict = (code: string, message: string) => new DomainError('conflict', code, message);
const useOf = (accountId: string) => `two-factor ${accountId}`;
const folded = (code: string) => code.toLowerCase().replace(/[\s-]/g, '');
const hashOf = (code: string) => createHash('sha256').update(folded(code)).digest('base64url');
/** Fifty bits in two groups: nobody guesses one within five tries. */
const recoveryCode = () => `${group()}-${group()}`;
const group = () => Array.from({ length: 5 }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('');

/** Second factor by time-based codes (RFC 6238): enrolling, asking at login, recovery codes, removal. */
@Injectable()
export class SecondFactor implements OnApplicationBootstrap {
  private readonly box: SecretBox;

  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(ATTEMPT_LIMITER) private readonly limiter: AttemptLimiter,
    @Inject(RELANCE_CONFIG) config: Pick<RelanceConfig, 'masterKeys'>,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.box = new SecretBox(config.masterKeys);
  }

  /** Secrets sealed by an older master key are sealed by the newest, so that the older can be taken away. */
  async onApplicationBootstrap(): Promise<void> {
    for (const account of await this.accounts.withTwoFactor()) {
      const { twoFactor } = account;
      if (!twoFactor || !this.box.isOld(twoFactor.secret)) continue;
      try {
        const secret = this.box.seal(this.box.open(twoFactor.secret, useOf(account.id)), useOf(account.id));
        await this.accounts.change(account, { twoFactor: { ...twoFactor, secret } });
      } catch (error) {
        this.logger.error(
          { err: error, event: 'two_factor.secret_unreadable', accountId: account.id },
          'The second factor of an account cannot be read: the master key that sealed it is not configured.',
        );
      }
    }
  }

  /** At login: nothing without a second factor; else a code or a recovery code, each good once. */
  async check(account: Account, code: string | undefined): Promise<void> {
    if (!account.twoFactor) return;
    if (code === undefined) {
      throw refused('TWO_FACTOR_REQUIRED', 'This account has a second factor: send its code, or a recovery code.');
    }
    await this.verify(account, account.twoFactor, code);
  }

  /** Offers a new second factor; it holds from the confirmation on. */
  async enrol(account: Account): Promise<Enrolment> {
    if (account.twoFactor) throw conflict('TWO_FACTOR_ENABLED', 'This account has a second factor already.');
    const secret = generateSecret();
    const recoveryCodes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
    const pendingTwoFactor: TwoFactor = {
      secret: this.box.seal(secret, useOf(account.id)),
      recoveryHashes: recoveryCodes.map(hashOf),
      lastStep: null,
    };
    written(await this.accounts.change(account, { pendingTwoFactor }));
    const otpauthUrl = generateURI({ issuer: 'Relance', label: account.email, secret });
    return { otpauthUrl, qr: await toDataURL(otpauthUrl), recoveryCodes };
  }

  /** The first code shows that the app has the secret. */
  async confirm(account: Account, code: string, audit: AuditDraft): Promise<Account> {
    if (account.twoFactor) throw conflict('TWO_FACTOR_ENABLED', 'This account has a second factor already.');
    const pending = account.pendingTwoFactor;
    if (!pending) throw conflict('TWO_FACTOR_NOT_OFFERED', 'Ask for a new second factor first.');
    await this.takeTry(account);
    const step = this.stepOf(account, pending, code);
    if (step === null) throw wrongCode();
    await this.limiter.forget('code', account.id);
    const changes = { twoFactor: { ...pending, lastStep: step }, pendingTwoFactor: null };
    return written(await this.accounts.change(account, changes, { audit }));
  }

  /** Takes it away; needs the password and a code. */
  async remove(account: Account, password: string, code: string, audit: AuditDraft): Promise<Account> {
    if (!account.twoFactor) throw conflict('TWO_FACTOR_DISABLED', 'This account has no second factor.');
    await this.assertPassword(account, password);
    await this.verify(account, account.twoFactor, code);
    const fresh = (await this.accounts.find(account.id)) ?? account;
    return written(await this.accounts.change(fresh, { twoFactor: null, pendingTwoFactor: null }, { audit }));
  }

  /** The password of somebody who is logged in; guessing it with a stolen session is limited. */
  async assertPassword(account: Account, password: string): Promise<void> {
    const wait = await this.limiter.take('password', account.id);
    if (wait !== null) throw lockedOut('PASSWORD_LOCKED', 'Too many wrong passwords. Wait before the next try.', wait);
    if (!(await isPassword(account.passwordHash, password))) {
      throw new DomainError('forbidden', 'PASSWORD_WRONG', 'The current password is wrong.');
    }
    await this.limiter.forget('password', account.id);
  }

  private async verify(account: Account, twoFactor: TwoFactor, code: string): Promise<void> {
    await this.takeTry(account);
    const step = this.stepOf(account, twoFactor, code);
    const isUsed =
      step === null
        ? await this.accounts.useRecoveryCode(account.id, hashOf(code))
        : await this.accounts.useStep(account.id, step);
    if (!isUsed) throw wrongCode();
    await this.limiter.forget('code', account.id);
  }

  private async takeTry(account: Account): Promise<void> {
    const wait = await this.limiter.take('code', account.id);
    if (wait !== null) throw lockedOut('TWO_FACTOR_LOCKED', 'Too many wrong codes. Wait before the next try.', wait);
  }

  /** The time step whose code this is; null when it is none. */
  private stepOf(account: Account, { secret }: TwoFactor, code: string): number | null {
    const token = folded(code);
    if (!/^\d{6}$/.test(token)) return null;
    const epoch = Math.floor(this.clock.now().getTime() / 1000);
    const plain = this.box.open(secret, useOf(account.id));
    const result = verifySync({ secret: plain, token, epoch, epochTolerance: TOLERANCE_SECONDS });
    return result.valid && 'timeStep' in result ? result.timeStep : null;
  }
}

const wrongCode = () => refused('TWO_FACTOR_INVALID', 'The code is wrong, or was used before.');
