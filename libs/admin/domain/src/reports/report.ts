import { type MailProblemCode } from '@relance/messaging';

export const reportFrequencies = ['daily', 'weekly', 'monthly'] as const;
export type ReportFrequency = (typeof reportFrequencies)[number];

/** When a report is sent, on a clock on the wall of its zone. */
export type ReportSchedule = {
  readonly frequency: ReportFrequency;
  /** Weekly: 1 (Monday) to 7. */
  readonly weekday: number | null;
  /** Monthly: 1 to 31; the last day of a shorter month. */
  readonly day: number | null;
  readonly hour: number;
  readonly timeZone: string;
};

/** Which campaigns a report is about; nothing: all. */
export type ReportFilter = {
  readonly userId?: string;
  readonly type?: 'default' | 'filtered';
  readonly status?: string;
};

export type Report = ReportSchedule & {
  readonly id: string;
  readonly name: string;
  readonly recipients: readonly string[];
  readonly filter: ReportFilter;
  readonly language: 'fr' | 'en';
  readonly active: boolean;
  /** On the product's clock; null while it is off. */
  readonly nextRunAt: Date | null;
  /** Up to where its scheduled runs have reported: a late run begins there. */
  readonly coveredUntil: Date | null;
  readonly createdAt: Date;
  readonly rev: number;
};

export type ReportRunStatus = 'pending' | 'sent' | 'failed';

/** One time that a report is sent: for a period of its schedule, or asked for by hand. */
export type ReportRun = {
  readonly id: string;
  readonly reportId: string;
  /** The days that it reports, e.g. `2026-03-02` or `2026-02-23/2026-03-01`; null: by hand. */
  readonly period: string | null;
  readonly from: Date;
  readonly until: Date;
  readonly status: ReportRunStatus;
  readonly attempts: number;
  readonly dueAt: Date;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly error: string | null;
  /** What is wrong as a code, where it is not the mail server's own trouble. */
  readonly errorCode: MailProblemCode | null;
};
