import { CloudOff, Lock, type LucideIcon } from 'lucide-react';
import { type ReactNode } from 'react';

/** A card of its own; inside another card it has no second border and takes less room. */
const panel =
  'flex flex-col items-center gap-2 rounded-card border border-border bg-surface px-6 py-16 text-center max-md:py-10 in-[.bg-surface]:border-0 in-[.bg-surface]:py-6';

/** What will be here, why it is not, and one thing to do. */
export function EmptyState({
  icon: Icon,
  title,
  reason,
  action,
  heading: Title = 'p',
}: {
  icon: LucideIcon;
  title: string;
  reason: string;
  action?: ReactNode;
  /** `h1` where it is the whole page. */
  heading?: 'p' | 'h1';
}) {
  return (
    <div className={panel}>
      <Icon aria-hidden className="mb-1 size-6 text-faint" strokeWidth={1.5} />
      <Title className="text-work font-medium">{title}</Title>
      <p className="max-w-prose text-table text-muted text-balance">{reason}</p>
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}

/** What failed, what was not lost, retry, and the request's id for support. */
export function ErrorState({
  title,
  reason,
  action,
  footnote,
}: {
  title: string;
  reason: string;
  action?: ReactNode;
  footnote?: ReactNode;
}) {
  return (
    <div role="alert" className={panel}>
      <CloudOff aria-hidden className="mb-1 size-6 text-tone-red-text" strokeWidth={1.5} />
      <p className="text-work font-medium">{title}</p>
      <p className="max-w-prose text-table text-muted text-balance">{reason}</p>
      {action ? <div className="mt-3">{action}</div> : null}
      {footnote ? <div className="mt-1 text-caption text-muted">{footnote}</div> : null}
    </div>
  );
}

/** What this account may not see, and whom to ask. */
export function ForbiddenState({ title, reason, action }: { title: string; reason: string; action?: ReactNode }) {
  return (
    <div className={panel}>
      <Lock aria-hidden className="mb-1 size-6 text-faint" strokeWidth={1.5} />
      <p className="text-work font-medium">{title}</p>
      <p className="max-w-prose text-table text-muted text-balance">{reason}</p>
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}

/** A grey bar in the shape of what will come. */
export function Skeleton({ className = 'h-4 w-24' }: { className?: string }) {
  return <span aria-hidden className={`block animate-pulse-soft rounded-control bg-tone-neutral-bg ${className}`} />;
}
