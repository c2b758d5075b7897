export {
  reportFrequencies,
  type Report,
  type ReportFilter,
  type ReportFrequency,
  type ReportRun,
  type ReportRunStatus,
  type ReportSchedule,
} from './reports/report.ts';
export {
  firstReported,
  joinedPeriods,
  lastOccurrence,
  nextOccurrence,
  periodOf,
  reportRetryAt,
  type Occurrence,
} from './reports/schedule.ts';
export {
  type FailedRun,
  type NewReport,
  REPORT_STORE,
  type ReportChange,
  type ReportFields,
  type ReportPage,
  type ReportStore,
} from './reports/report-store.port.ts';
export {
  BULK_CONFIRMATION_STORE,
  type BulkConfirmation,
  type BulkConfirmationStore,
} from './bulk/bulk-confirmation-store.port.ts';
