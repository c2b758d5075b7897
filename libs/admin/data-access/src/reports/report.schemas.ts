import { type Report, type ReportRun } from '@relance/admin-domain';
import { Schema, type Types } from 'mongoose';

export type ReportDocument = Omit<Report, 'id'> & { readonly _id: Types.ObjectId };
export type ReportRunDocument = Omit<ReportRun, 'id' | 'reportId' | 'errorCode'> & {
  readonly _id: Types.ObjectId;
  readonly reportId: Types.ObjectId;
  /** Absent in runs of earlier versions. */
  readonly errorCode?: ReportRun['errorCode'];
  /** Names the period of a schedule; absent when the run was asked for by hand. */
  readonly key?: string;
  /** Real time: until when a process works on it. */
  readonly leasedUntil: Date;
  /** Present while there is something left to do. */
  readonly open?: true;
};

export const REPORTS = 'reports';
export const REPORT_RUNS = 'report_runs';
export const REPORT_MODEL = 'Report';
export const REPORT_RUN_MODEL = 'ReportRun';

const options = (collection: string) => ({ collection, strict: false, versionKey: false as const, autoCreate: true });
export const reportSchema = new Schema({}, options(REPORTS));
/** Which reports are due? */
reportSchema.index({ nextRunAt: 1 }, { name: 'due', partialFilterExpression: { active: true } });

export const reportRunSchema = new Schema({}, options(REPORT_RUNS));
/** A period is sent once, however many processes see that it is due. */
reportRunSchema.index(
  { reportId: 1, key: 1 },
  { name: 'once_per_period', unique: true, partialFilterExpression: { key: { $type: 'string' } } },
);
/** What is to be sent now? */
reportRunSchema.index({ dueAt: 1 }, { name: 'due', partialFilterExpression: { open: true } });
/** What was sent of this report, newest first? */
reportRunSchema.index({ reportId: 1, _id: -1 }, { name: 'of_report' });
