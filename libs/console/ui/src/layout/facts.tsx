import { type LucideIcon } from 'lucide-react';
import { type ReactNode } from 'react';
import { cn } from '../cn.ts';

/** Label and value pairs of a drawer. */
export function Facts({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[fit-content(45%)_minmax(0,1fr)] md:grid-cols-[minmax(112px,auto)_1fr] gap-x-4 gap-y-2 text-table">
      {items.map((item) => (
        <div key={item.label} className="contents">
          <dt className="text-muted">{item.label}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere] max-md:[&_time]:whitespace-normal">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A part of a drawer (level 3, below its title) or of a page (level 2), with a small heading. */
export function Section({
  title,
  children,
  aside,
  level = 3,
}: {
  title: string;
  children: ReactNode;
  aside?: ReactNode;
  level?: 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return (
    <section className="border-b border-border py-4 first:pt-1 last:border-b-0">
      <div className="mb-2.5 flex items-baseline justify-between gap-3">
        <Heading className="text-table font-semibold">{title}</Heading>
        {aside ? <span className="text-caption text-muted">{aside}</span> : null}
      </div>
      {children}
    </section>
  );
}

type NoticeTone = 'yellow' | 'red' | 'blue';
const noticeLooks = {
  yellow: 'border-tone-yellow-line bg-tone-yellow-bg text-tone-yellow-text',
  red: 'border-tone-red-line bg-tone-red-bg text-tone-red-text',
  blue: 'border-tone-blue-line bg-tone-blue-bg text-tone-blue-text',
} as const satisfies Record<NoticeTone, string>;

/** A sentence that needs to be seen: a pause reason, a warning. `isAlert`: it answers what was just done, and is read out at once. */
export function Notice({
  tone,
  children,
  isAlert = false,
}: {
  tone: NoticeTone;
  children: ReactNode;
  isAlert?: boolean;
}) {
  return (
    <div
      role={isAlert ? 'alert' : undefined}
      className={cn('rounded-card border px-3 py-2 text-table', noticeLooks[tone])}
    >
      {children}
    </div>
  );
}

/** A notice over a page, with what can be done about it; where there is no room beside the words, the buttons stand below. */
export function NoticeBar({
  tone,
  icon: Icon,
  children,
  actions,
  label,
}: {
  tone: NoticeTone;
  icon: LucideIcon;
  children: ReactNode;
  actions: ReactNode;
  /** With it the bar is a part of the page by this name; without, a status that is read out. */
  label?: string;
}) {
  return (
    <section
      role={label === undefined ? 'status' : undefined}
      aria-label={label}
      className={cn(
        'mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border px-3 py-2 text-table max-md:mt-3',
        noticeLooks[tone],
      )}
    >
      <span className="flex min-w-56 flex-1 items-center gap-3">
        <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</span>
      </span>
      <span className="flex max-w-full flex-wrap gap-2 max-md:[&>*]:max-w-full max-md:[&>*]:whitespace-normal">
        {actions}
      </span>
    </section>
  );
}
