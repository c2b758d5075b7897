import { cn } from '../cn.ts';

export type ConnectionStatusName = 'live' | 'polling' | 'stale' | 'offline';

const dots: Record<ConnectionStatusName, string> = {
  live: 'bg-tone-green-solid',
  polling: 'bg-tone-blue-solid',
  stale: 'bg-tone-amber-solid',
  offline: 'bg-tone-red-solid',
};

/** Whether what is on the screen is true now. `label` is the word ("Live", "Stale 12 s"), `title` explains it. */
export function LivePill({ status, label, title }: { status: ConnectionStatusName; label: string; title: string }) {
  return (
    <span
      role="status"
      title={title}
      data-connection={status}
      className="inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full border border-border bg-surface px-2.5 text-caption tabular-nums text-muted max-md:size-7 max-md:justify-center max-md:px-0"
    >
      <span aria-hidden className={cn('size-2 rounded-full forced-color-adjust-none', dots[status])} />
      <span className="max-md:sr-only">{label}</span>
    </span>
  );
}
