import { cn } from '../cn.ts';
import { tonePale, toneSolid, type Tone } from '../tones.ts';

/** One part of a whole. `hatched` marks what is uncertain, `pale` what is still to come: a bar at 0 % is not full. */
export type ProgressPart = {
  id: string;
  label: string;
  value: number;
  tone: Tone;
  hatched?: boolean;
  pale?: boolean;
  /** How far a pale part has come, from 0 to 1: so much of it is drawn in the full colour. */
  done?: number;
};

const colour = ({ tone, pale }: ProgressPart) => (pale ? tonePale[tone] : toneSolid[tone]);

const hatch = 'bg-[repeating-linear-gradient(135deg,var(--surface)_0_2px,transparent_2px_5px)]';

/**
 * A stacked bar whose parts add up to the whole, in the order given.
 * @param summary the same in words; it is what a reader hears and what hovering shows.
 */
export function ProgressBar({
  parts,
  summary,
  thick,
}: {
  parts: readonly ProgressPart[];
  summary: string;
  thick?: boolean;
}) {
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  return (
    <div
      role="img"
      aria-label={summary}
      title={summary}
      className={cn(
        'flex w-full gap-px overflow-hidden rounded-full bg-tone-neutral-bg forced-color-adjust-none',
        thick ? 'h-2.5' : 'h-1.5',
      )}
    >
      {total === 0
        ? null
        : parts
            .filter((part) => part.value > 0)
            .map((part) => (
              <span
                key={part.id}
                title={`${part.label}: ${part.value}`}
                style={{ flexGrow: part.value, flexBasis: 0 }}
                className={cn('min-w-0.5', colour(part))}
              >
                {part.hatched ? <span className={cn('block h-full', hatch)} /> : null}
                {part.pale && part.done ? (
                  <span className={cn('block h-full', toneSolid[part.tone])} style={{ width: `${part.done * 100}%` }} />
                ) : null}
              </span>
            ))}
    </div>
  );
}

/** The parts of a bar as a legend with numbers. */
export function ProgressLegend({
  parts,
  format,
}: {
  parts: readonly ProgressPart[];
  format: (value: number) => string;
}) {
  return (
    <ul className="grid grid-cols-1 gap-x-6 gap-y-1 text-table sm:grid-cols-2">
      {parts.map((part) => (
        <li key={part.id} className="flex items-center gap-2">
          <span
            aria-hidden
            className={cn('size-2 shrink-0 overflow-hidden rounded-full forced-color-adjust-none', colour(part))}
          >
            {part.hatched ? <span className={cn('block h-full', hatch)} /> : null}
          </span>
          <span className="min-w-0 flex-1 truncate text-muted">{part.label}</span>
          <span className="tabular-nums">{format(part.value)}</span>
        </li>
      ))}
    </ul>
  );
}
