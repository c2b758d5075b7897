export {
  ConfigurationError,
  RELANCE_CONFIG,
  loadConfig,
  type MasterKey,
  type RelanceConfig,
} from './config/relance-config.ts';
export { environmentKeys } from './config/environment.schema.ts';
export { durationMs } from './config/duration.ts';

export { OWNER_HEADER, ownOwnerId } from './auth/acting-owner.ts';
export { SESSION_COOKIE, type Actor } from './auth/actor.ts';
export { AUDIENCE, Audience, OWN_LOGIN, OwnLogin, audiences, type RouteAudience } from './auth/audience.decorator.ts';
export { AuthGuard } from './auth/auth.guard.ts';
export { signConsoleToken, verifyConsoleToken } from './auth/console-token.ts';
export { assertOwnOrigin } from './auth/origin-check.ts';
export { SecretBox } from './auth/secret-box.ts';
export { CurrentActor, CurrentOwner, RequestId, RequestLanguage, currentOwnerOf } from './auth/current.decorators.ts';
export {
  OWNER_DIRECTORY,
  type OwnerDirectory,
  type OwnerDirectoryQuery,
  type OwnerPosition,
} from './auth/owner-directory.ts';
export { foldWords, listOwner, listSession } from './owners/owner-sessions.ts';
export {
  OWNER_SESSIONS,
  OWNER_SESSION_MODEL,
  ownerSessionSchema,
  type OwnerSessionDocument,
} from './owners/owner-session.schema.ts';
export {
  OWNER_SESSION_COUNTS,
  OWNER_SESSION_COUNTS_MODEL,
  areOwnerCountsFilled,
  compareOwnerCounts,
  ownerSessionCountsSchema,
  readOwnerCounts,
  repairOwnerCounts,
  type OwnerSessionCount,
} from './owners/owner-session-counts.ts';
export {
  API_TOKEN_PREFIX,
  PRINCIPAL_READER,
  type PrincipalReader,
  type PrincipalRefusal,
  type TokenPrincipal,
} from './auth/principals.ts';
export { USER_DIRECTORY, type OwnerSummary, type UserDirectory } from './auth/user-directory.ts';

export {
  AUDIT_WRITER,
  AUDIT_READER,
  type AuditEntry,
  type AuditLine,
  type AuditWriter,
  type AuditQuery,
  type AuditReader,
} from './audit/audit.ts';

export {
  RETENTION_RUNS,
  RetentionRules,
  type RetentionCutoffs,
  type RetentionRule,
  type RetentionRuns,
} from './installation/retention-rules.ts';
export { defaultInstallationSettings } from './installation/default-installation-settings.ts';
export {
  INSTALLATION_SETTINGS,
  INSTALLATION_SETTINGS_STORE,
  type InstallationSettingsChange,
  type InstallationSettings,
  type InstallationSettingsReader,
  type InstallationSettingsStore,
} from './installation/installation-settings.ts';

export { deferBodyErrors, jsonBody, rejectUnsupportedMediaTypes } from './http/body.ts';
export { cursorDate, cursorId, decodeCursor, encodeCursor, filterHash, idBehind } from './http/cursor.ts';
export { unwrap } from './http/domain-result.ts';
export { SkipEnvelope, withMessage } from './http/envelope.ts';
export { type CsvCell, csvText } from './http/csv/csv-cells.ts';
export { CsvQuery } from './http/csv/csv-query.ts';
export { CsvAnswer, csvStream, sendCsv, type CsvFile } from './http/csv/csv-response.ts';
export { IdParam, OwnerIdParam } from './http/id-param.decorator.ts';
export {
  ApiEnvelope,
  ApiEventStream,
  ApiPage,
  ApiProblems,
  FailureView,
  type EnvelopeOptions,
} from './http/openapi.ts';
export { NotBefore } from './http/not-before.ts';
export { EachIsObject, type FieldCheck, fieldRule, refusedAs } from './http/field-rule.ts';
export { IfGiven, IfSome } from './http/optional.ts';
export { OwnerIdField } from './http/owner-id-field.decorator.ts';
export {
  MAX_SKIPPED,
  type CreationSort,
  NamedPageQuery,
  PageQuery,
  skippedBy,
  toPage,
  type Page,
  type PageFacts,
  type Sort,
  wholeNumberText,
} from './http/page.ts';
export { ProblemFilter } from './http/problem.filter.ts';
export { preconditionOf } from './http/preconditions/preconditions.ts';
export { problemOf } from './http/problem.ts';
export { type Problem } from './http/problem.type.ts';
export { languageOf, requestIdOf, type ApiRequest } from './http/request.ts';
export { onBehalfOf, requestContext } from './http/request-context.ts';
export { fieldProblems, RelanceValidationPipe, validationFailed } from './http/validation.pipe.ts';

