import { type Transaction } from '@relance/kernel';
import { type Report, type ReportRun } from './report.ts';

/** `retryAt` null: it is not tried again. */
export type FailedRun = Pick<ReportRun, 'errorCode'> & { readonly error: string; readonly retryAt: Date | null };
export type ReportFields = Omit<Report, 'id' | 'createdAt' | 'rev' | 'coveredUntil' | 'nextRunAt'>;
export type ReportChange = Partial<ReportFields> & Partial<Pick<Report, 'nextRunAt' | 'coveredUntil'>>;
export type NewReport = ReportFields & Pick<Report, 'nextRunAt' | 'coveredUntil'>;
export type ReportPage = {
  readonly page: number;
  readonly limit: number;
  readonly afterId: string | null;
  readonly oldestFirst?: boolean;
};
type Found<T> = { readonly rows: readonly T[]; readonly total: number; readonly hasMore: boolean };
type Noted = (before: Report | null, after: Report | null, transaction: Transaction) => Promise<void>;

/** Reports and their runs. Instants are on the product's clock, `realNow` and leases on the machine's. */
export interface ReportStore {
  create(fields: NewReport, now: Date, onChange: Noted): Promise<Report>;
  list(page: ReportPage): Promise<Found<Report>>;
  find(id: string): Promise<Report | null>;
  /**
   * Null when it is gone. `changeOf` is asked with the report as it is when it is written, so that of two changes at once neither undoes
   * the other's; what it throws refuses the change. What a report that is switched off had still to send (a mail server that was away)
   * it reports with its next sending, when it is switched on again.
   */
  update(id: string, changeOf: (before: Report) => ReportChange, onChange: Noted): Promise<Report | null>;
  remove(id: string, onChange: Noted): Promise<Report | null>;

  /** Active reports whose time has come. */
  due(now: Date, limit: number): Promise<readonly Report[]>;
  /**
   * Claims a period: writes its run and moves the report on, both or neither. False when another process was first: a period has
   * one run, whoever asks and however often.
   */
  claimPeriod(
    report: Report,
    run: Pick<ReportRun, 'period' | 'from' | 'until' | 'dueAt'> & { readonly key: string },
    nextRunAt: Date,
  ): Promise<boolean>;
  /** A run by hand, taken for this process from the beginning. */
  addRun(
    run: Pick<ReportRun, 'reportId' | 'period' | 'from' | 'until' | 'dueAt'>,
    leasedUntil: Date,
  ): Promise<ReportRun>;
  /** Takes a due run for this process until `until`; what a dead process had taken comes back after that. */
  takeRun(at: { readonly now: Date; readonly realNow: Date; readonly until: Date }): Promise<ReportRun | null>;
  /** Keeps a taken run for longer while its mail is under way. */
  renewRun(id: string, until: Date): Promise<void>;
  /**
   * A period that is given up is shown as failed, and what it had to say is reported with the next sending (late periods are
   * sent once, with what they missed). A run by hand is not: its outcome is its own.
   */
  settleRun(id: string, outcome: { readonly sentAt: Date } | FailedRun): Promise<ReportRun | null>;
  runs(reportId: string, page: ReportPage): Promise<Found<ReportRun>>;
  lastRuns(reportIds: readonly string[]): Promise<ReadonlyMap<string, ReportRun>>;
}
export const REPORT_STORE = Symbol('ReportStore');
