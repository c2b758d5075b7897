'use client';

import { type SessionView } from '@relance/console-data-access';
import { Button, type DataColumn, Flash } from '@relance/console-ui';
import Link from 'next/link';
import { type I18n, useI18n } from '../../i18n/use-i18n.tsx';
import { useSessionActions } from './session-actions.tsx';
import {
  NextAttempt,
  SentToday,
  SessionCause,
  SessionPhone,
  SessionStateBadge,
  SessionStrikes,
} from './session-cells.tsx';
import { actionIcons, SessionMenu } from './session-menu.tsx';
import { actionsOf, hasCause, ownerOf } from './session-parts.ts';
import { useSessionLinks } from './use-session-links.ts';

/** What the table of sessions shows, by column. */
export const sessionColumns = ({ t }: Pick<I18n, 't'>): DataColumn<SessionView>[] => [
  { id: 'owner', header: t('column.owner'), cell: (session) => <OwnerLink session={session} /> },
  {
    id: 'state',
    header: t('sessions.column.state'),
    width: 'w-[164px]',
    cell: (session) => <State session={session} />,
  },
  {
    id: 'strikes',
    header: t('sessions.column.strikes'),
    width: 'w-[196px]',
    cell: (session) => <SessionStrikes session={session} />,
  },
  {
    id: 'cause',
    header: t('sessions.column.cause'),
    width: 'w-[148px]',
    hideBelow: 'xl',
    cell: (session) => <SessionCause session={session} />,
  },
  {
    id: 'next', // the words beside the failures say it too
    header: t('sessions.column.next'),
    width: 'w-[100px]',
    hideBelow: '2xl',
    cell: (session) => <NextAttempt session={session} />,
  },
  {
    id: 'phone',
    header: t('sessions.column.phone'),
    width: 'w-[92px]',
    hideBelow: '2xl',
    cell: (session) => <SessionPhone session={session} />,
  },
  {
    id: 'sent',
    header: t('sessions.column.sent'),
    width: 'w-[96px]',
    hideBelow: 'lg',
    numeric: true,
    cell: (session) => <SentToday session={session} />,
  },
  {
    id: 'action',
    header: t('column.actions'),
    headerHidden: true,
    width: 'w-[128px]',
    className: 'text-right',
    cell: (session) => <MainAction session={session} />,
  },
];

/** The same facts as a card, on phones. */
export function SessionCard({ session }: { session: SessionView }) {
  const { t } = useI18n();
  return (
    <>
      <div className="-mt-2 min-w-0">
        <OwnerLink session={session} />
        {session.linkedPhoneMasked ? <SessionPhone session={session} /> : null}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <State session={session} />
        {session.nextAttemptAt ? (
          <span className="text-table text-muted">
            <NextAttempt session={session} />
          </span>
        ) : null}
      </div>
      <div className="text-table">
        <SessionStrikes session={session} />
      </div>
      <div className="flex items-center justify-between gap-3 text-table">
        {hasCause(session) ? <SessionCause session={session} /> : null}
        <span className="shrink-0 text-caption text-muted">
          {t('sessions.column.sent')} <SentToday session={session} />
        </span>
      </div>
      <MainAction session={session} />
    </>
  );
}

export const sessionMenu = (session: SessionView) => <SessionMenu session={session} />;

const State = ({ session }: { session: SessionView }) => (
  <Flash version={session.sessionState}>
    <SessionStateBadge session={session} />
  </Flash>
);

function OwnerLink({ session }: { session: SessionView }) {
  const { hrefOf } = useSessionLinks();
  return (
    <>
      <Link
        href={hrefOf(session.ownerId)}
        scroll={false}
        data-row-link
        title={ownerOf(session)}
        className="block truncate font-medium hover:underline max-md:flex max-md:min-h-11 max-md:items-center max-md:whitespace-normal"
      >
        <bdi>{ownerOf(session)}</bdi>
      </Link>
      {session.owner?.email && session.owner.name ? (
        <span className="block truncate text-caption text-muted max-md:hidden" title={session.owner.email}>
          {session.owner.email}
        </span>
      ) : null}
    </>
  );
}

/** The one thing most likely wanted now: link or reconnect. Nothing where the session is well. */
function MainAction({ session }: { session: SessionView }) {
  const { t } = useI18n();
  const { run, allowed } = useSessionActions();
  const action = actionsOf(session).find((candidate) => candidate === 'link' || candidate === 'reconnect');
  if (!allowed || !action) return null;
  const Icon = actionIcons[action];
  return (
    <Button size="small" onClick={() => run(session, action)}>
      <Icon aria-hidden strokeWidth={1.75} />
      {t(action === 'link' ? 'session.do.linkShort' : 'session.do.reconnect')}
    </Button>
  );
}
