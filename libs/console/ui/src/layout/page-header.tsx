import { type ReactNode } from 'react';

/** Title, one sentence or count, live pill, primary action last. Sticks on phones. */
export function PageHeader({
  title,
  summary,
  live,
  action,
}: {
  title: string;
  summary?: ReactNode;
  live?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <header className="flex min-h-9 items-center gap-3 max-[350px]:flex-wrap max-md:sticky max-md:top-0 max-md:z-20 max-md:-mx-4 max-md:border-b max-md:border-border max-md:bg-background max-md:px-4 max-md:py-3 short:static">
      <div className="flex min-w-0 flex-1 flex-wrap max-[350px]:basis-full items-baseline gap-x-3">
        <h1 className="min-w-0 text-title font-semibold [overflow-wrap:anywhere]">{title}</h1>
        <p className="min-w-0 text-table text-muted max-md:line-clamp-2 max-md:text-caption md:truncate">{summary}</p>
      </div>
      {live}
      {action}
    </header>
  );
}
