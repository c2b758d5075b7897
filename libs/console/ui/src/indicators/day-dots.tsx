import { cn } from '../cn.ts';
import { dayStateLooks, lookOf, type DayStateName } from './status-tables.ts';
import { toneBadge, toneSolid } from '../tones.ts';

/** One day of seven. `label` holds state and time in words. */
export type DayDot = { day: number; state: DayStateName; label: string; next?: boolean };

const filled: ReadonlySet<DayStateName> = new Set(['delivered', 'read', 'failed', 'refused', 'unknown']);

/** Seven circles: filled by the delivery's state, a ring on the day that is next, the number inside. */
export function DayDots({ days, label }: { days: readonly DayDot[]; label: string }) {
  return (
    <ol aria-label={label} className="flex gap-1">
      {days.map((dot) => (
        <li key={dot.day} title={dot.label} aria-label={dot.label} data-state={dot.state}>
          <span
            aria-hidden
            className={cn(
              'grid size-5 place-items-center rounded-full border text-[11px] font-medium leading-none tabular-nums forced-color-adjust-none',
              dotLook(dot),
              dot.next && 'ring-2 ring-accent ring-offset-1 ring-offset-surface',
            )}
          >
            {dot.day}
          </span>
        </li>
      ))}
    </ol>
  );
}

function dotLook(dot: DayDot): string {
  const { tone } = lookOf(dayStateLooks, dot.state);
  if (dot.state === 'pending') return 'border-border-strong text-muted';
  if (dot.state === 'skipped') return 'border-dashed border-border-strong text-muted line-through';
  if (!filled.has(dot.state)) return toneBadge[tone];
  return cn(toneSolid[tone], 'border-transparent text-dot-text');
}
