import { type ReactNode } from 'react';
import { BottomBar } from './bottom-bar.tsx';
import { KeyboardSheet } from './keyboard-sheet.tsx';
import { LiveProvider } from './live-provider.tsx';
import { Sidebar } from './sidebar.tsx';
import { SkipLink } from './skip-link.tsx';

/** Sidebar (or bottom bar) and the page beside it, with live updates and keys for all of it. */
export function AppFrame({ collapsed, children }: { collapsed: boolean; children: ReactNode }) {
  return (
    <LiveProvider>
      <SkipLink />
      <div className="flex min-h-dvh">
        <Sidebar collapsed={collapsed} />
        <main id="content" className="min-w-0 flex-1 px-4 pb-24 md:px-6 md:pb-10 md:pt-4">
          {children}
        </main>
      </div>
      <BottomBar />
      <KeyboardSheet />
    </LiveProvider>
  );
}
