export { CampaignsManagementHttpModule, CampaignsManagementModule } from './campaigns-management.module.ts';

export { CampaignActions, type ByWithReason } from './campaigns/campaign-actions.ts';
export { CampaignDrafts } from './campaigns/campaign-drafts.ts';
export { CampaignPresenter } from './campaigns/campaign.presenter.ts';
export { campaignQuery } from './campaigns/campaign-query.ts';
export { CampaignReader, type AllCampaignsStats } from './campaigns/campaign-reader.ts';
export { CampaignBody, CampaignListQuery, CampaignReasonBody } from './campaigns/campaign.dto.ts';
export {
  CampaignNumbersView,
  CampaignsByStatusView,
  CampaignStatsView,
  CampaignView,
  CountsView,
  MessagesView,
  OwnerView,
  StoppedAnswer,
} from './campaigns/campaign.view.ts';
export { CampaignExports } from './exports/campaign-exports.ts';
export { normalisePhone, phoneProblem } from './contacts/phone.ts';
export { SyncDirectory } from './contacts/directory/sync-directory.ts';
export { SaveContactRows } from './contacts/import/save-contact-rows.ts';
export { SettingsBody, settingsChange } from './settings/settings.dto.ts';
export { SettingsView, settingsView } from './settings/settings.view.ts';
export { type By, type Caller } from './shared/audited.ts';
export { pageAnswer, pageRequest } from './shared/paging.ts';

export { ExplainTarget } from './targets/explain-target.ts';
export { LiveTargetListQuery, TargetListQuery } from './targets/target-list.query.ts';
export { RetryTarget } from './targets/retry-target.ts';
export { TargetReader } from './targets/target-reader.ts';
export { DeliveryView, TargetView, WhyNotView } from './targets/target.view.ts';
