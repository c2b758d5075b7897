'use client';

import { Button, NoticeBar } from '@relance/console-ui';
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
    <NoticeBar
      tone="blue"
      icon={Compass}
      label={label}
      actions={
        <>
          <Button size="small" intent="quiet" onClick={onLater}>
            {later}
          </Button>
          {next}
        </>
      }
    >
      <span className="mr-2 whitespace-nowrap font-medium tabular-nums">{where}</span>
      {words}
    </NoticeBar>
  );
}
