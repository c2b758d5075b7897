import { Suspense } from 'react';
import { WebhooksView } from '../../../../features/settings/webhooks-view.tsx';
import { titled } from '../../../../server/titles.ts';

export const generateMetadata = () => titled('settings.webhooks');

export default function Page() {
  return (
    <Suspense>
      <WebhooksView />
    </Suspense>
  );
}
