import { type ReactNode, useState } from 'react';

/** Readers hear of the work's progress each time it passes another fourth. */
const toldEvery = 25;

/** How far a long piece of work is. It goes on when the page is left; `note` says so. */
export function WorkProgress({
  label,
  percent,
  words,
  note,
}: {
  label: string;
  percent: number;
  words: string;
  note?: ReactNode;
}) {
  const value = Math.min(100, Math.max(0, Math.round(percent)));
  const part = Math.floor(value / toldEvery);
  const [told, setTold] = useState({ part, words });
  if (told.part !== part) setTold({ part, words });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-baseline justify-between gap-3 text-table">
        <span className="font-medium">{label}</span>
        <span className="tabular-nums text-muted">{words}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={value}
        aria-valuetext={words}
        className="h-2 overflow-hidden rounded-full bg-tone-neutral-bg"
      >
        <div className="h-full rounded-full bg-accent transition-[width] duration-150" style={{ width: `${value}%` }} />
      </div>
      <span role="status" className="sr-only">
        {label}: {told.words}
      </span>
      {note ? <p className="text-caption text-muted">{note}</p> : null}
    </div>
  );
}
