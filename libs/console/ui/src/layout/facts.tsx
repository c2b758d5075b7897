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

/** A sentence that needs to be seen: a pause reason, a warning. `isAlert`: it answers what was just done, and is read out at once. */
export function Notice({
  tone,
  children,
  isAlert = false,
}: {
  tone: 'yellow' | 'red' | 'blue';
  children: ReactNode;
  isAlert?: boolean;
}) {
  const looks = {
    yellow: 'border-tone-yellow-line bg-tone-yellow-bg text-tone-yellow-text',
    red: 'border-tone-red-line bg-tone-red-bg text-tone-red-text',
    blue: 'border-tone-blue-line bg-tone-blue-bg text-tone-blue-text',
  };
  return (
    <div role={isAlert ? 'alert' : undefined} className={cn('rounded-card border px-3 py-2 text-table', looks[tone])}>
      {children}
    </div>
  );
}
