import { Suspense } from 'react';
import { TokensView } from '../../../../features/settings/tokens-view.tsx';
import { titled } from '../../../../server/titles.ts';

export const generateMetadata = () => titled('settings.tokens');

export default function Page() {
  return (
    <Suspense>
      <TokensView />
    </Suspense>
  );
}
