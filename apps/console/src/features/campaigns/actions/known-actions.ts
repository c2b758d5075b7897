import { type CampaignAction, type CampaignView } from '@relance/console-data-access';
import { CircleX, type LucideIcon, Pause, Play } from 'lucide-react';

/** The actions an admin has a route for, in the order of the menu. The others in `nextActions` are the owner's. */
export const adminActions: readonly { action: CampaignAction; icon: LucideIcon; danger?: boolean }[] = [
  { action: 'pause', icon: Pause },
  { action: 'resume', icon: Play },
  { action: 'cancel', icon: CircleX, danger: true },
];

/** What can be done now, as the server's own table says. */
export function actionsOf(campaign: Pick<CampaignView, 'nextActions'>) {
  return adminActions.filter(({ action }) => campaign.nextActions.includes(action));
}

/** What `p` does: pause what runs, resume what is paused. */
export function pauseOrResume(campaign: Pick<CampaignView, 'nextActions'>): 'pause' | 'resume' | null {
  if (campaign.nextActions.includes('pause')) return 'pause';
  return campaign.nextActions.includes('resume') ? 'resume' : null;
}
