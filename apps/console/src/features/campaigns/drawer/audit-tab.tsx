'use client';

import { useQuery } from '@tanstack/react-query';
import { type AuditEntry, campaignQueries } from '@relance/console-data-access';
import { CopyText, EmptyState, Skeleton } from '@relance/console-ui';
import { ScrollText } from 'lucide-react';
import { Time } from '../../../format/time.tsx';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { actorInWords } from '../../audit/people.ts';
import { Failure } from '../../frame/failure.tsx';
import { actionOf, statusIn } from './timeline.ts';

/** The record: who changed what, from which state to which, why, under which request. */
export function AuditTab({ id }: { id: string }) {
  const { t } = useI18n();
  const query = useQuery(campaignQueries.audit(id));
  if (query.isPending) return <Skeleton className="h-32 w-full" />;
  if (query.isError && !query.data) {
    return <Failure what={t('audit.what')} query={query} />;
  }
  if (query.data.entries.length === 0) {
    return <EmptyState icon={ScrollText} title={t('audit.none')} reason={t('audit.noneReason')} />;
  }
  return (
    <ul aria-label={t('detail.audit')} className="rounded-card border border-border">
      {query.data.entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ul>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { t, word } = useI18n();
  const before = statusIn(entry.before);
  const after = statusIn(entry.after);
  return (
    <li className="flex flex-col gap-1 border-t border-border px-3 py-2.5 text-table first:border-t-0">
      <p className="flex flex-wrap justify-between gap-x-3">
        <span className="font-medium">{word('event', actionOf(entry.action))}</span>
        <span className="text-muted">
          <Time at={entry.at} exact seconds />
        </span>
      </p>
      <p className="text-muted [overflow-wrap:anywhere]">
        {actorInWords(entry.actor, word)}
        {before && after && before !== after ? (
          <> · {t('audit.change', { before: word('status', before), after: word('status', after) })}</>
        ) : null}
      </p>
      {entry.reason ? <p className="[overflow-wrap:anywhere]">{t('audit.reason', { reason: entry.reason })}</p> : null}
      {entry.requestId ? (
        <CopyText text={entry.requestId} label={t('audit.request')} copiedLabel={t('error.copied')} />
      ) : null}
    </li>
  );
}
