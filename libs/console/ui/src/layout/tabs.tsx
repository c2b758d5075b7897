import { Tabs as Radix } from 'radix-ui';
import { type ReactNode } from 'react';
import { cn } from '../cn.ts';

/** Brings a chosen tab that lies outside a narrow row into view; the page itself does not move. */
export function intoView(tab: HTMLElement | null): void {
  const row = tab?.parentElement;
  if (!tab || !row || row.scrollWidth <= row.clientWidth) return;
  row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}

export type TabItem = { id: string; label: string; count?: string };

/** Tabs under a drawer's header; the chosen one lives with the caller (in the URL). */
export function Tabs({
  items,
  value,
  onChange,
  label,
  children,
  inset = true,
}: {
  items: TabItem[];
  value: string;
  onChange: (id: string) => void;
  label: string;
  children: ReactNode;
  /** Reaches to the edges of a drawer. */
  inset?: boolean;
}) {
  return (
    <Radix.Root value={value} onValueChange={onChange}>
      <Radix.List
        aria-label={label}
        className={cn(
          'flex gap-4 overflow-x-auto border-b border-border',
          inset && 'sticky top-0 z-10 -mx-4 bg-surface px-4 md:-mx-6 md:px-6',
        )}
      >
        {items.map((item) => (
          <Radix.Trigger
            key={item.id}
            value={item.id}
            ref={item.id === value ? intoView : undefined}
            className="flex h-11 cursor-pointer items-center gap-1.5 whitespace-nowrap border-b-2 border-transparent text-work text-muted transition-colors hover:text-text data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-text"
          >
            {item.label}
            {item.count ? <span className="text-caption tabular-nums text-muted">{item.count}</span> : null}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {children}
    </Radix.Root>
  );
}

export function TabPanel({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Radix.Content value={id} className="pt-4 outline-none">
      {children}
    </Radix.Content>
  );
}
