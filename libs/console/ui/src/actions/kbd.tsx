import { type ReactNode } from 'react';

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-[4px] border border-border-strong bg-surface px-1 font-mono text-[11px] text-muted">
      {children}
    </kbd>
  );
}
