'use client';

import { useQuery } from '@tanstack/react-query';
import { authQueries, ownQueries, useActingFor } from '@relance/console-data-access';
import { Skeleton } from '@relance/console-ui';
import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { GuideBar } from '../guide/guide-bar.tsx';
import { keepOfGuide, useGuideMemory } from '../guide/guide-memory.ts';
import { GuidePanel, type GuideStep, StepButton } from '../guide/guide-panel.tsx';

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
    { id: 'phone', done: status.data.linkedPhoneMasked !== null, href: '/relance/home' },
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

/** The guide's name in what the browser keeps: of the owner whose pages these are; null for staff who act for nobody. */
function useGuideName(): string | null {
  const me = useQuery(authQueries.me()).data;
  const acting = useActingFor();
  const owner = acting?.id ?? (me?.role === 'user' ? me.id : undefined);
  return owner === undefined ? null : `first-steps:${owner}`;
}

function useGuideSteps(steps: readonly Step[] | null, onLink?: () => void): readonly GuideStep[] | null {
  const { t } = useI18n();
  if (!steps) return null;
  return steps.map((step) => ({
    ...step,
    title: t(`first.${step.id}`),
    why: t(`first.${step.id}Why`),
    action: t(`first.${step.id}Do`),
    ...(step.id === 'phone' && onLink && { onSelect: onLink }),
  }));
}

/** What to do first, ticking off by itself; gone when all of it is done. */
export function FirstSteps({ steps, onLink }: { steps: readonly Step[] | null; onLink: () => void }) {
  const { t } = useI18n();
  const guide = useGuideName();
  const shown = useGuideSteps(steps, onLink);
  const isOpen = shown?.some(({ done }) => !done);
  useBegun(guide, isOpen);
  return shown && guide ? <GuidePanel guide={guide} title={t('first.title')} steps={shown} /> : null;
}

/** Keeps that the guide is under way, so that the other pages know it without asking. */
function useBegun(guide: string | null, isOpen: boolean | undefined): void {
  const { begun } = useGuideMemory(guide ?? '');
  useEffect(() => {
    if (guide && isOpen !== undefined && isOpen !== begun) keepOfGuide(guide, { begun: isOpen });
  }, [isOpen, begun, guide]);
}

const withBar = ['/relance/contacts', '/relance/messages'];

/** On the pages of the first steps, while those are under way: what comes next. Asks nothing anywhere else. */
export function FirstStepsBar() {
  const guide = useGuideName();
  const pathname = usePathname();
  const { begun, aside } = useGuideMemory(guide ?? '');
  if (!guide || !begun || aside || !withBar.some((href) => pathname.startsWith(href))) return null;
  return <NextFirstStep guide={guide} />;
}

function NextFirstStep({ guide }: { guide: string }) {
  const { t } = useI18n();
  const { isPending, steps: asked } = useFirstSteps();
  const pathname = usePathname();
  const steps = useGuideSteps(asked);
  useBegun(
    guide,
    steps?.some(({ done }) => !done),
  );
  if (isPending) return <Skeleton className="mb-3 h-12 w-full rounded-card max-md:mt-3" />;
  const next = steps?.find(({ done, href }) => !done && href !== pathname);
  const here = steps?.find(({ href }) => href === pathname);
  if (!steps || !next) return null;
  const done = steps.filter((step) => step.done).length;
  const isHereOpen = here !== undefined && !here.done;
  return (
    <GuideBar
      label={t('first.title')}
      where={t('guide.progress', { done, total: steps.length })}
      words={isHereOpen ? here.why : t('guide.next', { title: next.title })}
      next={isHereOpen ? null : <StepButton step={next} isNext />}
      later={t('guide.later')}
      onLater={() => keepOfGuide(guide, { aside: true })}
    />
  );
}
