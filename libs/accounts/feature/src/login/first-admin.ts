import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ACCOUNT_STORE, type AccountStore } from '@relance/accounts-domain';
import { RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { hashPassword, isPassword } from './passwords.ts';
import { written } from './refusals.ts';

/** Prints a line for whoever starts the product; never the log, for it may hold a password. */
export const ANNOUNCE = Symbol('Announce');
export type Announce = (line: string) => void;

const GENERATED_EMAIL = 'admin@relance.local';
const system = { id: 'system', email: null, role: 'system' } as const;

/** Sees to it at start that somebody can log in: ADMIN_EMAIL with ADMIN_PASSWORD, or one that is made and printed once. */
@Injectable()
export class FirstAdmin implements OnApplicationBootstrap {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'adminEmail' | 'adminPassword'>,
    @Inject(ANNOUNCE) private readonly announce: Announce,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { adminEmail, adminPassword } = this.config;
    if (adminEmail && adminPassword) return this.ensure(adminEmail, adminPassword);
    if (await this.accounts.hasAdmin()) return;
    const password = randomBytes(12).toString('base64url');
    const isMade = await this.create(GENERATED_EMAIL, await hashPassword(password), null);
    // Not made when another process was faster: that one prints its own.
    if (isMade) this.announce(`First admin: ${GENERATED_EMAIL} with the password ${password} (shown this once)`);
  }

  /**
   * A changed ADMIN_PASSWORD is the new password and ends the logins that the old one opened. An unchanged one leaves alone
   * what the person chose since.
   */
  private async ensure(email: string, password: string): Promise<void> {
    const known = await this.accounts.findByEmail(email);
    const applied = known && (known.configuredPasswordHash ?? known.passwordHash);
    if (known && applied && (await isPassword(applied, password))) {
      if (known.configuredPasswordHash === null) await this.accounts.change(known, { configuredPasswordHash: applied });
      return;
    }
    const passwordHash = await hashPassword(password);
    if (!known) return void (await this.create(email, passwordHash, passwordHash));
    const status = known.status === 'invited' ? 'active' : known.status;
    const result = await this.accounts.change(
      known,
      { passwordHash, configuredPasswordHash: passwordHash, status },
      { audit: { actor: system, action: 'user.password_by_configuration' }, endSessions: 'all', endLinks: true },
    );
    // Another process of the same start was faster and did the same.
    if (result.kind !== 'stale') written(result);
  }

  private async create(email: string, passwordHash: string, configuredPasswordHash: string | null): Promise<boolean> {
    const account = {
      email,
      name: email.split('@')[0] ?? email,
      role: 'admin',
      language: 'fr',
      status: 'active',
    } as const;
    const audit = { actor: system, action: 'user.create' };
    const result = await this.accounts.create(
      { ...account, ownerId: null, passwordHash, configuredPasswordHash },
      { audit },
    );
    return result.kind === 'done';
  }
}
