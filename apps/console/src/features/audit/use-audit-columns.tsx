import { type AuditEntry } from '@relance/console-data-access';
import { type DataColumn } from '@relance/console-ui';
import { useMemo } from 'react';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { actorInWords, ownerInWords } from './people.ts';
import { useActionWords } from './use-action-words.ts';

/** The record as a table: what, on what, who and for whom, why, when; the first opens the whole entry. */
export function useAuditColumns(onOpen: (entry: AuditEntry) => void): DataColumn<AuditEntry>[] {
  const { t, word } = useI18n();
  const actionWords = useActionWords();
  return useMemo<DataColumn<AuditEntry>[]>(
    () => [
      {
        id: 'action',
        header: t('auditPage.action'),
        cell: (entry) => (
          <button
            type="button"
            data-row-link
            title={actionWords(entry.action)}
            onClick={() => onOpen(entry)}
            className="block max-w-full cursor-pointer truncate text-left font-medium hover:underline max-md:min-h-11"
          >
            {actionWords(entry.action)}
          </button>
        ),
      },
      {
        id: 'entity',
        header: t('auditPage.entity'),
        cell: (entry) => (
          <span className="block truncate" title={entry.entity.name ?? entry.entity.id}>
            <span className="text-muted">{word('entity', entry.entity.type)}</span>{' '}
            <bdi>{entry.entity.name ?? word('entityPart', entry.entity.id)}</bdi>
          </span>
        ),
      },
      {
        id: 'actor',
        header: t('auditPage.actor'),
        width: 'w-[220px]',
        cell: (entry) => {
          const owner = ownerInWords(entry);
          return (
            <span className="block truncate" title={actorInWords(entry.actor, word)}>
              <bdi>{actorInWords(entry.actor, word)}</bdi>
              {owner ? (
                <span className="block truncate text-caption text-muted" title={owner}>
                  {t('auditPage.for', { owner })}
                </span>
              ) : null}
            </span>
          );
        },
      },
      {
        id: 'reason',
        header: t('ask.reason'),
        width: 'w-[200px]',
        hideBelow: 'xl',
        cell: (entry) => (
          <span className="block truncate text-muted" title={entry.reason ?? undefined}>
            {entry.reason ?? t('common.none')}
          </span>
        ),
      },
      {
        id: 'at',
        header: t('auditPage.at'),
        width: 'w-[196px]',
        cell: (entry) => <Time at={entry.at} exact seconds wrap />,
      },
    ],
    // the words change with the language only, and `t` changes with it
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [t, word, onOpen],
  );
}
