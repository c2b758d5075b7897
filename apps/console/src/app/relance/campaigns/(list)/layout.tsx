import { type ReactNode, Suspense } from 'react';
import { CampaignActionsProvider } from '../../../../features/campaigns/actions/campaign-actions.tsx';
import { CampaignsView } from '../../../../features/campaigns/list/campaigns-view.tsx';
import { titled } from '../../../../server/titles.ts';

export const generateMetadata = () => titled('campaigns.title');

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
