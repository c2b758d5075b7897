'use client';

import { useQuery } from '@tanstack/react-query';
import { type CampaignView, ownQueries } from '@relance/console-data-access';
import { Button, cn, EmptyState, Notice, PageHeader, Skeleton, Tile, Tiles } from '@relance/console-ui';
import { Plus, Target } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { CampaignStatusBadge } from '../campaigns/badges.tsx';
import { campaignName } from '../campaigns/campaign-parts.ts';
import { CampaignProgress } from '../campaigns/list/campaign-progress.tsx';
import { Panel } from '../dashboard/panel.tsx';
import { Failure } from '../frame/failure.tsx';
import { LiveStatus } from '../frame/live-provider.tsx';
import { OwnerGate } from '../shared/owner-gate.tsx';
import { useMayChange } from '../shared/use-may-change.ts';
import { FirstSteps, useFirstSteps } from './first-steps.tsx';
import { OwnLinkDialog } from './own-link-dialog.tsx';
import { asSession, PhoneCard } from './phone-card.tsx';

/** An owner's first page: the phone, today, what to do first, what runs, what happened. */
export function HomeView() {
  const { t } = useI18n();
  return (
    <OwnerGate title={t('home.title')}>
      <Home />
    </OwnerGate>
  );
}

function Home() {
  const { t } = useI18n();
  const status = useQuery(ownQueries.status()).data;
  const firstSteps = useFirstSteps();
  const next = useQuery(ownQueries.next());
  const isPending = firstSteps.isPending || next.isPending;
  const [linking, setLinking] = useState(false);
  const mayChange = useMayChange();
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t('home.title')}
        live={<LiveStatus />}
        action={
          mayChange ? (
            <Button intent="primary" asChild>
              <Link href="/relance/campaigns/new">
                <Plus aria-hidden strokeWidth={1.75} />
                {t('campaigns.new')}
              </Link>
            </Button>
          ) : null
        }
      />
      {mayChange ? <FirstSteps steps={firstSteps.steps} onLink={() => setLinking(true)} /> : null}
      {/* Kept out of sight until it is known how high what stands above each part is: it would move down under the reader's eyes. */}
      <div className={cn('relative', isPending && 'invisible')}>
        {isPending ? <Skeleton className="visible absolute inset-x-0 top-0 h-40 rounded-card" /> : null}
        <div className="grid items-start gap-4 grid-cols-1 lg:grid-cols-2">
          <div className="flex flex-col gap-4">
            <PhoneCard />
            <Events />
          </div>
          <div className="flex flex-col gap-4">
            <Today />
            <Running />
          </div>
        </div>
      </div>
      {linking && status ? <OwnLinkDialog session={asSession(status)} onClose={() => setLinking(false)} /> : null}
    </div>
  );
}

/** Sent of how many, when the next message leaves, and in the gates' words what holds it back. */
function Today() {
  const { t, number, dateTime } = useI18n();
  const phone = useQuery(ownQueries.status());
  const first = useQuery(ownQueries.next());
  const active = useQuery(ownQueries.campaigns('active'));
  const { data: status } = phone;
  const unanswered = [phone, first, active].find(({ isError, data }) => isError && !data);
  if (unanswered) return <Failure what={t('today.what')} query={unanswered} />;
  if (!status || !first.data || !active.data) return <Skeleton className="h-32 w-full rounded-card" />;
  const { next } = first.data;
  const waiting = active.data.campaigns.reduce((sum, { counts }) => sum + counts.active, 0);
  const closed = next?.gates.filter(({ open }) => !open) ?? [];
  const at = next && !next.sendable ? next.earliestAt : null;
  const reasons = status.sendingPaused
    ? [t('today.paused')]
    : status.sessionState !== 'connected'
      ? [t('today.noPhone')]
      : closed.length > 0
        ? closed.map(({ reason }) => reason)
        : next
          ? []
          : [t('today.nobody')];
  return (
    <section aria-label={t('today.title')} className="flex flex-col gap-3">
      <Tiles>
        <Tile
          label={t('today.sent')}
          value={number(status.messagesSentToday)}
          note={t('today.of', { cap: status.dailyCap })}
        />
        <Tile label={t('today.waiting')} value={number(waiting)} note={t('today.waitingNote')} />
        <Tile
          label={t('today.next')}
          value={
            next?.sendable ? (
              t('today.now')
            ) : at ? (
              <span className="text-lead">
                <Time at={at} due />
              </span>
            ) : (
              t('common.none')
            )
          }
          note={at ? <span className="block whitespace-normal">{dateTime(at)}</span> : null}
        />
      </Tiles>
      {reasons.length > 0 ? (
        <Notice tone={status.sendingPaused ? 'yellow' : 'blue'}>
          {reasons.length === 1 ? (
            reasons[0]
          ) : (
            <ul className="flex flex-col gap-1">
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          )}
        </Notice>
      ) : null}
    </section>
  );
}

/** In this order: what sends, what would, what is to come. */
const openStatuses: readonly CampaignView['status'][] = ['active', 'paused', 'scheduled', 'draft'];

/** Campaigns that are not over, those under way first; the default one only while it sends. */
function openCampaigns(campaigns: readonly CampaignView[]): CampaignView[] {
  const isOpen = ({ status, type }: CampaignView) =>
    type === 'filtered' ? openStatuses.includes(status) : status === 'active';
  const place = ({ status }: CampaignView) => openStatuses.indexOf(status);
  return campaigns.filter(isOpen).sort((one, other) => place(one) - place(other));
}

function Running() {
  const { t } = useI18n();
  const query = useQuery(ownQueries.campaigns(null));
  const running = openCampaigns(query.data?.campaigns ?? []);
  return (
    <Panel title={t('home.running')} href="/relance/campaigns" more={t('home.all')}>
      {query.isPending ? (
        <Skeleton className="h-20 w-full" />
      ) : !query.data ? (
        <Failure what={t('campaigns.what')} query={query} />
      ) : running.length === 0 ? (
        <EmptyState icon={Target} title={t('home.noneRunning')} reason={t('home.noneRunningWhy')} />
      ) : (
        <ul className="flex flex-col gap-3">
          {running.slice(0, 6).map((campaign) => (
            <RunningRow key={campaign.id} campaign={campaign} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function RunningRow({ campaign }: { campaign: CampaignView }) {
  const i18n = useI18n();
  const href =
    campaign.status === 'draft'
      ? `/relance/campaigns/new/check?id=${campaign.id}`
      : `/relance/campaigns/${campaign.id}`;
  return (
    <li className="flex flex-col gap-1.5 border-t border-border pt-3 first:border-t-0 first:pt-0">
      <div className="flex items-center justify-between gap-3">
        <Link href={href} className="min-w-0 truncate text-work font-medium hover:underline max-md:py-2">
          <bdi>{campaignName(campaign, i18n)}</bdi>
        </Link>
        <CampaignStatusBadge campaign={campaign} />
      </div>
      <CampaignProgress campaign={campaign} />
    </li>
  );
}

function Events() {
  const { t } = useI18n();
  const query = useQuery(ownQueries.events());
  const events = query.data?.events ?? [];
  if (query.isPending || query.data?.events.length === 0) return null;
  return (
    <Panel title={t('home.events')}>
      {query.data ? null : <Failure what={t('events.what')} query={query} />}
      <ul className="flex flex-col gap-2 text-table">
        {events.map((event) => (
          <li key={event.id} className="flex justify-between gap-3">
            <span className="min-w-0 [overflow-wrap:anywhere]">{event.explanation || event.message}</span>
            <span className="text-muted">
              <Time at={event.at} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
