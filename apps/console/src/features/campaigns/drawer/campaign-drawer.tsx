'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  ApiError,
  authQueries,
  campaignKeys,
  type CampaignPage,
  campaignQueries,
  type CampaignRow,
} from '@relance/console-data-access';
import { Button, Drawer, EmptyState, Flash, Notice, Skeleton, TabPanel, Tabs } from '@relance/console-ui';
import { SearchX } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { Time } from '../../../format/time.tsx';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { Failure } from '../../frame/failure.tsx';
import { whenShown } from '../../shared/when-shown.tsx';
import { CampaignStatusBadge, CampaignTypeBadge } from '../badges.tsx';
import { useCampaignActions } from '../actions/campaign-actions.tsx';
import { campaignName, ownerName, reasonInWords } from '../campaign-parts.ts';
import { actionsOf } from '../actions/known-actions.ts';
import { OwnActions } from '../actions/own-actions.tsx';
import { useCampaignFilters } from '../filters/use-campaign-filters.ts';
import { useCampaignLinks } from '../use-campaign-links.ts';

const waiting = <Skeleton className="h-40 w-full" />;
const OverviewTab = whenShown(() => import('./overview-tab.tsx').then((part) => part.OverviewTab), waiting);
const TargetsTab = whenShown(() => import('./targets-tab.tsx').then((part) => part.TargetsTab), waiting);
const TimelineTab = whenShown(() => import('./timeline-tab.tsx').then((part) => part.TimelineTab), waiting);
const AuditTab = whenShown(() => import('./audit-tab.tsx').then((part) => part.AuditTab), waiting);

const MessagesTab = whenShown(() => import('./messages-tab.tsx').then((part) => part.MessagesTab), waiting);

const ForecastTab = whenShown(() => import('./forecast-tab.tsx').then((part) => part.ForecastTab), waiting);

const tabs = ['overview', 'messages', 'targets', 'forecast', 'timeline', 'audit'] as const;
/** The audit is the staff's. */
const tabsOf = (isOwn: boolean) => tabs.filter((name) => !isOwn || name !== 'audit');

/** One campaign over the list; its address opens it directly too. */
export function CampaignDrawer({ id }: { id: string }) {
  const { t, number } = useI18n();
  const router = useRouter();
  const { hrefOf } = useCampaignLinks();
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(tabs).withDefault('overview'));
  const query = useQuery(campaignQueries.detail(id));
  const isOwn = useQuery(authQueries.me()).data?.role === 'user';
  const go = (to: string | null) => () => router.push(hrefOf(to), { scroll: false });
  const { previous, next } = useNeighbours(id);
  const campaign = query.data;
  const gone = query.error instanceof ApiError && [400, 404].includes(query.error.status);

  return (
    <Drawer
      open
      onClose={go(null)}
      title={campaign ? campaignName(campaign, { t }) : t(gone ? 'detail.gone' : 'detail.overview')}
      labels={{ close: t('action.close'), previous: t('detail.previous'), next: t('detail.next') }}
      onPrevious={previous ? go(previous) : null}
      onNext={next ? go(next) : null}
      summary={campaign ? <Summary campaign={campaign} isOwn={isOwn} /> : null}
      actions={campaign ? <Actions campaign={campaign} isOwn={isOwn} /> : null}
    >
      {campaign ? (
        <Tabs
          label={t('detail.tabs')}
          value={tab}
          onChange={(to) => void setTab(tabs.find((known) => known === to) ?? null)}
          items={tabsOf(isOwn).map((name) => ({
            id: name,
            label: t(`detail.${name}`),
            count: name === 'targets' ? number(campaign.counts.enrolled) : undefined,
          }))}
        >
          <TabPanel id="overview">
            <OverviewTab campaign={campaign} />
          </TabPanel>
          <TabPanel id="messages">
            <MessagesTab campaign={campaign} ownerId={isOwn ? undefined : campaign.ownerId} />
          </TabPanel>
          <TabPanel id="targets">
            <TargetsTab campaign={campaign} ownerId={isOwn ? undefined : campaign.ownerId} />
          </TabPanel>
          <TabPanel id="forecast">
            <ForecastTab campaign={campaign} ownerId={isOwn ? undefined : campaign.ownerId} />
          </TabPanel>
          <TabPanel id="timeline">
            <TimelineTab campaign={campaign} />
          </TabPanel>
          <TabPanel id="audit">
            <AuditTab id={id} />
          </TabPanel>
        </Tabs>
      ) : query.isPending ? (
        <div role="status" aria-label={t('detail.what')} className="flex flex-col gap-4 pt-6">
          <Skeleton className="h-6 w-56" />
          <Skeleton className="h-2.5 w-full" />
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-40 w-full" />
        </div>
      ) : (
        <div className="pt-6">
          {gone ? (
            <EmptyState
              icon={SearchX}
              title={t('detail.gone')}
              reason={t('detail.goneReason')}
              action={<Button onClick={go(null)}>{t('notFound.back')}</Button>}
            />
          ) : (
            <Failure what={t('detail.what')} query={query} />
          )}
        </div>
      )}
    </Drawer>
  );
}

