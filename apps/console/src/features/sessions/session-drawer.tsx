'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQueries, type SessionView } from '@relance/console-data-access';
import { Button, Drawer, Facts, Notice, Section, Skeleton } from '@relance/console-ui';
import { useRouter } from 'next/navigation';
import { type ReactNode } from 'react';
import { Time } from '../../format/time.tsx';
import { type MessageKey } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { useSessionActions } from './session-actions.tsx';
import { NextAttempt, SentToday, SessionPhone, SessionStateBadge, SessionStrikes } from './session-cells.tsx';
import { SessionEvents } from './session-events.tsx';
import { actionIcons } from './session-menu.tsx';
import { actionsOf, explanationOf, ownerOf } from './session-parts.ts';
import { useSessionFilters } from './use-session-filters.ts';
import { useSessionLinks } from './use-session-links.ts';

/** One owner's session: what it is, what can be done, and each disconnect explained. */
export function SessionDrawer({ ownerId }: { ownerId: string }) {
  const { t } = useI18n();
  const router = useRouter();
  const { hrefOf } = useSessionLinks();
  const query = useQuery(sessionQueries.detail(ownerId));
  const session = query.data;
  const go = (to: string | null) => () => router.push(hrefOf(to), { scroll: false });
  const { previous, next } = useNeighbours(ownerId);
  return (
    <Drawer
      open
      onClose={go(null)}
      title={session ? ownerOf(session) : t('sessions.title')}
      labels={{ close: t('action.close'), previous: t('sessions.previous'), next: t('sessions.next') }}
      onPrevious={previous ? go(previous) : null}
      onNext={next ? go(next) : null}
      summary={session ? <SessionSummary session={session} /> : null}
      actions={session ? <SessionActionButtons session={session} /> : null}
    >
      {session ? (
        <>
          <div className="pt-3">
            <SessionFacts session={session} />
          </div>
          <Section title={t('session.do.timeline')}>
            <SessionEvents ownerId={ownerId} />
          </Section>
        </>
      ) : query.isPending ? (
        <div role="status" aria-label={t('sessions.what')} className="flex flex-col gap-4 pt-6">
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-40 w-full" />
        </div>
      ) : (
        <div className="pt-6">
          <Failure what={t('sessions.what')} query={query} />
        </div>
      )}
    </Drawer>
  );
}

/** The owners before and after in the page of the list that lies under the drawer. */
function useNeighbours(ownerId: string): { previous: string | null; next: string | null } {
  const { filters } = useSessionFilters();
  const ids = useQuery(sessionQueries.list(filters)).data?.sessions.map((row) => row.ownerId) ?? [];
  const at = ids.indexOf(ownerId);
  return { previous: ids[at - 1] ?? null, next: at === -1 ? null : (ids[at + 1] ?? null) };
}

export function SessionSummary({ session }: { session: SessionView }) {
  const explanation = explanationOf(session);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-table">
        <SessionStateBadge session={session} />
        <SessionStrikes session={session} />
      </div>
      {explanation ? <Notice tone={session.sessionState === 'expired' ? 'red' : 'yellow'}>{explanation}</Notice> : null}
    </div>
  );
}

export function SessionActionButtons({ session }: { session: SessionView }) {
  const { t } = useI18n();
  const { run, allowed } = useSessionActions();
  const actions = allowed ? actionsOf(session) : [];
  if (actions.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {actions.map((action, index) => {
        const Icon = actionIcons[action];
        return (
          <Button
            key={action}
            size="small"
            intent={index === 0 && action !== 'reset' && action !== 'disconnect' ? 'primary' : 'plain'}
            className={action === 'reset' ? 'text-tone-red-text' : ''}
            onClick={() => run(session, action)}
          >
            <Icon aria-hidden strokeWidth={1.75} />
            {t(`session.do.${action}`)}
          </Button>
        );
      })}
    </div>
  );
}

export function SessionFacts({ session }: { session: SessionView }) {
  const { t } = useI18n();
  const stamps: [MessageKey, string | null][] = [
    ['facts.lastConnected', session.lastConnectedAt],
    ['facts.lastScan', session.lastQrScanDate],
    ['facts.lastFailure', session.lastConnectionFailure],
  ];
  const items: { label: string; value: ReactNode }[] = [
    { label: t('sessions.column.phone'), value: <SessionPhone session={session} /> },
    ...(session.pushName ? [{ label: t('facts.pushName'), value: <bdi>{session.pushName}</bdi> }] : []),
    { label: t('sessions.column.sent'), value: <SentToday session={session} /> },
    ...(session.nextAttemptAt || session.restrictedUntil
      ? [{ label: t('sessions.column.next'), value: <NextAttempt session={session} /> }]
      : []),
    { label: t('facts.noScan'), value: t(session.canReconnectWithoutQr ? 'common.yes' : 'common.no') },
    ...stamps.flatMap(([label, at]) => (at ? [{ label: t(label), value: <Time at={at} exact wrap /> }] : [])),
  ];
  return <Facts items={items} />;
}
