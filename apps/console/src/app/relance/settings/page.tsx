import { redirect } from 'next/navigation';
import { currentUser } from '../../../server/current-user.ts';

export default async function SettingsPage(): Promise<never> {
  const role = (await currentUser())?.role;
  redirect(role === 'admin' || role === 'support' ? '/relance/settings/installation' : '/relance/settings/profile');
}
