import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONSOLE_ACCOUNTS, type ConsoleAccounts, RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { hashPassword, isPassword } from './passwords.ts';

/** Prints a line for whoever starts the product; never the log, for it may hold a password. */
export const ANNOUNCE = Symbol('Announce');
export type Announce = (line: string) => void;

const GENERATED_EMAIL = 'admin@relance.local';

/** Sees to it at start that somebody can log in: ADMIN_EMAIL with ADMIN_PASSWORD, or one that is made and printed once. */
@Injectable()
export class FirstAdmin implements OnApplicationBootstrap {
  constructor(
    @Inject(CONSOLE_ACCOUNTS) private readonly accounts: ConsoleAccounts,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'adminEmail' | 'adminPassword'>,
    @Inject(ANNOUNCE) private readonly announce: Announce,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { adminEmail, adminPassword } = this.config;
    if (adminEmail && adminPassword) return this.ensure(adminEmail, adminPassword);
    if (await this.accounts.hasAdmin()) return;
    const password = randomBytes(12).toString('base64url');
    const passwordHash = await hashPassword(password);
    const created = await this.accounts.create({ email: GENERATED_EMAIL, role: 'admin', passwordHash });
    // Null when another process was faster: that one prints its own.
    if (created) this.announce(`First admin: ${GENERATED_EMAIL} with the password ${password} (shown this once)`);
  }

  /** The operator's word counts: a changed ADMIN_PASSWORD is the new password. */
  private async ensure(email: string, password: string): Promise<void> {
    const known = await this.accounts.findByEmail(email);
    if (known && (await isPassword(known.passwordHash, password))) return;
    const passwordHash = await hashPassword(password);
    if (known) return this.accounts.setPassword(known.id, passwordHash);
    await this.accounts.create({ email, role: 'admin', passwordHash });
  }
}
