import { redirect } from 'next/navigation';

/** A new campaign begins with the people. */
export default function NewCampaignPage() {
  redirect('/relance/campaigns/new/who');
}
