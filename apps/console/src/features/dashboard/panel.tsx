import { cn, type Tone } from '@relance/console-ui';
import Link from 'next/link';
import { type ReactNode } from 'react';

/** A titled card of the dashboard, with a link to the page behind it. */
export function Panel({
  title,
  href,
  more,
  children,
}: {
  title: string;
  href?: string;
  more?: string;
  children: ReactNode;
}) {
  return (
    <section className="rounded-card border border-border bg-surface p-4">
      <div className="mb-3 flex items-baseline justify-between gap-3">
        <h2 className="text-work font-semibold">{title}</h2>
        {href ? (
          <Link
            href={href}
            className="text-table font-medium text-accent hover:underline"
            aria-label={`${more}: ${title}`}
          >
            {more}
          </Link>
        ) : null}
      </div>
      {children}
    </section>
  );
}

const fills: Record<Tone, string> = {
  neutral: 'bg-tone-neutral-solid',
  blue: 'bg-tone-blue-solid',
  green: 'bg-tone-green-solid',
  yellow: 'bg-tone-yellow-solid',
  purple: 'bg-tone-purple-solid',
  red: 'bg-tone-red-solid',
  amber: 'bg-tone-amber-solid',
  orange: 'bg-tone-orange-solid',
};

export type Bar = { id: string; label: string; value: number; tone: Tone; href?: string };

/** Counts as bars with their numbers; the words and numbers are the chart's own table. `whole` is a full bar, else the largest. */
export function CountBars({
  bars,
  format,
  whole = 0,
}: {
  bars: readonly Bar[];
  format: (value: number) => string;
  whole?: number;
}) {
  const most = Math.max(1, whole, ...bars.map(({ value }) => value));
  return (
    <ul className="flex flex-col gap-2.5 text-table">
      {bars.map((bar) => (
        <li key={bar.id} className="flex flex-col gap-1">
          <span className="flex items-center justify-between gap-3">
            {bar.href ? (
              <Link href={bar.href} className="truncate hover:underline max-md:py-3">
                {bar.label}
              </Link>
            ) : (
              <span className="truncate">{bar.label}</span>
            )}
            <span className="tabular-nums">{format(bar.value)}</span>
          </span>
          <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-tone-neutral-bg forced-color-adjust-none">
            <span
              className={cn('block h-full rounded-full', fills[bar.tone])}
              style={{ width: `${(bar.value / most) * 100}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