export { IdempotencyModule } from './idempotency/idempotency.module.ts';

export { CurrentLiveRequest } from './live/current-live-request.ts';
export { LiveHub, MAX_STREAMS, type LiveFeed, type LiveRequest } from './live/live-hub.ts';
export { type LiveAudience, type LiveEventName, type LiveSignal } from './live/live-signal.ts';

export { DatabaseRefusal } from './mongo/server/engine-choice.ts';
export {
  findDatabase,
  withoutCredentials,
  type FindDatabaseOptions,
  type FoundDatabase,
} from './mongo/server/find-database.ts';
export { asTransaction, inTransaction, sessionOf } from './mongo/transactions.ts';
export { MongoModule } from './mongo/mongo.module.ts';
export { isDuplicateKey } from './mongo/duplicate-key.ts';
export { beginsWith } from './mongo/begins-with.ts';
export { type IdPage, readIdPage, readPage } from './mongo/read-page.ts';
export { cursorBatches } from './mongo/cursor-batches.ts';
export { findTogether, pagesById } from './mongo/find-pages.ts';
export { type CommitOutcome, type CommitPart, sharedCommitsOf } from './mongo/shared-commits.ts';
export { countedWrites, type Write, type WriteCounts, writeTo, writeTogether } from './mongo/write-together.ts';
export { watchCollection, type CollectionChange, type WatchOptions } from './mongo/watch-collection.ts';

export {
  OUTBOX_WRITER,
  ERASED,
  outboxEventTypes,
  personSubject,
  type OutboxEvent,
  type OutboxEventType,
  type OutboxWriter,
} from './outbox/outbox.ts';
export {
  OUTBOX,
  OUTBOX_SUBSCRIPTIONS,
  outboxOf,
  type OutboxDocument,
  type SubscriptionDocument,
} from './outbox/outbox.mongo.ts';

export { Batched } from './concurrency/batched.ts';
export { KeyedQueue, QueueFullError, type KeyedQueueOptions, type RunOptions } from './concurrency/keyed-queue.ts';
export { ReadWriteLock } from './concurrency/read-write-lock.ts';
export { Semaphore } from './concurrency/semaphore.ts';
export { readAhead } from './concurrency/read-ahead.ts';

export { JobLock, type HeldLock } from './jobs/job-lock.ts';
export { LeaseLostError, LeasedJobs, type JobLease, type LeasedJobOptions } from './jobs/leased-jobs.ts';
export { TASK_KEPT_MS, TaskLostError, type BackgroundTask, type TaskStatus } from './jobs/background-tasks.store.ts';
export { BackgroundTasks, type TaskKind, type TaskRun } from './jobs/background-tasks.ts';
export { SHUTDOWN_DEADLINE_MS, Shutdown, shutdownPhases, type ShutdownPhase } from './jobs/shutdown.ts';
export { JobsModule } from './jobs/jobs.module.ts';

export { LOGGER, NestLogger, createLogger } from './observability/logger.ts';
export { METRICS, createMetrics } from './observability/metrics.ts';
export { READINESS_CHECKS, ReadinessChecks, type ReadinessCheck } from './observability/readiness.ts';
export { scrub, scrubText } from './observability/redaction.ts';
export { requestLog } from './observability/request-log.ts';

export { PRODUCT_CLOCK, ProductClock, SYSTEM_CLOCK, systemClock, type ClockOrigin } from './time/clocks.ts';
export { ProductTime } from './time/product-time.ts';

export { PlatformModule } from './platform.module.ts';
