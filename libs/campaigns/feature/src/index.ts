export { CampaignsModule, type CampaignsDependencies } from './campaigns.module.ts';
export { CampaignSettingsModule } from './settings/campaign-settings.module.ts';

export { CampaignControl, type ByWithReason } from './campaigns/campaign-control.ts';
export { CampaignPresenter } from './campaigns/campaign.presenter.ts';
export { CampaignReader, type AllCampaignsStats } from './campaigns/campaign-reader.ts';
export { CampaignSteering } from './campaigns/campaign-steering.ts';
export { CampaignListQuery, ReasonBody } from './campaigns/campaign.dto.ts';
export {
  CampaignNumbersView,
  CampaignStatsView,
  CampaignView,
  CountsView,
  MessagesView,
  OwnerView,
  StoppedAnswer,
} from './campaigns/campaign.view.ts';
export { type By, type Caller } from './shared/audited.ts';
export { pageAnswer, pageRequest } from './shared/paging.ts';

export { IntegrityAuditor, type IntegrityReport } from './sending/integrity-auditor.ts';
export { SENDING_POLICY, type SendingPolicy, sendingPolicy } from './sending/sending.policy.ts';
export { SendingTick } from './sending/sending-tick.ts';
export { ExplainTarget } from './targets/explain-target.ts';
export { LiveTargetListQuery, TargetListQuery } from './targets/target-list.query.ts';
export { RetryTarget } from './targets/retry-target.ts';
export { TargetReader } from './targets/target-reader.ts';
export { DeliveryView, TargetView, WhyNotView } from './targets/target.view.ts';
