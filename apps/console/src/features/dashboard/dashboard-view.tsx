'use client';

import { useQuery } from '@tanstack/react-query';
import { campaignQueries, type CampaignTotals, sessionQueries, type SessionTotals } from '@relance/console-data-access';
import { Flash, PageHeader, Skeleton, Tile, Tiles } from '@relance/console-ui';
import { type ReactNode } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { successInWords } from '../campaigns/campaign-parts.ts';
import { Failure } from '../frame/failure.tsx';
import { LiveStatus } from '../frame/live-provider.tsx';
import { DemoTour } from '../guide/demo-tour.tsx';
import { Attention } from './attention.tsx';
import { DayFunnel, MessagesOverTime } from './charts.tsx';
import { InstallationFirstSteps } from './installation-first-steps.tsx';
import { IntegrityNote } from './integrity-note.tsx';
import { CampaignCounts, ExitCounts, FailureCounts, SessionCounts } from './count-bars.tsx';

/** How the installation is, and what needs attention. */
export function DashboardView() {
  const { t, number, percent } = useI18n();
  const campaigns = useQuery(campaignQueries.totals());
  const sessions = useQuery(sessionQueries.totals());
  const totals = campaigns.data;
  const live = (of: CampaignTotals) => of.targets.active + of.targets.sending + of.targets.unknown;
  const connected = (of: SessionTotals) => of.byState.connected ?? 0;
  const figure = (value: string | undefined, failed: boolean): ReactNode => {
    if (value !== undefined) return <Flash version={value}>{value}</Flash>;
    return failed ? t('common.none') : <Skeleton className="my-1 h-6 w-16" />;
  };
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={t('dashboard.title')} summary={t('dashboard.summary')} live={<LiveStatus />} />
      <DemoTour />
      {campaigns.isError && !totals ? (
        <Failure what={t('dashboard.what')} query={campaigns} />
      ) : (
        <Tiles>
          <Tile
            label={t('dashboard.people')}
            value={figure(totals && number(live(totals)), campaigns.isError)}
            note={totals ? t('tile.peopleNote', { count: totals.targets.enrolled }) : null}
          />
          <Tile
            label={t('dashboard.sent')}
            value={figure(totals && number(totals.messages.sent), campaigns.isError)}
            note={totals ? t('tile.sentNote', { count: totals.messages.read }) : null}
          />
          <Tile
            label={t('dashboard.success')}
            value={figure(totals && successInWords(totals, { t, percent }), campaigns.isError)}
            note={totals ? t('tile.successNote', { count: totals.conversions }) : null}
          />
          <Tile
            label={t('dashboard.connected')}
            value={figure(sessions.data && number(connected(sessions.data)), sessions.isError)}
            note={sessions.data ? t('dashboard.connectedNote', { count: sessions.data.total }) : null}
          />
        </Tiles>
      )}
      {sessions.data ? <InstallationFirstSteps isNew={sessions.data.total === 0} /> : null}
      <Attention />
      <div className="grid gap-4 min-[87.5rem]:grid-cols-[3fr_2fr]">
        <MessagesOverTime />
        <DayFunnel />
      </div>
      <div className="grid gap-4 grid-cols-1 lg:grid-cols-2 min-[87.5rem]:grid-cols-4">
        <CampaignCounts />
        <SessionCounts />
        <FailureCounts />
        <ExitCounts />
      </div>
      {totals ? <IntegrityNote integrity={totals.integrity} /> : null}
    </div>
  );
}
