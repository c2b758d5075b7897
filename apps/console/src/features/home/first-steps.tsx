'use client';

import { useQuery } from '@tanstack/react-query';
import { ownQueries } from '@relance/console-data-access';
import { Button, cn } from '@relance/console-ui';
import { Check } from 'lucide-react';
import Link from 'next/link';
import { type MessageKey } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';

type Step = { id: 'phone' | 'people' | 'messages' | 'campaign'; done: boolean; href: string };

const noFilters = {
  q: null,
  country: null,
  language: null,
  tag: null,
  converted: null,
  replied: null,
  optedOut: null,
  inLiveSequence: null,
  sort: null,
  page: 1,
};

/** Whether each of the first things was done; `steps` is null while that is asked (`isPending`) and where it could not be asked. */
export function useFirstSteps(): { readonly isPending: boolean; readonly steps: readonly Step[] | null } {
  const status = useQuery(ownQueries.status());
  const people = useQuery(ownQueries.contacts(noFilters));
  const templates = useQuery(ownQueries.templates('own'));
  const campaigns = useQuery(ownQueries.campaigns(null));
  if (!status.data || !people.data || !templates.data || !campaigns.data)
    return { isPending: [status, people, templates, campaigns].some((query) => query.isPending), steps: null };
  const started = campaigns.data.campaigns.some(({ type, startedAt }) => type === 'filtered' && startedAt !== null);
  const steps: readonly Step[] = [
    { id: 'phone', done: status.data.linkedPhoneMasked !== null, href: '#phone' },
    { id: 'people', done: people.data.total > 0, href: '/relance/contacts/import' },
    {
      id: 'messages',
      done: started || templates.data.templates.some(({ source }) => source === 'owner'),
      href: '/relance/messages',
    },
    { id: 'campaign', done: started, href: '/relance/campaigns/new' },
  ];
  return { isPending: false, steps };
}

/** What to do first, ticking off by itself; gone when all of it is done. */
export function FirstSteps({ steps, onLink }: { steps: readonly Step[] | null; onLink: () => void }) {
  const { t } = useI18n();
  if (!steps || steps.every(({ done }) => done)) return null;
  const next = steps.find(({ done }) => !done)?.id;
  return (
    <section aria-label={t('first.title')} className="rounded-card border border-border bg-surface p-4">
      <h2 className="mb-3 text-work font-semibold">{t('first.title')}</h2>
      <ol className="flex flex-col gap-3">
        {steps.map((step, index) => (
          <li key={step.id} className="flex items-start gap-3">
            <span
              aria-hidden
              className={cn(
                'mt-0.5 grid size-6 shrink-0 place-items-center rounded-full border text-caption tabular-nums',
                step.done
                  ? 'border-tone-green-line bg-tone-green-bg text-tone-green-text'
                  : 'border-border-strong text-muted',
              )}
            >
              {step.done ? <Check className="size-3.5" strokeWidth={2} /> : index + 1}
            </span>
            <div className="min-w-0 flex-1">
              <p className={cn('text-work', step.done ? 'text-muted line-through' : 'font-medium')}>
                {t(`first.${step.id}` as MessageKey)}
                {step.done ? <span className="sr-only"> {t('first.done')}</span> : null}
              </p>
              {step.done ? null : <p className="text-table text-muted">{t(`first.${step.id}Why` as MessageKey)}</p>}
            </div>
            {step.done ? null : step.id === 'phone' ? (
              <Button size="small" intent={step.id === next ? 'primary' : 'plain'} onClick={onLink}>
                {t('first.phoneDo')}
              </Button>
            ) : (
              <Button size="small" intent={step.id === next ? 'primary' : 'plain'} asChild>
                <Link href={step.href}>{t(`first.${step.id}Do` as MessageKey)}</Link>
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
