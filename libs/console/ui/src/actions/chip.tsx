import { X } from 'lucide-react';
import { type ReactNode } from 'react';
import { cn } from '../cn.ts';
import { type StatusLook } from '../indicators/status-tables.ts';

const shape =
  'inline-flex h-8 shrink-0 cursor-pointer items-center gap-1.5 whitespace-nowrap rounded-full border px-3 text-table transition-colors max-md:h-11';

/** A filter that is on or off, with how many it would show. */
export function FilterChip({
  pressed,
  onPress,
  children,
  count,
  look,
}: {
  pressed: boolean;
  onPress: () => void;
  children: ReactNode;
  count?: string;
  look?: StatusLook;
}) {
  const Icon = look?.icon;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={cn(
        shape,
        pressed
          ? 'border-border-strong bg-selected font-medium text-text'
          : 'border-border bg-surface text-muted hover:bg-hover hover:text-text',
      )}
    >
      {Icon ? <Icon aria-hidden className="size-3.5" strokeWidth={1.75} /> : null}
      {children}
      {count === undefined ? null : <span className={cn('tabular-nums', !pressed && 'text-muted')}>{count}</span>}
    </button>
  );
}

/** An active filter in words; pressing it takes the filter away. */
export function RemovableChip({
  children,
  removeLabel,
  onRemove,
}: {
  children: ReactNode;
  removeLabel: string;
  onRemove: () => void;
}) {
  return (
    <span className="inline-flex h-7 max-w-full items-center gap-1 rounded-full border border-border bg-surface pl-2.5 text-caption max-md:h-11 max-md:pl-3.5">
      <span className="truncate">{children}</span>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="grid size-7 shrink-0 cursor-pointer place-items-center rounded-full text-muted hover:text-text max-md:size-11"
      >
        <X aria-hidden className="size-3.5" strokeWidth={1.75} />
      </button>
    </span>
  );
}
