'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { authQueries, setActingFor, useActingFor } from '@relance/console-data-access';
import { Button } from '@relance/console-ui';
import { usePathname, useRouter } from 'next/navigation';
import { createContext, use, useEffect } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { isForbidden } from '../frame/navigation.ts';
import { leaveBy } from '../shared/use-leave-guard.ts';
import { GuideBar } from './guide-bar.tsx';
import { keepOfGuide, seeStep, useGuideMemory } from './guide-memory.ts';
import { GuidePanel, type GuideStep, StepButton } from './guide-panel.tsx';

const Demo = createContext(false);
/** Whether this is the demo, for the pages below it. */
export const IsDemo = Demo.Provider;

const guide = 'demo';
/** The demo's owner who has everything. */
const owner = { id: 'owner-linked', name: 'Marie-Claire Essomba' };

const stops = [
  { id: 'campaigns', href: '/relance/campaigns' },
  { id: 'owners', href: '/relance/owners' },
  { id: 'contacts', href: '/relance/contacts', isOwners: true },
  { id: 'messages', href: '/relance/messages', isOwners: true },
  { id: 'campaign', href: '/relance/campaigns/new', isOwners: true },
] as const;

/** The stop that a page belongs to: the one whose address is the longest beginning of the page's. */
function stopAt(pathname: string): (typeof stops)[number] | undefined {
  return stops
    .filter(({ href }) => `${pathname}/`.startsWith(`${href}/`))
    .sort((one, other) => other.href.length - one.href.length)[0];
}

/** The tour's steps for staff in the demo, seen ones ticked; null for everybody else, and once it was ended. */
function useTour(): readonly GuideStep[] | null {
  const { t } = useI18n();
  const isDemo = use(Demo);
  const role = useQuery(authQueries.me()).data?.role;
  const { seen } = useGuideMemory(guide);
  const acting = useActingFor();
  const client = useQueryClient();
  const router = useRouter();
  if (!isDemo || role === undefined || role === 'user' || seen.includes('end')) return null;
  const goAsOwner = (href: string) => {
    setActingFor(owner);
    void client.resetQueries({ queryKey: ['own'] });
    router.push(href);
  };
  const open = stops.filter(({ href }) => !isForbidden(role, href));
  return open.map((stop) => ({
    id: stop.id,
    title: t(`tour.${stop.id}`),
    why: t(`tour.${stop.id}Why`),
    action: t(`tour.${stop.id}Do`),
    done: seen.includes(stop.id),
    href: stop.href,
    ...('isOwners' in stop && !acting && { onSelect: () => leaveBy(() => goAsOwner(stop.href)) }),
  }));
}

/** On the dashboard of the demo: where the tour leads. Gone when all of it was seen. */
export function DemoTour() {
  const { t } = useI18n();
  const steps = useTour();
  return steps ? <GuidePanel guide={guide} title={t('tour.title')} steps={steps} /> : null;
}

/** On a page of the tour: what is to be seen there, and what comes next. A page that was opened counts as seen. */
export function DemoTourBar() {
  const { t } = useI18n();
  const router = useRouter();
  const pathname = usePathname();
  const steps = useTour();
  const { aside, seen } = useGuideMemory(guide);
  const acting = useActingFor();
  const stop = stopAt(pathname);
  const isThere = steps !== null && !aside && stop !== undefined && (!('isOwners' in stop) || acting !== null);
  const isNew = isThere && !seen.includes(stop.id);
  useEffect(() => {
    if (isNew) seeStep(guide, stop.id);
  }, [isNew, stop]);
  if (!isThere) return null;
  const next = steps.find(({ id, done }) => !done && id !== stop.id);
  const end = () => {
    seeStep(guide, 'end');
    setActingFor(null);
    router.push('/relance/dashboard');
  };
  return (
    <GuideBar
      label={t('tour.title')}
      where={t('tour.where', { number: stops.indexOf(stop) + 1, total: stops.length })}
      words={`${t(`tour.${stop.id}Why`)}${next ? '' : ` ${t('tour.over')}`}`}
      next={
        next ? (
          <StepButton step={next} isNext label={t('tour.next', { title: next.title })} />
        ) : (
          <Button size="small" intent="primary" onClick={() => leaveBy(end)}>
            {t('tour.finish')}
          </Button>
        )
      }
      later={t('guide.later')}
      onLater={() => keepOfGuide(guide, { aside: true })}
    />
  );
}
