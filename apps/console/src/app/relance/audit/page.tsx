import { Suspense } from 'react';
import { AuditView } from '../../../features/audit/audit-view.tsx';
import { titled } from '../../../server/titles.ts';

export const generateMetadata = () => titled('nav.audit');

export default function Page() {
  return (
    <Suspense>
      <AuditView />
    </Suspense>
  );
}
