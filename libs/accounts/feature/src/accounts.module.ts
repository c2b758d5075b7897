import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AccountMails } from './login/account-mails.ts';
import { AuthController } from './login/auth.controller.ts';
import { ConsoleLogin } from './login/console-login.ts';
import { ANNOUNCE, type Announce, FirstAdmin } from './login/first-admin.ts';
import { OwnLoginController } from './login/own-login.controller.ts';
import { PasswordLinks } from './login/password-links.ts';
import { PasswordController } from './login/password.controller.ts';
import { SecondFactor } from './login/second-factor.ts';
import { OwnAccount } from './shared/own-account.ts';
import { AdminTokensController } from './tokens/admin-tokens.controller.ts';
import { ApiTokens } from './tokens/api-tokens.ts';
import { TokensController } from './tokens/tokens.controller.ts';
import { ManageAccounts } from './users/manage-accounts.ts';
import { UpgradeAccounts } from './users/upgrade-accounts.ts';
import { UsersController } from './users/users.controller.ts';

export type AccountsModuleNeeds = {
  /** Provides the stores of accounts, logins, links, tokens and attempts. */
  readonly stores: Type | DynamicModule;
  /** Where the first admin's password is shown, once. */
  readonly announce: Announce;
};

const controllers = [
  AuthController,
  PasswordController,
  OwnLoginController,
  UsersController,
  TokensController,
  AdminTokensController,
];
const useCases = [
  AccountMails,
  ApiTokens,
  ConsoleLogin,
  FirstAdmin,
  ManageAccounts,
  OwnAccount,
  PasswordLinks,
  SecondFactor,
  UpgradeAccounts,
];

/** Accounts: logging in, inviting, second factors, API tokens. No routes. */
@Module({})
export class AccountsModule {
  static on({ stores, announce }: AccountsModuleNeeds): DynamicModule {
    return {
      module: AccountsModule,
      imports: [stores],
      providers: [...useCases, { provide: ANNOUNCE, useValue: announce }],
      exports: [...useCases, stores],
    };
  }
}

/** The routes of accounts: loaded by processes of the api role. */
@Module({})
export class AccountsHttpModule {
  static on(accounts: DynamicModule): DynamicModule {
    return { module: AccountsHttpModule, imports: [accounts], controllers };
  }
}
