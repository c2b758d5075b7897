import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ComponentProps, type ReactNode } from 'react';
import { cn } from '../cn.ts';

/** A table of record on wide screens. Cards replace it on phones: see `CardList`. */
export function Table({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <div className={cn('overflow-hidden rounded-card border border-border bg-surface max-md:hidden', className)}>
      <table aria-label={label} className="w-full table-fixed border-collapse text-table">
        {children}
      </table>
    </div>
  );
}

export type Sort = 'ascending' | 'descending' | null;

/** A header cell; with `onSort` it is a button with an arrow and aria-sort. */
export function Th({
  children,
  className,
  sort,
  onSort,
  numeric,
}: {
  children?: ReactNode;
  className?: string;
  sort?: Sort;
  onSort?: () => void;
  numeric?: boolean;
}) {
  const Arrow = sort === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={onSort ? (sort ?? 'none') : undefined}
      className={cn(
        'h-9 overflow-hidden px-3 text-left text-caption font-medium text-muted',
        numeric && 'text-right',
        className,
      )}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className="inline-flex h-7 cursor-pointer items-center gap-1 whitespace-nowrap hover:text-text"
        >
          {children}
          <Arrow aria-hidden className={cn('size-3.5', !sort && 'invisible')} strokeWidth={1.75} />
        </button>
      ) : (
        children
      )}
    </th>
  );
}

/** A row; `current` is the one the keyboard is on, `selected` one that is ticked. */
export function Tr({
  current,
  selected,
  className,
  ...rest
}: ComponentProps<'tr'> & { current?: boolean; selected?: boolean }) {
  return (
    <tr
      data-current={current || undefined}
      className={cn(
        'group h-11 border-t border-border transition-colors hover:bg-hover',
        selected && 'bg-accent-soft',
        current && 'bg-hover shadow-[inset_2px_0_0_var(--accent)]',
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ className, numeric, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return <td className={cn('px-3 py-1 align-middle', numeric && 'text-right tabular-nums', className)} {...rest} />;
}

/** The same rows as cards, under 768 px. */
export function CardList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="flex flex-col gap-2 md:hidden">
      {children}
    </ul>
  );
}

export function CardItem({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <li className={cn('flex min-w-0 flex-col gap-2 rounded-card border border-border bg-surface p-4', className)}>
      {children}
    </li>
  );
}
