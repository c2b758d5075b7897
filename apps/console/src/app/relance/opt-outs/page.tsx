import { Suspense } from 'react';
import { OptOutsView } from '../../../features/opt-outs/opt-outs-view.tsx';
import { titled } from '../../../server/titles.ts';

export const generateMetadata = () => titled('nav.optOuts');

export default function Page() {
  return (
    <Suspense>
      <OptOutsView />
    </Suspense>
  );
}
