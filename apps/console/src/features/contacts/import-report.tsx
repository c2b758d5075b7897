'use client';

import { useQuery } from '@tanstack/react-query';
import { ownQueries } from '@relance/console-data-access';
import { Notice, Tile, Tiles, WorkProgress } from '@relance/console-ui';
import { Download } from 'lucide-react';
import { type MessageKey } from '../../i18n/translate.ts';
import { type CodedProblem, problemInWords } from '../../i18n/problem-words.ts';
import { type I18n, useI18n } from '../../i18n/use-i18n.tsx';
import { Failure, SmallFailure } from '../frame/failure.tsx';
import { DownloadButton } from '../shared/download-button.tsx';

/** Why an import ended early: what is wrong with the file where that is known, else what the code says. */
function failureInWords(code: string, detail: CodedProblem | null | undefined, i18n: I18n): string {
  if (detail) return problemInWords(detail, i18n);
  const { t, word } = i18n;
  const words = word('refused', code);
  return words === code ? t('import.failedWhy', { code }) : words;
}

/** How far an import is, then what became of each row. */
export function ImportReportStep({ jobId }: { jobId: string }) {
  const i18n = useI18n();
  const { t, number, word } = i18n;
  const query = useQuery(ownQueries.importJob(jobId));
  const report = query.data;
  if (query.isError && !report) {
    return <Failure what={t('import.report')} query={query} />;
  }
  if (!report || report.status === 'queued' || report.status === 'running') {
    const percent = report?.progress ?? 0;
    return (
      <div className="flex flex-col gap-4">
        <WorkProgress
          label={t('import.running')}
          percent={percent}
          words={t('import.percent', { percent })}
          note={t('work.leave')}
        />
        {query.isError ? <SmallFailure what={t('import.report')} query={query} /> : null}
      </div>
    );
  }
  const rejected = Number(report.rejected);
  const figures: [MessageKey, number][] = [
    ['import.created', report.created],
    ['import.updated', report.updated],
    ['import.merged', report.merged ?? 0],
    ['import.unchanged', report.unchanged ?? 0],
    ['import.rejected', rejected],
  ];
  return (
    <section className="flex flex-col gap-4">
      <p role="status" className="text-lead font-semibold">
        {t(report.status === 'failed' ? 'import.failed' : 'import.done', { count: report.rows ?? 0 })}
      </p>
      <Tiles>
        {figures.map(([label, value]) => (
          <Tile key={label} label={t(label)} value={number(value)} />
        ))}
      </Tiles>
      {report.failure ? (
        <Notice tone="red">{failureInWords(report.failure, report.failureInDetail, i18n)}</Notice>
      ) : null}
      {report.restored ? <Notice tone="blue">{t('import.restored', { count: report.restored })}</Notice> : null}
      {report.notesInDetail?.length ? (
        <section aria-label={t('import.notes')} className="flex flex-col gap-2">
          <h2 className="text-table font-semibold">{t('import.notes')}</h2>
          <ul className="rounded-card border border-border bg-surface text-table">
            {report.notesInDetail.map((note) => (
              <li key={note.problem} className="border-t border-border px-4 py-2 first:border-t-0">
                {problemInWords(note, i18n)}
                <span className="block text-caption text-muted [overflow-wrap:anywhere]">
                  {t('import.noteRows', { count: note.count, rows: note.rows.join(', ') })}
                  {note.rows.length < note.count ? ' …' : ''}
                  {note.sample ? ` · ${t('import.noteSample', { sample: note.sample })}` : ''}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {report.unknownColumns?.length ? (
        <p className="text-table text-muted">{t('import.leftOut', { columns: report.unknownColumns.join(', ') })}</p>
      ) : null}
      {rejected > 0 ? (
        <div className="flex flex-col gap-3">
          <DownloadButton
            className="self-start"
            path={`/api/relance/contacts/import/${jobId}/rejected.csv`}
            name="rejected.csv"
          >
            <Download aria-hidden strokeWidth={1.75} />
            {t('import.rejectedFile')}
          </DownloadButton>
          <ul aria-label={t('import.rejected')} className="rounded-card border border-border bg-surface text-table">
            {(report.errors ?? []).slice(0, 20).map((error, index) => (
              <li key={index} className="flex gap-3 border-t border-border px-4 py-2 first:border-t-0">
                <span className="whitespace-nowrap tabular-nums text-muted">{t('import.row', { row: error.row })}</span>
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  {error.field
                    ? t('import.problem', {
                        field: word('import.field', error.field),
                        problem: problemInWords(error, i18n),
                      })
                    : problemInWords(error, i18n)}
                  {error.value ? <span className="text-muted"> ({error.value})</span> : null}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  );
}
