import { cn } from '../cn.ts';

/** Counted connection failures out of the limit: segments, number, and what happens next in words. */
export function Strikes({
  count,
  limit,
  words,
  label,
}: {
  count: number;
  limit: number;
  words?: string;
  /** Read in place of the segments, for example "1 of 3 failures". */
  label: string;
}) {
  const full = count >= limit;
  return (
    <div className="flex min-w-0 flex-col">
      <span role="img" aria-label={label} title={label} className="flex shrink-0 items-center gap-2">
        <span className="flex gap-0.5">
          {Array.from({ length: limit }, (_, index) => (
            <span
              key={index}
              className={cn(
                'h-3 w-2 rounded-[2px] forced-color-adjust-none',
                index >= count ? 'bg-border-strong' : full ? 'bg-tone-red-solid' : 'bg-tone-amber-solid',
              )}
            />
          ))}
        </span>
        <span className="tabular-nums">
          {count}/{limit}
        </span>
      </span>
      {words ? (
        <span className="line-clamp-3 min-w-0 text-caption text-muted" title={words}>
          {words}
        </span>
      ) : null}
    </div>
  );
}
