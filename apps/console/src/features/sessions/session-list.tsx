'use client';

import { type SessionView } from '@relance/console-data-access';
import { Button, CardItem, CardList, Flash, Table, Td, Th, Tr } from '@relance/console-ui';
import Link from 'next/link';
import { useI18n } from '../../i18n/use-i18n.tsx';
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

export function SessionTable({ sessions }: { sessions: SessionView[] }) {
  const { t } = useI18n();
  return (
    <Table label={t('sessions.table')}>
      <thead>
        <tr>
          <Th className="pl-4">{t('column.owner')}</Th>
          <Th className="w-[164px]">{t('sessions.column.state')}</Th>
          <Th className="w-[196px]">{t('sessions.column.strikes')}</Th>
          <Th className="w-[148px] max-xl:hidden">{t('sessions.column.cause')}</Th>
          <Th className="w-[100px] max-xl:hidden">{t('sessions.column.next')}</Th>
          <Th className="w-[92px] max-[1400px]:hidden">{t('sessions.column.phone')}</Th>
          <Th className="w-[96px] max-lg:hidden" numeric>
            {t('sessions.column.sent')}
          </Th>
          <Th className="w-[176px]">
            <span className="sr-only">{t('column.actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <Row key={session.ownerId} session={session} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ session }: { session: SessionView }) {
  return (
    <Tr data-row={session.ownerId} className="has-[[data-row-link]:focus]:bg-hover">
      <Td className="pl-4">
        <OwnerLink session={session} />
      </Td>
      <Td>
        <Flash version={session.sessionState}>
          <SessionStateBadge session={session} />
        </Flash>
      </Td>
      <Td>
        <SessionStrikes session={session} />
      </Td>
      <Td className="max-xl:hidden">
        <SessionCause session={session} />
      </Td>
      <Td className="max-xl:hidden">
        <NextAttempt session={session} />
      </Td>
      <Td className="max-[1400px]:hidden">
        <SessionPhone session={session} />
      </Td>
      <Td numeric className="max-lg:hidden">
        <SentToday session={session} />
      </Td>
      <Td className="pr-2">
        <span className="flex items-center justify-end gap-1">
          <MainAction session={session} />
          <SessionMenu session={session} />
        </span>
      </Td>
    </Tr>
  );
}

/** The same rows as cards, on phones. */
export function SessionCards({ sessions }: { sessions: SessionView[] }) {
  const { t } = useI18n();
  return (
    <CardList label={t('sessions.table')}>
      {sessions.map((session) => (
        <CardItem key={session.ownerId}>
          <div className="-mt-2 flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <OwnerLink session={session} />
              {session.linkedPhoneMasked ? <SessionPhone session={session} /> : null}
            </div>
            <div className="-mr-2">
              <SessionMenu session={session} />
            </div>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <Flash version={session.sessionState}>
              <SessionStateBadge session={session} />
            </Flash>
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
        </CardItem>
      ))}
    </CardList>
  );
}

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
        <span className="block truncate text-caption text-muted max-md:hidden">{session.owner.email}</span>
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
