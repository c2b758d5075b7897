import { Suspense } from 'react';
import { ProfileView } from '../../../../features/settings/profile-view.tsx';
import { titled } from '../../../../server/titles.ts';

export const generateMetadata = () => titled('settings.profile');

export default function Page() {
  return (
    <Suspense>
      <ProfileView />
    </Suspense>
  );
}
