import { OwnerSettingsForm } from '../../../../features/settings/owner-settings-form.tsx';
import { titled } from '../../../../server/titles.ts';

export const generateMetadata = () => titled('settings.sending');

export default function Page() {
  return <OwnerSettingsForm ownerId={null} />;
}
