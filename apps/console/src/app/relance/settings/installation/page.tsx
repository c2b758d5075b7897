import { Suspense } from 'react';
import { InstallationView } from '../../../../features/settings/installation-view.tsx';
import { titled } from '../../../../server/titles.ts';

export const generateMetadata = () => titled('settings.installation');

export default function Page() {
  return (
    <Suspense>
      <InstallationView />
    </Suspense>
  );
}
