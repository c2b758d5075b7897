'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  adminQueries,
  type AuditEntry,
  authQueries,
  campaignQueries,
  type CampaignRow,
  sessionQueries,
  setActingFor,
} from '@relance/console-data-access';
import {
  Button,
  type DataColumn,
  EmptyState,
  Facts,
  PageHeader,
  Section,
  Skeleton,
  TabPanel,
  Tabs,
} from '@relance/console-ui';
import { KeyRound, Plus, ScrollText, Target, UserCog } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { type ReactNode, useMemo } from 'react';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { CampaignStatusBadge } from '../campaigns/badges.tsx';
import { CampaignProgress } from '../campaigns/campaign-progress.tsx';
import { Failure } from '../frame/failure.tsx';
import { LiveStatus } from '../frame/live-provider.tsx';
import { SessionActionButtons, SessionFacts, SessionSummary } from '../sessions/session-drawer.tsx';
import { SessionEvents } from '../sessions/session-events.tsx';
import { ownerOf } from '../sessions/session-parts.ts';
import { OwnerSettingsForm } from '../settings/owner-settings-form.tsx';
import { DataList } from '../shared/data-list.tsx';

const tabs = ['phone', 'campaigns', 'contacts', 'settings', 'audit'] as const;

/** One owner: phone, campaigns, contacts, settings, record; and acting for them. */
export function OwnerDetail({ ownerId }: { ownerId: string }) {
  const { t, number } = useI18n();
  const router = useRouter();
  const client = useQueryClient();
  const [{ tab }, set] = useQueryStates({ tab: parseAsStringLiteral(tabs).withDefault('phone'), page: parseAsInteger });
  const session = useQuery(sessionQueries.detail(ownerId));
  const counts = useQuery(adminQueries.owner(ownerId)).data;
  const role = useQuery(authQueries.me()).data?.role;
  const name = session.data ? ownerOf(session.data) : ownerId;
  const act = (to: string) => {
    setActingFor({ id: ownerId, name });
    void client.invalidateQueries();
    router.push(to);
  };
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={name}
        summary={session.data?.owner?.email ?? ownerId}
        live={<LiveStatus />}
        action={
          role === 'admin' ? (
            <Button intent="primary" onClick={() => act('/relance/campaigns/new')}>
              <Plus aria-hidden strokeWidth={1.75} />
              {t('owners.newCampaign')}
            </Button>
          ) : null
        }
      />
      <div className="flex flex-wrap gap-2">
        {role === 'admin' || role === 'support' ? (
          <Button size="small" onClick={() => act('/relance/contacts')}>
            <UserCog aria-hidden strokeWidth={1.75} />
            {t('acting.start')}
          </Button>
        ) : null}
        {role === 'admin' ? (
          <Button asChild size="small">
            <Link href="/relance/settings/tokens">
              <KeyRound aria-hidden strokeWidth={1.75} />
              {t('tokens.create')}
            </Link>
          </Button>
        ) : null}
      </div>
      <Tabs
        label={t('owners.parts')}
        value={tab}
        onChange={(to) => void set({ tab: tabs.find((known) => known === to) ?? null, page: null })}
        items={tabs.map((id) => ({
          id,
          label: t(`owners.tab.${id}`),
          count:
            counts && id === 'campaigns'
              ? number(counts.campaigns.total)
              : counts && id === 'contacts'
                ? number(counts.contacts)
                : undefined,
        }))}
      >
        <TabPanel id="phone">
          {session.data ? (
            <div className="flex max-w-[720px] flex-col gap-4 rounded-card border border-border bg-surface p-4">
              <SessionSummary session={session.data} />
              <SessionActionButtons session={session.data} />
              <SessionFacts session={session.data} />
              <Section title={t('session.do.timeline')}>
                <SessionEvents ownerId={ownerId} />
              </Section>
            </div>
          ) : session.isPending ? (
            <Skeleton className="h-64 w-full max-w-[720px]" />
          ) : (
            <Failure what={t('sessions.what')} error={session.error} onRetry={() => void session.refetch()} />
          )}
        </TabPanel>
        <TabPanel id="campaigns">
          <OwnerCampaigns ownerId={ownerId} />
        </TabPanel>
        <TabPanel id="contacts">
          <div className="flex max-w-[640px] flex-col gap-4 rounded-card border border-border bg-surface p-4">
            <Facts items={[{ label: t('nav.contacts'), value: counts ? number(counts.contacts) : t('common.none') }]} />
            <div>
              <Button onClick={() => act('/relance/contacts')}>{t('owners.openContacts')}</Button>
            </div>
          </div>
        </TabPanel>
        <TabPanel id="settings">
          <OwnerSettingsForm ownerId={ownerId} />
        </TabPanel>
        <TabPanel id="audit">
          <OwnerAudit ownerId={ownerId} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

function OwnerCampaigns({ ownerId }: { ownerId: string }) {
  const { t, number } = useI18n();
  const [page, setPage] = usePage();
  const query = useQuery(
    campaignQueries.list({
      status: null,
      type: null,
      userId: ownerId,
      q: null,
      from: null,
      to: null,
      sort: '-createdAt',
      page,
    }),
  );
  const columns = useMemo<DataColumn<CampaignRow>[]>(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        cell: (row) => (
          <Link href={`/relance/campaigns/${row.id}`} className="block truncate font-medium hover:underline">
            <bdi>{row.name}</bdi>
          </Link>
        ),
      },
      {
        id: 'status',
        header: t('column.status'),
        width: 'w-[150px]',
        cell: (row) => <CampaignStatusBadge campaign={row} />,
      },
      {
        id: 'progress',
        header: t('column.progress'),
        width: 'w-[200px]',
        cell: (row) => <CampaignProgress campaign={row} />,
      },
      {
        id: 'sent',
        header: t('column.sent'),
        width: 'w-[90px]',
        numeric: true,
        cell: (row) => number(row.messages.sent),
      },
    ],
    [t, number],
  );
  return (
    <DataList
      query={query}
      rowsOf={(answer) => answer.campaigns}
      what={t('campaigns.what')}
      name={t('campaigns.table')}
      columns={columns}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      empty={<EmptyState icon={Target} title={t('owners.noCampaigns')} reason={t('owners.noCampaignsReason')} />}
      onPage={setPage}
    />
  );
}

