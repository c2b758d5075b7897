import { CampaignDrawer } from '../../../../../features/campaigns/campaign-drawer.tsx';

export default async function CampaignPage({ params }: { params: Promise<{ id: string }> }) {
  return <CampaignDrawer id={(await params).id} />;
}
