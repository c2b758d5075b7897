'use client';

import { type CampaignRow } from '@relance/console-data-access';
import { Button } from '@relance/console-ui';
import { Pause, Play, X } from 'lucide-react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { useCampaignActions } from './campaign-actions.tsx';
import { type Selection } from './use-selection.ts';

/** What can be done with the ticked campaigns, each action with how many of them it fits. */
export function BulkBar({ campaigns, selection }: { campaigns: CampaignRow[]; selection: Selection }) {
  const { t } = useI18n();
  const { askMany, allowed } = useCampaignActions();
  if (selection.ids.size === 0) return null;
  const ticked = campaigns.filter(({ id }) => selection.ids.has(id));
  const fits = (action: 'pause' | 'resume') => ticked.filter(({ nextActions }) => nextActions.includes(action));
  return (
    <div
      role="region"
      aria-label={t('select.count', { count: ticked.length })}
      className="fixed inset-x-4 bottom-18 z-30 flex animate-appear flex-wrap items-center gap-2 rounded-card border border-border bg-raised p-2 shadow-float md:inset-x-auto md:bottom-6 md:left-1/2 md:-translate-x-1/2"
    >
      <span className="flex-1 whitespace-nowrap px-2 text-table tabular-nums">
        {t('select.count', { count: ticked.length })}
      </span>
      {(['pause', 'resume'] as const).map((action) => {
        const rows = fits(action);
        const Icon = action === 'pause' ? Pause : Play;
        return (
          <Button
            key={action}
            size="small"
            disabled={!allowed || rows.length === 0}
            onClick={() => askMany(rows, action, selection.clear)}
          >
            <Icon aria-hidden strokeWidth={1.75} />
            {t(`do.${action}`)}
            <span className="tabular-nums text-muted">{rows.length}</span>
          </Button>
        );
      })}
      <Button intent="quiet" size="icon" aria-label={t('select.clear')} onClick={selection.clear}>
        <X aria-hidden strokeWidth={1.75} />
      </Button>
    </div>
  );
}
