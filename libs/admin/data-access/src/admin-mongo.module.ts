import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BULK_CONFIRMATION_STORE, REPORT_STORE } from '@relance/admin-domain';
import {
  AUDIT_WRITER,
  AUDIT_READER,
  INSTALLATION_SETTINGS,
  INSTALLATION_SETTINGS_STORE,
  OWNER_DIRECTORY,
  RETENTION_RUNS,
  OWNER_SESSION_COUNTS_MODEL,
  OWNER_SESSION_MODEL,
  USER_DIRECTORY,
  ownerSessionCountsSchema,
  ownerSessionSchema,
} from '@relance/platform';
import { MongoAuditStore } from './audit/audit.store.mongo.ts';
import { AuditFeed } from './audit/audit.feed.ts';
import { AUDIT_MODEL, auditSchema } from './audit/audit.schema.ts';
import {
  BULK_CONFIRMATION_MODEL,
  bulkConfirmationSchema,
  MongoBulkConfirmationStore,
} from './bulk/bulk-confirmation.store.mongo.ts';
import { OWNER_MODEL, ownerSchema } from './owners/owner.schema.ts';
import { MongoUserDirectory } from './owners/user-directory.mongo.ts';
import { REPORT_MODEL, REPORT_RUN_MODEL, reportRunSchema, reportSchema } from './reports/report.schemas.ts';
import { MongoReportStore } from './reports/report.store.mongo.ts';
import { MongoOwnerDirectory } from './sessions/owner-directory.mongo.ts';
import { MongoRetentionRuns } from './retention/retention-runs.mongo.ts';
import { OwnerSessionsBackfill } from './sessions/owner-sessions-backfill.ts';
import { MongoInstallationSettings } from './settings/installation-settings.mongo.ts';

const ports = [
  { provide: USER_DIRECTORY, useClass: MongoUserDirectory },
  { provide: OWNER_DIRECTORY, useClass: MongoOwnerDirectory },
  MongoAuditStore,
  { provide: AUDIT_WRITER, useExisting: MongoAuditStore },
  { provide: AUDIT_READER, useExisting: MongoAuditStore },
  { provide: BULK_CONFIRMATION_STORE, useClass: MongoBulkConfirmationStore },
  { provide: REPORT_STORE, useClass: MongoReportStore },
  { provide: RETENTION_RUNS, useClass: MongoRetentionRuns },
  MongoInstallationSettings,
  { provide: INSTALLATION_SETTINGS, useExisting: MongoInstallationSettings },
  { provide: INSTALLATION_SETTINGS_STORE, useExisting: MongoInstallationSettings },
];

/** The directory of owners, the audit log and the installation's settings on MongoDB. Global: every module writes audit lines and names owners. */
@Global()
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: OWNER_MODEL, schema: ownerSchema },
      { name: OWNER_SESSION_MODEL, schema: ownerSessionSchema },
      { name: OWNER_SESSION_COUNTS_MODEL, schema: ownerSessionCountsSchema },
      { name: AUDIT_MODEL, schema: auditSchema },
      { name: BULK_CONFIRMATION_MODEL, schema: bulkConfirmationSchema },
      { name: REPORT_MODEL, schema: reportSchema },
      { name: REPORT_RUN_MODEL, schema: reportRunSchema },
    ]),
  ],
  providers: [...ports, AuditFeed, OwnerSessionsBackfill],
  exports: ports,
})
export class AdminMongoModule {}
