import { Suspense } from 'react';
import { UsersView } from '../../../../features/settings/users-view.tsx';
import { titled } from '../../../../server/titles.ts';

export const generateMetadata = () => titled('settings.users');

export default function Page() {
  return (
    <Suspense>
      <UsersView />
    </Suspense>
  );
}
