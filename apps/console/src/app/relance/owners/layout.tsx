import { type ReactNode, Suspense } from 'react';
import { SessionActionsProvider } from '../../../features/sessions/session-actions.tsx';
import { titled } from '../../../server/titles.ts';

export const generateMetadata = () => titled('nav.owners');

export default function OwnersLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense>
      <SessionActionsProvider>{children}</SessionActionsProvider>
    </Suspense>
  );
}
