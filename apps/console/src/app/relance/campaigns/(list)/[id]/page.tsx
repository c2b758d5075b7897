import { CampaignDrawerLater } from '../../../../../features/campaigns/drawer/campaign-drawer-later.tsx';

export default async function CampaignPage({ params }: { params: Promise<{ id: string }> }) {
  return <CampaignDrawerLater id={(await params).id} />;
}
