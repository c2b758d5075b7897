'use client';

import { useQuery } from '@tanstack/react-query';
import { adminQueries, authQueries, type OptOut, useLiftOptOut, useRevealOptOut } from '@relance/console-data-access';
import { Button, type DataColumn, EmptyState, PageHeader } from '@relance/console-ui';
import { Ban, Plus } from 'lucide-react';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useMemo, useState } from 'react';
import { toast } from 'sonner';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LiveStatus } from '../frame/live-provider.tsx';
import { useAction } from '../shared/use-action.ts';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { DataList } from '../shared/data-list.tsx';
import { SearchField } from '../shared/search-field.tsx';
import { whenShown } from '../shared/when-shown.tsx';

const AddOptOut = whenShown(() => import('./add-opt-out.tsx').then((part) => part.AddOptOut));

const phoneOf = (row: OptOut) => row.phoneMasked;

/** Masked until an admin asks to see it, which the audit keeps. */
function Phone({ optOut, mayReveal }: { optOut: OptOut; mayReveal: boolean }) {
  const { t } = useI18n();
  const { data: shown, mutateAsync, isPending } = useRevealOptOut();
  const reveal = useAction(mutateAsync, () => undefined);
  return (
    <span className="flex items-center gap-2 whitespace-nowrap text-caption">
      <span className="font-mono">{shown?.phone ?? phoneOf(optOut)}</span>
      {mayReveal && !shown ? (
        <Button size="small" disabled={isPending} onClick={() => void reveal(optOut.id)}>
          {t('contacts.reveal')}
        </Button>
      ) : null}
    </span>
  );
}

/** Who gets nothing any more, from any owner, how it became known, and the way back. */
export function OptOutsView() {
  const { t, word } = useI18n();
  const [{ q, page }, set] = useQueryStates({ q: parseAsString, page: parseAsInteger.withDefault(1) });
  const query = useQuery(adminQueries.optOuts({ q, page }));
  const mayChange = useQuery(authQueries.me()).data?.role === 'admin';
  const { mutateAsync: lift } = useLiftOptOut();
  const [adding, setAdding] = useState(false);
  const [lifting, setLifting] = useState<OptOut | null>(null);
  const search = useCallback((text: string | null) => void set({ q: text, page: null }), [set]);
  const columns = useMemo<DataColumn<OptOut>[]>(
    () => [
      {
        id: 'phone',
        header: t('optOuts.phone'),
        width: 'w-[240px]',
        cell: (row) => <Phone optOut={row} mayReveal={mayChange} />,
      },
      {
        id: 'source',
        header: t('optOuts.source'),
        width: 'w-[216px]',
        cell: (row) => word('optOutSource', row.source),
      },
      {
        id: 'evidence',
        header: t('optOuts.evidence'),
        cell: (row) => {
          const said = row.evidence ?? row.reason;
          return said ? (
            <span className="line-clamp-2" title={said}>
              <bdi>{said}</bdi>
            </span>
          ) : (
            <span className="text-muted">{t('common.none')}</span>
          );
        },
      },
      {
        id: 'at',
        header: t('optOuts.since'),
        width: 'w-[200px]',
        cell: (row) => <Time at={row.at} exact wrap />,
      },
      {
        id: 'lift',
        header: t('column.actions'),
        headerHidden: true,
        width: 'w-[96px]',
        className: 'text-right',
        cell: (row) =>
          mayChange ? (
            <Button
              size="small"
              aria-label={t('optOuts.liftOf', { phone: phoneOf(row) })}
              onClick={() => setLifting(row)}
            >
              {t('optOuts.lift')}
            </Button>
          ) : null,
      },
    ],
    [t, word, mayChange],
  );
  const add = mayChange ? (
    <Button intent="primary" onClick={() => setAdding(true)}>
      <Plus aria-hidden strokeWidth={1.75} />
      <span className="max-md:sr-only">{t('optOuts.add')}</span>
    </Button>
  ) : null;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t('nav.optOuts')}
        summary={query.data ? t('optOuts.count', { count: query.data.total }) : null}
        live={<LiveStatus />}
        action={add}
      />
      <div className="flex">
        <SearchField value={q} onSearch={search} label={t('optOuts.search')} busy={query.isPlaceholderData} />
      </div>
      <DataList
        query={query}
        rowsOf={(answer) => answer.optOuts}
        what={t('optOuts.what')}
        name={t('nav.optOuts')}
        columns={columns}
        rowId={(row) => row.id}
        rowName={phoneOf}
        empty={
          <EmptyState
            icon={Ban}
            title={t(q ? 'optOuts.noMatch' : 'optOuts.none')}
            reason={t(q ? 'optOuts.noMatchReason' : 'optOuts.noneReason')}
          />
        }
        onPage={(to) => void set({ page: to })}
      />
      {adding ? <AddOptOut onClose={() => setAdding(false)} /> : null}
      {lifting ? (
        <ConfirmDialog
          title={t('optOuts.askLift', { phone: phoneOf(lifting) })}
          what={t('optOuts.askLiftWhat')}
          action={t('optOuts.lift')}
          reason="required"
          onConfirm={(reason) => lift({ id: lifting.id, reason }).then(() => toast(t('optOuts.lifted')))}
          onClose={() => setLifting(null)}
        />
      ) : null}
    </div>
  );
}
