import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AuditController } from './audit/audit.controller.ts';
import { ReadAudit } from './audit/read-audit.ts';
import { AuthController } from './auth/auth.controller.ts';
import { ConsoleLogin } from './auth/console-login.ts';
import { ANNOUNCE, type Announce, FirstAdmin } from './auth/first-admin.ts';
import { LoginLimits } from './auth/login-limits.ts';
import { AdminStreamController } from './live/admin-stream.controller.ts';

export type AdminModuleNeeds = {
  /** Provides CONSOLE_ACCOUNTS, USER_DIRECTORY, AUDIT_LOG and AUDIT_TRAIL. */
  readonly stores: Type | DynamicModule;
  /** Provides SessionControl, SessionReader and SessionPresenter. */
  readonly sessions: Type | DynamicModule;
  /** Provides CampaignControl and CampaignReader. */
  readonly campaigns: Type | DynamicModule;
  /** Where the first admin's password is shown, once. */
  readonly announce: Announce;
};

const controllers = [AuthController, AuditController, AdminStreamController];

/** The console's login and the admin's routes over sessions, campaigns and the audit log. */
@Module({})
export class AdminModule {
  static on({ stores, sessions, campaigns, announce }: AdminModuleNeeds): DynamicModule {
    return {
      module: AdminModule,
      imports: [stores, sessions, campaigns],
      controllers,
      providers: [ConsoleLogin, LoginLimits, FirstAdmin, ReadAudit, { provide: ANNOUNCE, useValue: announce }],
    };
  }
}
