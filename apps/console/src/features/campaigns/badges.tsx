import { type CampaignView } from '@relance/console-data-access';
import { campaignStatusLooks, campaignTypeLooks, lookOf, StatusBadge } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { reasonInWords } from './campaign-parts.ts';

export function CampaignStatusBadge({ campaign }: { campaign: CampaignView }) {
  const { word } = useI18n();
  return (
    <StatusBadge
      look={lookOf(campaignStatusLooks, campaign.status)}
      label={word('status', campaign.status)}
      detail={reasonInWords(campaign, { word }) ?? undefined}
    />
  );
}

export function CampaignTypeBadge({ campaign }: { campaign: CampaignView }) {
  const { word } = useI18n();
  return <StatusBadge look={lookOf(campaignTypeLooks, campaign.type)} label={word('type', campaign.type)} />;
}
