'use client';

import { type CampaignView } from '@relance/console-data-access';
import { Flash, ProgressBar } from '@relance/console-ui';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { progressParts, progressSentence, waiting } from '../campaign-parts.ts';

/** The bar with its percentage; the continuous campaign never ends, so it has neither: it says how many are in sequence. */
export function CampaignProgress({ campaign }: { campaign: CampaignView }) {
  const i18n = useI18n();
  if (campaign.type === 'default') {
    return (
      <Flash version={waiting(campaign)}>
        <span className="tabular-nums text-muted">{i18n.t('progress.inSequence', { count: waiting(campaign) })}</span>
      </Flash>
    );
  }
  const parts = progressParts(campaign, i18n);
  return (
    <div className="flex items-center gap-2">
      <ProgressBar parts={parts} summary={progressSentence(campaign, parts, i18n)} />
      <span className="w-12 shrink-0 text-right tabular-nums">
        <Flash version={campaign.progress}>{i18n.percent(Math.floor(campaign.progress))}</Flash>
      </span>
    </div>
  );
}
