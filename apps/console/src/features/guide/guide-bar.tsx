'use client';

import { Button } from '@relance/console-ui';
import { Compass } from 'lucide-react';
import { type ReactNode } from 'react';

/** On the page of a step: where in a guide one is, the way to the next step, and the way out. */
export function GuideBar({
  label,
  where,
  words,
  next,
  later,
  onLater,
}: {
  label: string;
  where: string;
  words: string;
  next: ReactNode;
  later: string;
  onLater: () => void;
}) {
  return (
    <section
      aria-label={label}
      className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-tone-blue-line bg-tone-blue-bg px-3 py-2 text-table text-tone-blue-text max-md:mt-3"
    >
      <Compass aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      <p className="min-w-48 flex-1">
        <span className="mr-2 whitespace-nowrap font-medium tabular-nums">{where}</span>
        {words}
      </p>
      <span className="flex max-w-full flex-wrap gap-2 max-md:[&>*]:max-w-full max-md:[&>*]:whitespace-normal">
        <Button size="small" intent="quiet" onClick={onLater}>
          {later}
        </Button>
        {next}
      </span>
    </section>
  );
}
