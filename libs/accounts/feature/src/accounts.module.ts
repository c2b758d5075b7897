import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AuthController } from './login/auth.controller.ts';
import { ConsoleLogin } from './login/console-login.ts';
import { ANNOUNCE, type Announce, FirstAdmin } from './login/first-admin.ts';
import { LoginLimits } from './login/login-limits.ts';

export type AccountsModuleNeeds = {
  /** Provides the stores of accounts, logins and tokens. */
  readonly stores: Type | DynamicModule;
  /** Where the first admin's password is shown, once. */
  readonly announce: Announce;
};

/** Accounts: logging in, inviting, second factors, API tokens. */
@Module({})
export class AccountsModule {
  static on({ stores, announce }: AccountsModuleNeeds): DynamicModule {
    return {
      module: AccountsModule,
      imports: [stores],
      controllers: [AuthController],
      providers: [ConsoleLogin, LoginLimits, FirstAdmin, { provide: ANNOUNCE, useValue: announce }],
    };
  }
}
