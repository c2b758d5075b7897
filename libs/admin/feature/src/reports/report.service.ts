import {
  firstReported,
  nextOccurrence,
  type Report,
  REPORT_STORE,
  type ReportChange,
  type ReportFields,
  type ReportStore,
} from '@relance/admin-domain';
import { type Clock, DomainError, type Transaction, problem } from '@relance/kernel';
import {
  type Actor,
  AUDIT_WRITER,
  type AuditWriter,
  encodeCursor,
  filterHash,
  idBehind,
  type Page,
  type PageQuery,
  PRODUCT_CLOCK,
  toPage,
  validationFailed,
} from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { ReportContents } from './report-content.ts';
import { ReportSender, untilNow } from './report-sender.ts';
import {
  type ReportBody,
  type ReportPatchBody,
  type ReportPreviewView,
  type ReportRemovedView,
  type ReportRunView,
  type ReportView,
  reportFields,
  toReportView,
  toRunView,
} from './report.dto.ts';

export type By = { readonly actor: Actor; readonly requestId: string };
const notThere = () => new DomainError('not_found', 'REPORT_NOT_FOUND', 'There is no such report.');

/** Reports by e-mail: made, changed, previewed, sent by hand, and what was sent. */
@Injectable()
export class ReportService {
  constructor(
    @Inject(REPORT_STORE) private readonly store: ReportStore,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly contents: ReportContents,
    private readonly sender: ReportSender,
  ) {}

  async list(query: PageQuery): Promise<Page<'reports', ReportView>> {
    const hash = filterHash({ reports: true, sort: query.sort });
    const { rows, total, hasMore } = await this.store.list(pageOf(hash, query));
    const last = await this.store.lastRuns(rows.map(({ id }) => id));
    const views = rows.map((report) => toReportView(report, last.get(report.id) ?? null));
    return toPage('reports', views, facts(hash, query, { rows, total, hasMore }));
  }

  async read(id: string): Promise<ReportView> {
    return this.view(await this.found(id));
  }

  async create(body: ReportBody, by: By): Promise<ReportView> {
    const fields = fieldsOf(body);
    const now = this.clock.now();
    const planned = { coveredUntil: null, ...plannedOf(fields, now, null) };
    const made = await this.store.create({ ...fields, ...planned }, now, this.noteOf('report.create', by));
    this.sender.changed();
    return toReportView(made, null);
  }

  async update(id: string, body: ReportPatchBody, by: By): Promise<ReportView> {
    const now = this.clock.now();
    const changed = await this.store.update(
      id,
      (before) => changedBy(body, before, now),
      this.noteOf('report.update', by),
    );
    if (!changed) throw notThere();
    this.sender.changed();
    return this.view(changed);
  }

  async remove(id: string, by: By): Promise<ReportRemovedView> {
    if (!(await this.store.remove(id, this.noteOf('report.delete', by)))) throw notThere();
    return { id };
  }

  async run(id: string, by: By): Promise<ReportRunView> {
    const report = await this.found(id);
    const run = await this.sender.runNow(report);
    await this.noteOf('report.run', by)(null, report);
    return toRunView(run);
  }

  async history(id: string, query: PageQuery): Promise<Page<'runs', ReportRunView>> {
    await this.found(id);
    const hash = filterHash({ runsOf: id, sort: query.sort });
    const { rows, total, hasMore } = await this.store.runs(id, pageOf(hash, query));
    return toPage('runs', rows.map(toRunView), facts(hash, query, { rows, total, hasMore }));
  }

  async preview(id: string): Promise<ReportPreviewView> {
    const report = await this.found(id);
    const { subject, text, html } = await this.contents.compose(report, untilNow(report, this.clock.now()));
    return { subject, text, html };
  }

  private async found(id: string): Promise<Report> {
    const report = await this.store.find(id);
    if (!report) throw notThere();
    return report;
  }

  private async view(report: Report): Promise<ReportView> {
    return toReportView(report, (await this.store.lastRuns([report.id])).get(report.id) ?? null);
  }

  private noteOf(action: string, { actor: { id, email, role }, requestId }: By) {
    return async (before: Report | null, after: Report | null, transaction?: Transaction): Promise<void> => {
      const report = after ?? before;
      if (!report) return;
      await this.audit.append(
        {
          actor: { id, email, role },
          action,
          entity: { type: 'report', id: report.id, name: report.name },
          before: before && reportFields(before),
          after: after && reportFields(after),
          requestId,
        },
        transaction,
      );
    };
  }
}

/** The whole report with what is given, and when it is sent next if that changes; throws when the whole lacks its day. */
function changedBy(body: ReportPatchBody, before: Report, now: Date): ReportChange {
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  const fields = fieldsOf({ ...before, recipients: [...before.recipients], ...given } as ReportBody);
  const problems = [
    ...(fields.frequency === 'weekly' && fields.weekday === null ? [{ field: 'weekday', ...problem('MISSING') }] : []),
    ...(fields.frequency === 'monthly' && fields.day === null ? [{ field: 'day', ...problem('MISSING') }] : []),
  ];
  if (problems.length > 0) throw validationFailed(problems);
  const isRescheduled = scheduleOf(fields) !== scheduleOf(before);
  return isRescheduled ? { ...fields, ...plannedOf(fields, now, before.coveredUntil) } : fields;
}

/**
 * When it is sent next, and from where it reports then if it never did: what was not reported yet stays to be reported, also by
 * another schedule and after a time in which it was off.
 */
const plannedOf = (fields: ReportFields, now: Date, coveredUntil: Date | null) => ({
  nextRunAt: fields.active ? nextOccurrence(fields, now).at : null,
  ...(fields.active && coveredUntil === null && { coveredUntil: firstReported(fields, now) }),
});

const scheduleOf = ({ frequency, weekday, day, hour, timeZone, active }: ReportFields): string =>
  JSON.stringify([frequency, weekday, day, hour, timeZone, active]);

function fieldsOf(body: ReportBody): ReportFields {
  const { name, frequency, weekday, day, hour, timeZone, recipients, filter, language = 'fr', active = true } = body;
  const criteria = Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value !== undefined));
  return {
    name,
    frequency,
    weekday: frequency === 'weekly' ? (weekday ?? null) : null,
    day: frequency === 'monthly' ? (day ?? null) : null,
    hour,
    timeZone,
    recipients,
    filter: criteria,
    language,
    active,
  };
}

const pageOf = (hash: string, { page = 1, limit, cursor, sort }: PageQuery) => ({
  page,
  limit,
  oldestFirst: sort === 'createdAt',
  afterId: idBehind(hash, cursor),
});

const facts = (
  hash: string,
  { page = 1, limit }: PageQuery,
  found: { readonly rows: readonly { readonly id: string }[]; readonly total: number; readonly hasMore: boolean },
) => {
  const last = found.rows.at(-1);
  return { total: found.total, page, limit, nextCursor: found.hasMore && last ? encodeCursor(hash, [last.id]) : null };
};