/** States whose reason is worth a notice: a running campaign needs none. */
const told: ReadonlySet<string> = new Set(['paused', 'completed', 'cancelled']);

function Summary({ campaign, isOwn }: { campaign: CampaignRow; isOwn: boolean }) {
  const { word } = useI18n();
  const reason = reasonInWords(campaign, { word });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-1.5">
        <Flash version={campaign.status}>
          <CampaignStatusBadge campaign={campaign} />
        </Flash>
        <CampaignTypeBadge campaign={campaign} />
        {isOwn ? null : (
          <span className="min-w-0 truncate pl-1 text-table text-muted">
            <bdi>{ownerName(campaign)}</bdi>
          </span>
        )}
      </div>
      {reason && campaign.statusReason && told.has(campaign.status) ? (
        <Notice tone={campaign.status === 'cancelled' ? 'red' : campaign.status === 'paused' ? 'yellow' : 'blue'}>
          {reason} · <Time at={campaign.statusReason.at} />
        </Notice>
      ) : null}
      {campaign.restriction ? <RestrictionNotice restriction={campaign.restriction} /> : null}
    </div>
  );
}

function RestrictionNotice({
  restriction: { reason, until },
}: {
  restriction: NonNullable<CampaignRow['restriction']>;
}) {
  const { language, t } = useI18n();
  return (
    <Notice tone="yellow">
      {reason[language]}
      {until ? (
        <>
          {' '}
          {t('detail.restrictedUntil')} <Time at={until} />
        </>
      ) : null}
    </Notice>
  );
}

function Actions({ campaign, isOwn }: { campaign: CampaignRow; isOwn: boolean }) {
  const { t } = useI18n();
  const { ask, allowed } = useCampaignActions();
  const actions = allowed ? actionsOf(campaign) : [];
  if (actions.length === 0 && !(isOwn && allowed)) return null;
  const button = ({ action, icon: Icon, danger }: (typeof actions)[number]) => (
    <Button
      key={action}
      size="small"
      intent={danger ? 'plain' : 'primary'}
      className={`max-md:px-2.5 ${danger ? 'text-tone-red-text' : ''}`}
      onClick={() => ask(campaign, action)}
    >
      <Icon aria-hidden strokeWidth={1.75} />
      {t(`do.${action}`)}
    </Button>
  );
  return (
    <div className="flex flex-wrap gap-2">
      {actions.filter(({ danger }) => !danger).map(button)}
      {isOwn && allowed ? <OwnActions campaign={campaign} /> : null}
      {actions.filter(({ danger }) => danger).map(button)}
    </div>
  );
}

/** The campaigns before and after this one in the list behind the drawer. */
function useNeighbours(id: string): { previous: string | null; next: string | null } {
  const { filters } = useCampaignFilters();
  const client = useQueryClient();
  const rows = client.getQueryData<CampaignPage>(campaignKeys.list(filters))?.campaigns ?? [];
  const at = rows.findIndex((row) => row.id === id);
  if (at === -1) return { previous: null, next: null };
  return { previous: rows[at - 1]?.id ?? null, next: rows[at + 1]?.id ?? null };
}
