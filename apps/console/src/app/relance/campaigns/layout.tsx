import { type Metadata } from 'next';
import { type ReactNode, Suspense } from 'react';
import { CampaignActionsProvider } from '../../../features/campaigns/campaign-actions.tsx';
import { CampaignsView } from '../../../features/campaigns/campaigns-view.tsx';

export const metadata: Metadata = { title: 'Campaigns' };

/** The list stays while the drawer, which is the page below, comes and goes. */
export default function CampaignsLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense>
      <CampaignActionsProvider>
        <CampaignsView />
        {children}
      </CampaignActionsProvider>
    </Suspense>
  );
}
