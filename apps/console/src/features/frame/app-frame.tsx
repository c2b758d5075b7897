import { type ConsoleUser } from '@relance/console-data-access';
import { type ReactNode } from 'react';
import { DemoTourBar, IsDemo } from '../guide/demo-tour.tsx';
import { FirstStepsBar } from '../home/first-steps.tsx';
import { ActingBanner } from './acting-banner.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { KeyboardSheet } from './keyboard-sheet.tsx';
import { KnownUser } from './known-user.tsx';
import { LiveProvider } from './live-provider.tsx';
import { RoleGate } from './role-gate.tsx';
import { Sidebar } from './sidebar.tsx';
import { SkipLink } from './skip-link.tsx';

/** Sidebar (or bottom bar) and the page beside it, with live updates and keys for all of it. */
export function AppFrame({
  collapsed,
  isDemo,
  user,
  children,
}: {
  collapsed: boolean;
  /** A demo, in which staff are led round. */
  isDemo: boolean;
  user: ConsoleUser | null;
  children: ReactNode;
}) {
  return (
    <KnownUser user={user}>
      <IsDemo value={isDemo}>
        <LiveProvider>
          <SkipLink />
          <div className="flex min-h-dvh">
            <Sidebar collapsed={collapsed} />
            {/* takes the focus from the skip link */}
            <main
              id="content"
              tabIndex={-1}
              className="min-w-0 outline-none flex-1 px-4 pb-24 md:px-6 md:pb-10 md:pt-4"
            >
              <ActingBanner />
              <DemoTourBar />
              <FirstStepsBar />
              <RoleGate>{children}</RoleGate>
            </main>
          </div>
          <BottomBar />
          <KeyboardSheet />
        </LiveProvider>
      </IsDemo>
    </KnownUser>
  );
}
