'use client';

import { useQuery } from '@tanstack/react-query';
import { adminQueries, type OwnerRow, sessionStates } from '@relance/console-data-access';
import { Button, type DataColumn, EmptyState, PageHeader, Select } from '@relance/console-ui';
import { Users } from 'lucide-react';
import Link from 'next/link';
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LiveStatus } from '../frame/live-provider.tsx';
import { LinkOwner } from '../sessions/link-owner.tsx';
import { SentToday, SessionStateBadge, SessionStrikes } from '../sessions/session-cells.tsx';
import { SessionMenu } from '../sessions/session-menu.tsx';
import { DataList } from '../shared/data-list.tsx';
import { SearchField } from '../shared/search-field.tsx';
import { useRowKeys } from '../shared/use-row-keys.ts';
import { nameOfOwner, ownerHref, sessionOf } from './owner-parts.ts';

/** Everybody who sends, wherever they come from, with their phone and how much they have. */
export function OwnersView() {
  const { t, number } = useI18n();
  const [{ q, state, page }, set] = useQueryStates({
    q: parseAsString,
    state: parseAsStringLiteral(sessionStates),
    page: parseAsInteger.withDefault(1),
  });
  const query = useQuery(adminQueries.owners({ q, state, page }));
  const search = useCallback((text: string | null) => void set({ q: text, page: null }), [set]);
  useRowKeys({});
  const columns = useMemo<DataColumn<OwnerRow>[]>(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        cell: (owner) => (
          <>
            <Link
              href={ownerHref(owner.id)}
              data-row-link
              title={nameOfOwner(owner)}
              className="block truncate font-medium hover:underline max-md:leading-11"
            >
              <bdi>{nameOfOwner(owner)}</bdi>
            </Link>
            {owner.name && owner.email ? (
              <span className="block truncate text-caption text-muted" title={owner.email}>
                {owner.email}
              </span>
            ) : null}
          </>
        ),
      },
      {
        id: 'state',
        header: t('sessions.column.state'),
        width: 'w-[168px]',
        cell: (owner) => <SessionStateBadge session={sessionOf(owner)} />,
      },
      {
        id: 'strikes',
        header: t('sessions.column.strikes'),
        width: 'w-[190px]',
        hideBelow: 'lg',
        cell: (owner) => <SessionStrikes session={sessionOf(owner)} />,
      },
      {
        id: 'campaigns',
        header: t('nav.campaigns'),
        width: 'w-[116px]',
        numeric: true,
        cell: (owner) => (
          <span title={t('owners.campaignsTitle', { active: owner.campaigns.active, total: owner.campaigns.total })}>
            {number(owner.campaigns.active)} / {number(owner.campaigns.total)}
          </span>
        ),
      },
      {
        id: 'contacts',
        header: t('nav.contacts'),
        width: 'w-[96px]',
        numeric: true,
        hideBelow: 'lg',
        cell: (owner) => number(owner.contacts),
      },
      {
        id: 'sent',
        header: t('sessions.column.sent'),
        width: 'w-[132px]',
        numeric: true,
        hideBelow: 'xl',
        cell: (owner) => <SentToday session={sessionOf(owner)} />,
      },
      {
        id: 'seen',
        header: t('owners.lastSeen'),
        width: 'w-[132px]',
        hideBelow: '2xl',
        cell: (owner) =>
          owner.lastSeenAt ? <Time at={owner.lastSeenAt} /> : <span className="text-muted">{t('users.never')}</span>,
      },
    ],
    [t, number],
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t('nav.owners')}
        summary={query.data ? t('sessions.count', { count: query.data.total }) : null}
        live={<LiveStatus />}
        action={<LinkOwner />}
      />
      <div className="flex flex-wrap gap-2 max-md:flex-col">
        <SearchField value={q} onSearch={search} label={t('owners.search')} busy={query.isPlaceholderData} />
        <Select
          aria-label={t('sessions.column.state')}
          className="md:w-48"
          value={state ?? ''}
          onChange={(event) =>
            void set({ state: sessionStates.find((known) => known === event.target.value) ?? null, page: null })
          }
        >
          <option value="">{t('owners.anyState')}</option>
          {sessionStates.map((one) => (
            <option key={one} value={one}>
              {t(`session.${one}`)}
            </option>
          ))}
        </Select>
      </div>
      <DataList
        query={query}
        rowsOf={(answer) => answer.owners}
        what={t('owners.what')}
        name={t('nav.owners')}
        columns={columns}
        rowId={(owner) => owner.id}
        rowName={nameOfOwner}
        menu={(owner) => <SessionMenu session={sessionOf(owner)} />}
        empty={
          <EmptyState
            icon={Users}
            title={t(q || state ? 'owners.noMatch' : 'owners.none')}
            reason={t(q || state ? 'campaigns.noneReason' : 'owners.noneReason')}
            action={
              q || state ? (
                <Button onClick={() => void set(null)}>{t('filter.clear')}</Button>
              ) : (
                <Button asChild intent="primary">
                  <Link href="/relance/settings/users?invite">{t('owners.inviteFirst')}</Link>
                </Button>
              )
            }
          />
        }
        onPage={(to) => void set({ page: to })}
      />
    </div>
  );
}
