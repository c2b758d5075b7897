import { Suspense } from 'react';
import { ImportView } from '../../../../features/contacts/import-view.tsx';
import { titled } from '../../../../server/titles.ts';

export const generateMetadata = () => titled('import.title');

export default function ImportPage() {
  return (
    <Suspense>
      <ImportView />
    </Suspense>
  );
}
