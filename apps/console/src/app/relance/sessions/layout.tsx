import { type ReactNode, Suspense } from 'react';
import { SessionActionsProvider } from '../../../features/sessions/session-actions.tsx';
import { SessionsView } from '../../../features/sessions/sessions-view.tsx';
import { titled } from '../../../server/titles.ts';

export const generateMetadata = () => titled('sessions.title');

/** The list stays while the drawer, which is the page below, comes and goes. */
export default function SessionsLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense>
      <SessionActionsProvider>
        <SessionsView />
        {children}
      </SessionActionsProvider>
    </Suspense>
  );
}
