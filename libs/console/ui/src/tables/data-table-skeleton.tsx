import { Skeleton } from '../layout/states.tsx';

/** The list's own shape in grey while it loads. */
export function DataTableSkeleton({ label, rows = 10 }: { label: string; rows?: number }) {
  const places = Array.from({ length: rows }, (_, index) => index);
  return (
    <div role="status" aria-label={label}>
      <div className="rounded-card border border-border bg-surface max-md:hidden">
        <div className="h-9" />
        {places.map((row) => (
          <div key={row} className="flex h-11 items-center gap-6 border-t border-border px-4">
            <Skeleton className="h-4 w-64" />
            <Skeleton className="h-4 w-32" />
            <Skeleton className="h-6 w-24 rounded-full" />
            <Skeleton className="h-4 flex-1" />
            <Skeleton className="h-4 w-16" />
          </div>
        ))}
      </div>
      <div className="flex flex-col gap-2 md:hidden">
        {places.slice(0, 4).map((row) => (
          <div key={row} className="flex flex-col gap-2 rounded-card border border-border bg-surface p-4">
            <Skeleton className="h-5 w-48" />
            <Skeleton className="h-4 w-32" />
            <Skeleton className="h-6 w-24 rounded-full" />
          </div>
        ))}
      </div>
    </div>
  );
}
