import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AUDIT_WRITER, AUDIT_READER, INSTALLATION_SETTINGS, OWNER_DIRECTORY, USER_DIRECTORY } from '@relance/platform';
import { MongoAuditStore } from './audit/audit.store.mongo.ts';
import { AuditFeed } from './audit/audit.feed.ts';
import { AUDIT_MODEL, auditSchema } from './audit/audit.schema.ts';
import { OWNER_MODEL, ownerSchema } from './owners/owner.schema.ts';
import { MongoUserDirectory } from './owners/user-directory.mongo.ts';
import { MongoOwnerDirectory } from './sessions/owner-directory.mongo.ts';
import { MongoInstallationSettings } from './settings/installation-settings.mongo.ts';

const ports = [
  { provide: USER_DIRECTORY, useClass: MongoUserDirectory },
  { provide: OWNER_DIRECTORY, useClass: MongoOwnerDirectory },
  MongoAuditStore,
  { provide: AUDIT_WRITER, useExisting: MongoAuditStore },
  { provide: AUDIT_READER, useExisting: MongoAuditStore },
  MongoInstallationSettings,
  { provide: INSTALLATION_SETTINGS, useExisting: MongoInstallationSettings },
];

/** The directory of owners, the audit log and the installation's settings on MongoDB. Global: every module writes audit lines and names owners. */
@Global()
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: OWNER_MODEL, schema: ownerSchema },
      { name: AUDIT_MODEL, schema: auditSchema },
    ]),
  ],
  providers: [...ports, AuditFeed],
  exports: ports,
})
export class AdminMongoModule {}
