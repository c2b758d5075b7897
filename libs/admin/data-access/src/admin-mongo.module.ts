import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AUDIT_LOG, AUDIT_TRAIL, CONSOLE_ACCOUNTS, OWNER_ROLL, USER_DIRECTORY } from '@relance/platform';
import {
  ACCOUNT_MODEL,
  CONSOLE_SESSION_MODEL,
  OWNER_MODEL,
  accountSchema,
  consoleSessionSchema,
  ownerSchema,
} from './accounts/account.schema.ts';
import { MongoConsoleAccounts } from './accounts/console-accounts.mongo.ts';
import { MongoUserDirectory } from './accounts/user-directory.mongo.ts';
import { MongoAuditLog } from './audit/audit-log.mongo.ts';
import { AuditFeed } from './audit/audit.feed.ts';
import { AUDIT_MODEL, auditSchema } from './audit/audit.schema.ts';
import { MongoOwnerRoll } from './sessions/owner-roll.mongo.ts';

const ports = [
  { provide: CONSOLE_ACCOUNTS, useClass: MongoConsoleAccounts },
  { provide: USER_DIRECTORY, useClass: MongoUserDirectory },
  { provide: OWNER_ROLL, useClass: MongoOwnerRoll },
  MongoAuditLog,
  { provide: AUDIT_LOG, useExisting: MongoAuditLog },
  { provide: AUDIT_TRAIL, useExisting: MongoAuditLog },
];

/** Accounts, the directory of people and the audit log on MongoDB. Global: every room writes audit lines and names owners. */
@Global()
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: ACCOUNT_MODEL, schema: accountSchema },
      { name: CONSOLE_SESSION_MODEL, schema: consoleSessionSchema },
      { name: OWNER_MODEL, schema: ownerSchema },
      { name: AUDIT_MODEL, schema: auditSchema },
    ]),
  ],
  providers: [...ports, AuditFeed],
  exports: ports,
})
export class AdminMongoModule {}
