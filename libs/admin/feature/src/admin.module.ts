import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { CampaignsManagementModule } from '@relance/campaigns-management';
import { IntegrityModule } from '@relance/campaigns-sending';
import { AnalyticsController } from './analytics/analytics.controller.ts';
import { AnalyticsService } from './analytics/analytics.service.ts';
import { AuditController } from './audit/audit.controller.ts';
import { ReadAudit } from './audit/read-audit.ts';
import { BulkController } from './bulk/bulk.controller.ts';
import { BulkService } from './bulk/bulk.service.ts';
import { AdminCampaignActionsController } from './campaigns/admin-campaign-actions.controller.ts';
import { AdminTargetsController } from './campaigns/admin-targets.controller.ts';
import { AdminCampaignsController } from './campaigns/admin-campaigns.controller.ts';
import { IntegrityController } from './campaigns/integrity.controller.ts';
import { AdminExportsController } from './exports/admin-exports.controller.ts';
import { AdminStreamController } from './live/admin-stream.controller.ts';
import { ReportContents } from './reports/report-content.ts';
import { ReportSender } from './reports/report-sender.ts';
import { ReportService } from './reports/report.service.ts';
import { ReportsController } from './reports/reports.controller.ts';
import { AdminSessionActionsController } from './sessions/admin-session-actions.controller.ts';
import { AdminSessionsController } from './sessions/admin-sessions.controller.ts';
import { OptOutsController } from './opt-outs/opt-outs.controller.ts';
import { OptOutsService } from './opt-outs/opt-outs.service.ts';
import { OwnersController } from './owners/owners.controller.ts';
import { OwnersService } from './owners/owners.service.ts';
import { RetentionJob } from './retention/retention-job.ts';
import { ReadSessions } from './sessions/read-sessions.ts';
import { ChangeInstallationSettings } from './settings/change-installation-settings.ts';
import { InstallationSettingsController } from './settings/installation-settings.controller.ts';
import { SteerSession } from './sessions/steer-session.ts';

export type AdminModuleNeeds = {
  /** Provides USER_DIRECTORY, AUDIT_WRITER, AUDIT_READER, BULK_CONFIRMATION_STORE and REPORT_STORE. */
  readonly stores: Type | DynamicModule;
  /** Provides SessionControl, SessionReader and SessionPresenter. */
  readonly sessions: Type | DynamicModule;
};

const controllers = [
  // Before the lists: `export.csv` is not an id.
  AdminExportsController,
  BulkController,
  AnalyticsController,
  AuditController,
  AdminStreamController,
  AdminCampaignsController,
  AdminCampaignActionsController,
  AdminTargetsController,
  IntegrityController,
  ReportsController,
  AdminSessionsController,
  AdminSessionActionsController,
  OptOutsController,
  OwnersController,
  InstallationSettingsController,
];

const useCases = [
  AnalyticsService,
  BulkService,
  ReportContents,
  ReportSender,
  ReportService,
  ReadAudit,
  ReadSessions,
  SteerSession,
  OptOutsService,
  OwnersService,
  RetentionJob,
  ChangeInstallationSettings,
];

/** What staff do with sessions, campaigns, opt-outs, reports and the audit log, and the jobs of it. No routes. */
@Module({})
export class AdminModule {
  static on({ stores, sessions }: AdminModuleNeeds): DynamicModule {
    return {
      module: AdminModule,
      imports: [stores, sessions, CampaignsManagementModule, IntegrityModule],
      providers: useCases,
      exports: [...useCases, stores, sessions, CampaignsManagementModule, IntegrityModule],
    };
  }
}

/** The routes of staff: loaded by processes of the api role. */
@Module({})
export class AdminHttpModule {
  static on(admin: DynamicModule): DynamicModule {
    return { module: AdminHttpModule, imports: [admin], controllers };
  }
}
