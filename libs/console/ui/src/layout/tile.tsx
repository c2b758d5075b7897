import { type ReactNode } from 'react';
import { cn } from '../cn.ts';

const shape = 'flex min-w-0 flex-col gap-0.5 rounded-card border border-border bg-surface px-4 py-3 text-left';

/** One figure. With `onPress` it is a filter, and `pressed` says whether that filter is on. */
export function Tile({
  label,
  value,
  note,
  onPress,
  pressed,
}: {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  onPress?: () => void;
  pressed?: boolean;
}) {
  const inside = (
    <>
      <span className="text-table text-muted [overflow-wrap:anywhere] md:truncate" title={label}>
        {label}
      </span>
      <span className="text-figure font-semibold tabular-nums">{value}</span>
      <span className="min-h-4 text-caption text-muted md:truncate" title={typeof note === 'string' ? note : undefined}>
        {note}
      </span>
    </>
  );
  if (!onPress) return <div className={shape}>{inside}</div>;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={cn(
        shape,
        'cursor-pointer transition-colors hover:bg-hover',
        pressed && 'border-accent ring-1 ring-accent',
      )}
    >
      {inside}
    </button>
  );
}

/** Tiles side by side; two in a row on phones, or with `strip` one row that scrolls (it then holds buttons). */
export function Tiles({ children, strip }: { children: ReactNode; strip?: boolean }) {
  return (
    <div
      className={cn(
        'grid grid-cols-2 gap-3 max-md:gap-2 md:grid-cols-[repeat(auto-fit,minmax(150px,1fr))]',
        // an odd last one fills its row
        !strip && 'max-md:[&>:last-child:nth-child(odd)]:col-span-2',
        strip && 'max-md:-mx-4 max-md:flex max-md:overflow-x-auto max-md:px-4 max-md:py-0.5 max-md:*:min-w-36',
      )}
    >
      {children}
    </div>
  );
}
