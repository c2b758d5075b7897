'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  adminQueries,
  campaignKeys,
  type CampaignTotals,
  type IntegrityDifference,
} from '@relance/console-data-access';
import { Button, Dialog, Notice, Skeleton } from '@relance/console-ui';
import Link from 'next/link';
import { useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';

/** Whether the numbers agreed when they were last recounted, and the way to count them again. */
export function IntegrityNote({ integrity }: { integrity: CampaignTotals['integrity'] }) {
  const { t, dateTime } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const at = integrity.checkedAt && dateTime(integrity.checkedAt);
  const differs = at !== null && !integrity.ok;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {differs ? (
        <Notice tone="red">{t('dashboard.integrityBad', { at })}</Notice>
      ) : (
        <p className="text-caption text-muted">
          {at === null ? t('integrity.never') : t('dashboard.integrity', { at })}
        </p>
      )}
      <Button intent="quiet" onClick={() => setOpen(true)}>
        {t(differs ? 'integrity.see' : 'integrity.again')}
      </Button>
      {isOpen ? <Recount onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

/** Asking for the report has everything counted anew; a large installation answers with the last report meanwhile. */
function Recount({ onClose }: { onClose: () => void }) {
  const { t, dateTime } = useI18n();
  const client = useQueryClient();
  const query = useQuery(adminQueries.integrity());
  /** The dashboard says what came of it. */
  const close = () => {
    void client.invalidateQueries({ queryKey: campaignKeys.totals });
    onClose();
  };
  const report = query.data;
  return (
    <Dialog
      open
      wide
      onClose={close}
      title={t('integrity.title')}
      description={t('integrity.what')}
      closeLabel={t('action.close')}
      footer={
        <Button busy={query.isFetching} onClick={() => void query.refetch()}>
          {t('integrity.again')}
        </Button>
      }
    >
      {report ? (
        <div className="mt-3 flex flex-col gap-3">
          <p role="status" className="text-table text-muted">
            {report.checkedAt === null
              ? t('integrity.soon')
              : t(report.differences === 0 ? 'dashboard.integrity' : 'integrity.differ', {
                  at: dateTime(report.checkedAt),
                  count: report.differences,
                })}
          </p>
          {report.items.length > 0 ? <Differences items={report.items} /> : null}
        </div>
      ) : query.isError ? (
        <Failure what={t('integrity.title')} query={query} />
      ) : (
        <div role="status" aria-label={t('integrity.title')} className="mt-3">
          <Skeleton className="h-24 w-full" />
        </div>
      )}
    </Dialog>
  );
}

/** Each number that differs: of which campaign, what the counter says and what was counted. */
function Differences({ items }: { items: readonly IntegrityDifference[] }) {
  const { t, number } = useI18n();
  return (
    <ul aria-label={t('integrity.list')} className="flex flex-col divide-y divide-border text-table">
      {items.map(({ campaignId, counter, stored, counted }) => (
        <li
          key={`${campaignId} ${counter}`}
          className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2"
        >
          <span className="min-w-0">
            {campaignId === null ? (
              t('integrity.together')
            ) : (
              <Link href={`/relance/campaigns/${campaignId}`} className="font-mono text-accent hover:underline">
                {campaignId}
              </Link>
            )}
            <span className="ml-2 font-mono text-muted">{counter}</span>
          </span>
          <span>{t('integrity.pair', { stored: number(stored), counted: number(counted) })}</span>
        </li>
      ))}
    </ul>
  );
}