function OwnerAudit({ ownerId }: { ownerId: string }) {
  const { t, word } = useI18n();
  const [page, setPage] = usePage();
  const query = useQuery(
    adminQueries.audit({ action: null, actorId: null, userId: ownerId, entityType: null, from: null, to: null, page }),
  );
  const columns = useMemo<DataColumn<AuditEntry>[]>(
    () => [
      { id: 'action', header: t('auditPage.action'), cell: (entry): ReactNode => word('audited', entry.action) },
      {
        id: 'actor',
        header: t('auditPage.actor'),
        cell: (entry) => <span className="block truncate">{entry.actor.email ?? entry.actor.id}</span>,
      },
      {
        id: 'at',
        header: t('auditPage.at'),
        width: 'w-[196px]',
        cell: (entry) => <Time at={entry.at} exact seconds wrap />,
      },
    ],
    [t, word],
  );
  return (
    <DataList
      query={query}
      rowsOf={(answer) => answer.entries}
      what={t('audit.what')}
      name={t('nav.audit')}
      columns={columns}
      rowId={(entry) => entry.id}
      rowName={(entry) => entry.action}
      empty={<EmptyState icon={ScrollText} title={t('audit.none')} reason={t('auditPage.noneReason')} />}
      onPage={setPage}
    />
  );
}

function usePage(): [number, (page: number) => void] {
  const [{ page }, set] = useQueryStates({ page: parseAsInteger.withDefault(1) });
  return [page, (to) => void set({ page: to })];
}
