'use client';

import { useQuery } from '@tanstack/react-query';
import {
  type OwnSession,
  ownQueries,
  type SessionView,
  useDisconnect,
  useReconnect,
} from '@relance/console-data-access';
import { Button, Dialog, Skeleton } from '@relance/console-ui';
import { Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import {
  NextAttempt,
  SessionCause,
  SessionPhone,
  SessionStateBadge,
  SessionStrikes,
} from '../sessions/session-cells.tsx';
import { actionsOf, explanationOf, hasCause, type SessionActionName } from '../sessions/session-parts.ts';
import { useAction } from '../shared/use-action.ts';
import { useMayChange } from '../shared/use-may-change.ts';
import { OwnLinkDialog } from './own-link-dialog.tsx';

/** What the sessions' cells read, of an owner who looks at their own phone. */
export const asSession = (own: OwnSession): SessionView => ({
  ...(own as unknown as SessionView), // the owner's view is the admin's without the owner
  ownerId: '',
  owner: { id: '', name: null, email: null },
});

/** The phone that messages leave from: how it is, what happens next, and what can be done. */
export function PhoneCard() {
  const { t } = useI18n();
  const query = useQuery(ownQueries.status());
  if (query.isPending) return <Skeleton className="h-40 w-full rounded-card" />;
  if (!query.data) return <Failure what={t('home.phoneWhat')} query={query} />;
  return <Phone session={asSession(query.data)} />;
}

function Phone({ session }: { session: SessionView }) {
  const { t } = useI18n();
  const mayChange = useMayChange();
  const [open, setOpen] = useState<Exclude<SessionActionName, 'reconnect'> | null>(null);
  const { mutateAsync, isPending } = useReconnect();
  const reconnect = useAction(mutateAsync, ({ outcome }) => {
    if (outcome === 'connected') return t('session.done.reconnected');
    setOpen('link');
  });
  const run = (action: SessionActionName) => (action === 'reconnect' ? void reconnect() : setOpen(action));
  const why = explanationOf(session);
  return (
    <section
      aria-label={t('home.phone')}
      className="flex flex-col gap-3 rounded-card border border-border bg-surface p-4"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Smartphone aria-hidden className="size-5 text-muted" strokeWidth={1.5} />
        <h2 className="text-work font-semibold">{t('home.phone')}</h2>
        <SessionStateBadge session={session} />
        {session.linkedPhoneMasked ? <SessionPhone session={session} /> : null}
      </div>
      {why ? <p className="text-table text-muted">{why}</p> : null}
      {session.connectionFailureCount > 0 ? <SessionStrikes session={session} /> : null}
      {session.nextAttemptAt ? (
        <p className="text-table text-muted">
          {t('home.nextAttempt')} <NextAttempt session={session} />
        </p>
      ) : null}
      {session.sessionState !== 'connected' && hasCause(session) ? (
        <div className="text-table">
          <SessionCause session={session} />
        </div>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {(mayChange ? actionsOf(session) : []).map((action, index) => (
          <Button
            key={action}
            intent={index === 0 && action !== 'disconnect' && action !== 'reset' ? 'primary' : 'plain'}
            className={action === 'reset' ? 'text-tone-red-text' : ''}
            busy={action === 'reconnect' && isPending}
            onClick={() => run(action)}
          >
            {t(`session.do.${action}`)}
          </Button>
        ))}
      </div>
      {open === 'link' ? <OwnLinkDialog session={session} onClose={() => setOpen(null)} /> : null}
      {open === 'disconnect' || open === 'reset' ? <Confirm action={open} onClose={() => setOpen(null)} /> : null}
    </section>
  );
}

function Confirm({ action, onClose }: { action: 'disconnect' | 'reset'; onClose: () => void }) {
  const { t } = useI18n();
  const { mutateAsync, isPending } = useDisconnect();
  const confirm = useAction(mutateAsync, () => {
    onClose();
    return t(`session.done.${action}`);
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(action === 'reset' ? 'home.askReset' : 'home.askDisconnect')}
      description={<p>{t(`session.ask.${action}What`)}</p>}
      closeLabel={t('action.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            intent={action === 'reset' ? 'danger' : 'primary'}
            busy={isPending}
            onClick={() => void confirm(action === 'reset')}
          >
            {t(`session.ask.${action}Do`)}
          </Button>
        </>
      }
    />
  );
}
