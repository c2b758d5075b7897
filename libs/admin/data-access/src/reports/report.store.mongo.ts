import {
  type FailedRun,
  joinedPeriods,
  type NewReport,
  type Report,
  type ReportChange,
  type ReportPage,
  type ReportRun,
  type ReportStore,
} from '@relance/admin-domain';
import { earlierOf, laterOf, type Transaction } from '@relance/kernel';
import { inTransaction, isDuplicateKey, readIdPage } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { REPORT_RUNS, type ReportDocument, type ReportRunDocument, REPORTS } from './report.schemas.ts';

type Noted = (before: Report | null, after: Report | null, transaction: Transaction) => Promise<void>;
const toReport = ({ _id, ...fields }: ReportDocument): Report => ({ ...fields, id: _id.toHexString() });
const toRun = ({
  _id,
  reportId,
  key: _key,
  leasedUntil: _lease,
  open: _open,
  ...run
}: ReportRunDocument): ReportRun => ({
  ...run,
  id: _id.toHexString(),
  reportId: reportId.toHexString(),
  errorCode: run.errorCode ?? null,
});

/** Another process claimed the period in this moment. */
class Claimed extends Error {}

/** Reports and their runs on MongoDB. */
@Injectable()
export class MongoReportStore implements ReportStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  private get reports() {
    return this.connection.collection<ReportDocument>(REPORTS);
  }

  private get reportRuns() {
    return this.connection.collection<ReportRunDocument>(REPORT_RUNS);
  }

  async create(fields: NewReport, now: Date, onChange: Noted): Promise<Report> {
    const document: ReportDocument = {
      _id: new Types.ObjectId(),
      ...fields,
      createdAt: now,
      rev: 0,
    };
    await inTransaction(this.connection, async (session) => {
      await this.reports.insertOne(document, { session });
      await onChange(null, toReport(document), session);
    });
    return toReport(document);
  }

  async list(page: ReportPage) {
    const { rows, ...counted } = await readIdPage(this.reports, {}, page, this.reports.countDocuments({}));
    return { rows: rows.map(toReport), ...counted };
  }

  async find(id: string): Promise<Report | null> {
    const found = await this.reports.findOne({ _id: new Types.ObjectId(id) });
    return found ? toReport(found) : null;
  }

  update(id: string, changeOf: (before: Report) => ReportChange, onChange: Noted): Promise<Report | null> {
    return inTransaction(this.connection, async (session) => {
      const before = await this.reports.findOne({ _id: new Types.ObjectId(id) }, { session });
      if (!before) return null;
      const change = changeOf(toReport(before));
      const unsent = change.active === false ? await this.takeBack(before._id, session) : null;
      const coveredUntil = unsent && earlierOf(unsent, before.coveredUntil);
      const after = await this.reports.findOneAndUpdate(
        { _id: before._id },
        { $set: { ...change, ...(coveredUntil && { coveredUntil }) }, $inc: { rev: 1 } },
        { session, returnDocument: 'after' },
      );
      if (!after) return null;
      await onChange(toReport(before), toReport(after), session);
      return toReport(after);
    });
  }

  /** Forgets the periods that wait to be tried again and that no process is sending; from where they report, null: there were none. */
  private async takeBack(reportId: Types.ObjectId, session: ClientSession): Promise<Date | null> {
    const isUnsent = { reportId, open: true, key: { $type: 'string' }, leasedUntil: { $lte: new Date() } } as const;
    const unsent = await this.reportRuns.find(isUnsent, { session }).sort({ from: 1 }).toArray();
    await this.reportRuns.deleteMany({ _id: { $in: unsent.map(({ _id }) => _id) }, open: true }, { session });
    return unsent[0]?.from ?? null;
  }

  async remove(id: string, onChange: Noted): Promise<Report | null> {
    const removed = await inTransaction(this.connection, async (session) => {
      const gone = await this.reports.findOneAndDelete({ _id: new Types.ObjectId(id) }, { session });
      if (gone) await onChange(toReport(gone), null, session);
      return gone;
    });
    if (removed) await this.reportRuns.deleteMany({ reportId: removed._id });
    return removed ? toReport(removed) : null;
  }

  async due(now: Date, limit: number): Promise<readonly Report[]> {
    const found = await this.reports
      .find({ active: true, nextRunAt: { $lte: now } })
      .sort({ nextRunAt: 1 })
      .limit(limit)
      .toArray();
    return found.map(toReport);
  }

  async claimPeriod(
    report: Report,
    { key, ...run }: Pick<ReportRun, 'period' | 'from' | 'until' | 'dueAt'> & { readonly key: string },
    nextRunAt: Date,
  ): Promise<boolean> {
    const _id = new Types.ObjectId(report.id);
    try {
      await inTransaction(this.connection, async (session: ClientSession) => {
        const moved = await this.reports.updateOne(
          { _id, active: true, nextRunAt: report.nextRunAt, rev: report.rev, coveredUntil: report.coveredUntil },
          { $set: { nextRunAt, coveredUntil: laterOf(run.until, report.coveredUntil) } },
          { session },
        );
        if (moved.matchedCount === 0) throw new Claimed();
        await this.reportRuns.insertOne({ ...newRun({ reportId: report.id, ...run }), key }, { session });
      });
      return true;
    } catch (error) {
      if (error instanceof Claimed) return false;
      if (!isDuplicateKey(error)) throw error;
      // The period was sent already, e.g. before its schedule was changed back: go on with the next one.
      await this.reports.updateOne({ _id, nextRunAt: report.nextRunAt }, { $set: { nextRunAt } });
      return false;
    }
  }

  async addRun(
    run: Pick<ReportRun, 'reportId' | 'period' | 'from' | 'until' | 'dueAt'>,
    leasedUntil: Date,
  ): Promise<ReportRun> {
    const document = { ...newRun(run), leasedUntil };
    await this.reportRuns.insertOne(document);
    return toRun(document);
  }

  async renewRun(id: string, until: Date): Promise<void> {
    await this.reportRuns.updateOne({ _id: new Types.ObjectId(id), open: true }, { $set: { leasedUntil: until } });
  }

  async takeRun({
    now,
    realNow,
    until,
  }: {
    readonly now: Date;
    readonly realNow: Date;
    readonly until: Date;
  }): Promise<ReportRun | null> {
    const taken = await this.reportRuns.findOneAndUpdate(
      { open: true, dueAt: { $lte: now }, leasedUntil: { $lte: realNow } },
      { $set: { leasedUntil: until } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    );
    return taken ? toRun(taken) : null;
  }

  async settleRun(id: string, outcome: { readonly sentAt: Date } | FailedRun): Promise<ReportRun | null> {
    const isGivenUp = !('sentAt' in outcome) && outcome.retryAt === null;
    const settled = await inTransaction(this.connection, async (session) => {
      const run = await this.reportRuns.findOneAndUpdate(
        { _id: new Types.ObjectId(id), open: true },
        changeOf(outcome),
        { session, returnDocument: 'after' },
      );
      if (run && isGivenUp) await this.handOn(run, session);
      return run;
    });
    return settled ? toRun(settled) : null;
  }

  /** What a period that was given up had to say is said with the one that is sent next: one that waits, else the one that is claimed next. */
  private async handOn({ reportId, key, period, from }: ReportRunDocument, session: ClientSession): Promise<void> {
    if (key === undefined || period === null) return;
    const waits = { reportId, open: true, key: { $type: 'string' }, leasedUntil: { $lte: new Date() } } as const;
    const next = await this.reportRuns.findOne({ ...waits, from: { $gte: from } }, { session, sort: { from: 1 } });
    if (next?.period) {
      const $set = { from, period: joinedPeriods(period, next.period) };
      await this.reportRuns.updateOne({ _id: next._id }, { $set }, { session });
    } else {
      await this.reports.updateOne({ _id: reportId }, { $min: { coveredUntil: from } }, { session });
    }
  }

  async runs(reportId: string, page: ReportPage) {
    const filter = { reportId: new Types.ObjectId(reportId) };
    const { rows, ...counted } = await readIdPage(
      this.reportRuns,
      filter,
      page,
      this.reportRuns.countDocuments(filter),
    );
    return { rows: rows.map(toRun), ...counted };
  }

  async lastRuns(reportIds: readonly string[]): Promise<ReadonlyMap<string, ReportRun>> {
    const last = await Promise.all(
      reportIds.map((id) =>
        this.reportRuns
          .find({ reportId: new Types.ObjectId(id) })
          .sort({ _id: -1 })
          .limit(1)
          .next(),
      ),
    );
    return new Map(last.flatMap((run) => (run ? [[run.reportId.toHexString(), toRun(run)] as const] : [])));
  }
}

function changeOf(outcome: { readonly sentAt: Date } | FailedRun) {
  const end = { leasedUntil: new Date(0) };
  if ('sentAt' in outcome) {
    const $set = { ...end, status: 'sent' as const, sentAt: outcome.sentAt, error: null, errorCode: null };
    return { $set, $unset: { open: '' as const }, $inc: { attempts: 1 } };
  }
  const { error, errorCode, retryAt } = outcome;
  if (retryAt) return { $set: { ...end, error, errorCode, dueAt: retryAt }, $inc: { attempts: 1 } };
  return {
    $set: { ...end, error, errorCode, status: 'failed' as const },
    $unset: { open: '' as const },
    $inc: { attempts: 1 },
  };
}

const newRun = ({
  reportId,
  ...run
}: Pick<ReportRun, 'reportId' | 'period' | 'from' | 'until' | 'dueAt'>): ReportRunDocument => ({
  _id: new Types.ObjectId(),
  reportId: new Types.ObjectId(reportId),
  ...run,
  status: 'pending',
  attempts: 0,
  createdAt: run.dueAt,
  sentAt: null,
  error: null,
  errorCode: null,
  leasedUntil: new Date(0),
  open: true,
});
