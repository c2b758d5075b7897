import { Suspense } from 'react';
import { ReportsView } from '../../../features/reports/reports-view.tsx';
import { titled } from '../../../server/titles.ts';

export const generateMetadata = () => titled('nav.reports');

export default function Page() {
  return (
    <Suspense>
      <ReportsView />
    </Suspense>
  );
}
