'use client';

import { type BulkFilter, type CampaignFilters, type CampaignRow } from '@relance/console-data-access';
import { Button, type TableSelection } from '@relance/console-ui';
import { CircleX, Pause, Play, X } from 'lucide-react';
import { useState } from 'react';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { useCampaignActions } from './campaign-actions.tsx';

const icons = { pause: Pause, resume: Play, cancel: CircleX } as const;

/** What can be done with the ticked campaigns, or with all that the filters match once the whole page is ticked. */
export function BulkBar({
  campaigns,
  selection,
  filters,
  total,
}: {
  campaigns: CampaignRow[];
  selection: TableSelection;
  filters: CampaignFilters;
  total: number;
}) {
  const { t } = useI18n();
  const { askMany, allowed } = useCampaignActions();
  const [wantsAll, setWantsAll] = useState(false);
  if (selection.ids.size === 0) return null;
  const ticked = campaigns.filter(({ id }) => selection.ids.has(id));
  const filter = filterOf(filters);
  const mayTakeAll = ticked.length === campaigns.length && total > campaigns.length && Object.keys(filter).length > 0;
  const all = wantsAll && mayTakeAll;
  const names = new Map(campaigns.map(({ id, name }) => [id, name]));
  const done = () => {
    selection.clear();
    setWantsAll(false);
  };
  return (
    <div
      role="region"
      aria-label={t('select.count', { count: all ? total : ticked.length })}
      className="fixed inset-x-4 bottom-18 z-30 flex animate-appear flex-wrap items-center gap-2 rounded-card border border-border bg-raised p-2 shadow-float md:inset-x-auto md:bottom-6 md:left-1/2 md:-translate-x-1/2"
    >
      <span className="flex-1 whitespace-nowrap px-2 text-table tabular-nums">
        {all ? t('bulk.allSelected', { count: total }) : t('select.count', { count: ticked.length })}
      </span>
      {mayTakeAll && !all ? (
        <Button size="small" intent="quiet" onClick={() => setWantsAll(true)}>
          {t('bulk.all', { count: total })}
        </Button>
      ) : null}
      {(['pause', 'resume', 'cancel'] as const).map((action) => {
        const fitting = ticked.filter(({ nextActions }) => nextActions.includes(action));
        const Icon = icons[action];
        return (
          <Button
            key={action}
            size="small"
            className={action === 'cancel' ? 'text-tone-red-text' : ''}
            disabled={!allowed || (!all && fitting.length === 0)}
            onClick={() => askMany(all ? { filter, names } : { ids: fitting.map(({ id }) => id), names }, action, done)}
          >
            <Icon aria-hidden strokeWidth={1.75} />
            {t(action === 'cancel' ? 'bulk.cancelShort' : `do.${action}`)}
            {all ? null : <span className="tabular-nums text-muted">{fitting.length}</span>}
          </Button>
        );
      })}
      <Button intent="quiet" size="icon" aria-label={t('select.clear')} onClick={done}>
        <X aria-hidden strokeWidth={1.75} />
      </Button>
    </div>
  );
}

/** The filters that are on, as the bulk route names them. */
function filterOf({ status, type, userId, q, from, to }: CampaignFilters): BulkFilter {
  const set = Object.entries({ status, type, userId, q, from, to }).filter(([, value]) => value);
  return Object.fromEntries(set) as BulkFilter; // the same names, those with a value
}
