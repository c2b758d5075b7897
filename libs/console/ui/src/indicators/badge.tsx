import { type ReactNode } from 'react';
import { cn } from '../cn.ts';
import { type StatusLook } from './status-tables.ts';
import { toneBadge, type Tone } from '../tones.ts';

const shape =
  'inline-flex h-6 max-w-full shrink-0 items-center gap-1 rounded-full border px-2 text-caption font-medium';

/** A status as colour, icon and word. `detail` (the reason) is a title on the pill; without one the word is, which may be cut. */
export function StatusBadge({ look, label, detail }: { look: StatusLook; label: string; detail?: string }) {
  const Icon = look.icon;
  return (
    <span className={cn(shape, toneBadge[look.tone])} title={detail ?? label} data-tone={look.tone}>
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
      <span className="truncate">{label}</span>
    </span>
  );
}

/** A small fact: a country, a tag, an age range; on one line with its end cut, or whole over several lines. */
export function Tag({
  children,
  tone = 'neutral',
  title,
  wraps,
}: {
  children: ReactNode;
  tone?: Tone;
  title?: string;
  wraps?: boolean;
}) {
  return (
    <span
      title={title ?? (typeof children === 'string' ? children : undefined)}
      className={cn(
        'inline-flex min-w-0 max-w-full items-center border px-1.5 text-caption',
        wraps ? 'min-h-5 rounded-[10px] [overflow-wrap:anywhere]' : 'h-5 rounded-full',
        toneBadge[tone],
      )}
    >
      <span className={wraps ? 'min-w-0' : 'truncate'}>{children}</span>
    </span>
  );
}
