'use client';

import { useQuery } from '@tanstack/react-query';
import {
  adminQueries,
  authQueries,
  type Report,
  type ReportRun,
  useDeleteReport,
  useRunReport,
} from '@relance/console-data-access';
import {
  Button,
  type DataColumn,
  Dialog,
  EmptyState,
  Menu,
  MenuItem,
  MenuSeparator,
  PageHeader,
  Skeleton,
  StatusBadge,
  Tag,
} from '@relance/console-ui';
import {
  ChartNoAxesCombined,
  CircleCheck,
  CircleX,
  Ellipsis,
  Eye,
  History,
  Hourglass,
  Pencil,
  Play,
  Plus,
  Trash2,
} from 'lucide-react';
import { parseAsInteger, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { Time } from '../../format/time.tsx';
import { type I18n, useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { DataList } from '../shared/data-list.tsx';
import { useAction } from '../shared/use-action.ts';
import { whenShown } from '../shared/when-shown.tsx';

const ReportDialog = whenShown(() => import('./report-dialog.tsx').then((part) => part.ReportDialog));

const ReportPreview = whenShown(() => import('./report-preview.tsx').then((part) => part.ReportPreview));

type Open = { kind: 'edit'; report: Report | null } | { kind: 'preview' | 'runs' | 'delete'; report: Report };

const runLook = (status: string) =>
  status === 'sent' || status === 'done'
    ? ({ tone: 'green', icon: CircleCheck } as const)
    : status === 'failed'
      ? ({ tone: 'red', icon: CircleX } as const)
      : ({ tone: 'blue', icon: Hourglass } as const);

/** Why a report did not leave: in words where the installation is the cause, else what the mail server said. */
const whyNotSent = ({ error, errorCode }: ReportRun, t: I18n['t']): string | null =>
  errorCode ? t(`refused.${errorCode}`) : error;

/** The days that a run reports: `2026-03-02`, or the first and the last of them as `2026-03-02/2026-03-08`. */
function daysOf(period: string, { t, calendarDay }: Pick<I18n, 't' | 'calendarDay'>): string {
  const [from = '', to] = period.split('/');
  return to ? t('reports.period', { from: calendarDay(from), to: calendarDay(to) }) : calendarDay(from);
}

/** Figures by mail: who gets which, when, and what was sent. */
export function ReportsView() {
  const { t, word } = useI18n();
  const [page, setPage] = useQueryState('page', parseAsInteger.withDefault(1));
  const query = useQuery(adminQueries.reports(page));
  const mayChange = useQuery(authQueries.me()).data?.role === 'admin';
  const { mutateAsync: sendNow } = useRunReport();
  const run = useAction(sendNow, ({ status }) => t(status === 'failed' ? 'reports.notSent' : 'reports.ran'));
  const { mutateAsync: remove } = useDeleteReport();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const columns = useMemo<DataColumn<Report>[]>(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        cell: (report) => (
          <span className="flex items-center gap-2">
            <span className="block truncate font-medium">
              <bdi>{report.name}</bdi>
            </span>
            {report.active ? null : <Tag>{t('reports.paused')}</Tag>}
          </span>
        ),
      },
      {
        id: 'frequency',
        header: t('reports.frequency'),
        width: 'w-[130px]',
        cell: (report) => t(`reports.frequency.${report.frequency}`),
      },
      {
        id: 'recipients',
        header: t('reports.recipients'),
        width: 'w-[220px]',
        hideBelow: 'lg',
        cell: (report) => (
          <span className="block truncate" title={report.recipients.join(', ')}>
            {report.recipients.join(', ')}
          </span>
        ),
      },
      {
        id: 'next',
        header: t('reports.next'),
        width: 'w-[190px]',
        cell: (report) =>
          report.nextRunAt ? (
            <Time at={report.nextRunAt} exact due wrap />
          ) : (
            <span className="text-muted">{t('users.never')}</span>
          ),
      },
      {
        id: 'last',
        header: t('reports.last'),
        width: 'w-[140px]',
        cell: (report) =>
          report.lastRun ? (
            <StatusBadge
              look={runLook(report.lastRun.status)}
              label={word('run', report.lastRun.status)}
              detail={whyNotSent(report.lastRun, t) ?? undefined}
            />
          ) : (
            <span className="text-muted">{t('users.never')}</span>
          ),
      },
    ],
    [t, word],
  );
  const menu = (report: Report) => (
    <Menu
      trigger={
        <Button intent="quiet" size="icon" aria-label={t('action.more', { name: report.name })}>
          <Ellipsis aria-hidden strokeWidth={1.75} />
        </Button>
      }
    >
      <MenuItem icon={Eye} onSelect={() => setOpen({ kind: 'preview', report })}>
        {t('reports.preview')}
      </MenuItem>
      <MenuItem icon={History} onSelect={() => setOpen({ kind: 'runs', report })}>
        {t('reports.history')}
      </MenuItem>
      {mayChange ? (
        <>
          <MenuItem icon={Play} onSelect={() => void run(report.id)}>
            {t('reports.run')}
          </MenuItem>
          <MenuItem icon={Pencil} onSelect={() => setOpen({ kind: 'edit', report })}>
            {t('action.edit')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={Trash2} danger onSelect={() => setOpen({ kind: 'delete', report })}>
            {t('action.delete')}
          </MenuItem>
        </>
      ) : null}
    </Menu>
  );
  const create = mayChange ? (
    <Button intent="primary" onClick={() => setOpen({ kind: 'edit', report: null })}>
      <Plus aria-hidden strokeWidth={1.75} />
      {t('reports.create')}
    </Button>
  ) : null;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t('nav.reports')}
        summary={query.data ? t('reports.count', { count: query.data.total }) : null}
        action={create}
      />
      <DataList
        query={query}
        rowsOf={(answer) => answer.reports}
        what={t('reports.what')}
        name={t('nav.reports')}
        columns={columns}
        rowId={(report) => report.id}
        rowName={(report) => report.name}
        menu={menu}
        empty={
          <EmptyState
            icon={ChartNoAxesCombined}
            title={t('reports.none')}
            reason={t('reports.noneReason')}
            action={create}
          />
        }
        onPage={(to) => void setPage(to)}
      />
      {open?.kind === 'edit' ? <ReportDialog report={open.report} onClose={close} /> : null}
      {open?.kind === 'preview' ? <ReportPreview report={open.report} onClose={close} /> : null}
      {open?.kind === 'runs' ? <Runs report={open.report} onClose={close} /> : null}
      {open?.kind === 'delete' ? (
        <ConfirmDialog
          title={t('reports.askDelete', { name: open.report.name })}
          what={t('reports.askDeleteWhat')}
          action={t('action.delete')}
          danger
          onConfirm={() => remove(open.report.id).then(() => toast(t('action.deleted')))}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

function Runs({ report, onClose }: { report: Report; onClose: () => void }) {
  const i18n = useI18n();
  const { t, word } = i18n;
  const query = useQuery(adminQueries.reportRuns(report.id));
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('reports.historyOf', { name: report.name })}
      closeLabel={t('action.close')}
    >
      <div className="mt-4">
        {query.isPending ? (
          <Skeleton className="h-32 w-full" />
        ) : !query.data ? (
          <Failure what={t('reports.historyWhat')} query={query} />
        ) : query.data.runs.length === 0 ? (
          <EmptyState icon={History} title={t('reports.noRuns')} reason={t('reports.noRunsReason')} />
        ) : (
          <ul className="rounded-card border border-border text-table" aria-label={t('reports.history')}>
            {query.data.runs.map((run) => (
              <li
                key={run.id}
                className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 border-t border-border px-3 py-2 first:border-t-0"
              >
                <span>
                  {run.period ? daysOf(run.period, i18n) : t('reports.byHand')}
                  {run.error ? (
                    <span className="block text-caption text-tone-red-text">{whyNotSent(run, t)}</span>
                  ) : null}
                </span>
                <span className="flex items-center gap-3">
                  {run.sentAt ? <Time at={run.sentAt} exact /> : null}
                  <StatusBadge look={runLook(run.status)} label={word('run', run.status)} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
