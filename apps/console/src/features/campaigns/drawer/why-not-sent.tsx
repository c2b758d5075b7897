'use client';

import { useQuery } from '@tanstack/react-query';
import { ownQueries } from '@relance/console-data-access';
import { Button, Skeleton } from '@relance/console-ui';
import { Check, Hourglass } from 'lucide-react';
import { useId, useState } from 'react';
import { Time } from '../../../format/time.tsx';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { SmallFailure } from '../../frame/failure.tsx';

/** Asked for one person: what holds their next message back, and until when. */
export function WhyNotSent({ targetId, name, ownerId }: { targetId: string; name: string; ownerId?: string }) {
  const { t } = useI18n();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <Button
        size="small"
        intent="quiet"
        className="-ml-2.5 self-start max-md:-ml-3.5"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {t('whyNot.ask')}
        <span className="sr-only"> {name}</span>
      </Button>
      {open ? (
        <div id={id}>
          <Gates targetId={targetId} ownerId={ownerId} />
        </div>
      ) : null}
    </div>
  );
}

function Gates({ targetId, ownerId }: { targetId: string; ownerId?: string }) {
  const { t } = useI18n();
  const query = useQuery(ownQueries.why(targetId, ownerId));
  if (query.isPending) return <Skeleton className="h-16 w-full" />;
  if (!query.data) return <SmallFailure what={t('whyNot.what')} query={query} />;
  const { sendable, earliestAt, gates } = query.data;
  const closed = gates.filter((gate) => !gate.open);
  return (
    <div className="flex flex-col gap-2 rounded-card border border-border bg-surface p-3 text-table">
      <p role="status" className="flex items-start gap-2 font-medium">
        {sendable ? (
          <Check aria-hidden className="mt-0.5 size-4" />
        ) : (
          <Hourglass aria-hidden className="mt-0.5 size-4" />
        )}
        <span>
          {t(sendable ? 'whyNot.sendable' : earliestAt ? 'whyNot.earliest' : 'whyNot.somebody')}{' '}
          {!sendable && earliestAt ? <Time at={earliestAt} due /> : null}
        </span>
      </p>
      {closed.length > 0 ? (
        <ul aria-label={t('whyNot.reasons')} className="flex flex-col gap-1 text-muted">
          {closed.map(({ gate, reason, until }) => (
            <li key={gate} className="flex justify-between gap-3">
              <span className="min-w-0 [overflow-wrap:anywhere]">{reason}</span>
              {until ? <Time at={until} due /> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
