import { type ReactNode } from 'react';
import { Logo } from '../frame/logo.tsx';

/** The frame of the pages before the login. */
export function LoginCard({ title, subtitle, children }: { title: string; subtitle: string; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-8">
      <div className="flex w-full max-w-sm flex-col gap-4 rounded-card border border-border bg-surface p-6 md:p-8">
        <div className="mb-2 flex flex-col gap-1">
          <Logo className="mb-3 size-9" />
          <h1 className="text-title font-semibold">{title}</h1>
          <p className="text-work text-muted">{subtitle}</p>
        </div>
        {children}
      </div>
    </main>
  );
}
