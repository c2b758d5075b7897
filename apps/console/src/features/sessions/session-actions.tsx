'use client';

import { useQuery } from '@tanstack/react-query';
import { authQueries, type SessionView, useChangeSession } from '@relance/console-data-access';
import { Button, Dialog } from '@relance/console-ui';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { toast } from 'sonner';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { useAction } from '../shared/use-action.ts';
import { whenShown } from '../shared/when-shown.tsx';
import { ownerOf, type SessionActionName } from './session-parts.ts';

const LinkDialog = whenShown(() => import('./link-dialog.tsx').then((part) => part.LinkDialog));

export type SessionActions = {
  /** False for support, who reads only. */
  allowed: boolean;
  run: (session: SessionView, action: SessionActionName) => void;
};

const Context = createContext<SessionActions | null>(null);

export function useSessionActions(): SessionActions {
  const value = useContext(Context);
  if (!value) throw new Error('useSessionActions needs SessionActionsProvider above it.');
  return value;
}

/** Reconnects at once; asks before disconnecting or resetting; opens the linking dialog. */
export function SessionActionsProvider({ children }: { children: ReactNode }) {
  const i18n = useI18n();
  const { mutateAsync } = useChangeSession();
  const role = useQuery(authQueries.me()).data?.role;
  const [open, setOpen] = useState<{ session: SessionView; action: Exclude<SessionActionName, 'reconnect'> } | null>(
    null,
  );
  const allowed = role !== undefined && role !== 'support';

  const value = useMemo<SessionActions>(() => {
    const send = async (ownerId: string, action: 'reconnect' | 'disconnect' | 'reset'): Promise<void> => {
      try {
        const answer = await mutateAsync({ ownerId, action });
        const back = 'outcome' in answer && answer.outcome === 'connected';
        toast(i18n.t(back ? 'session.done.reconnected' : `session.done.${action}`));
      } catch (error) {
        toast(refusalInWords(error, i18n));
      }
    };
    return {
      allowed,
      run: (session, action) => {
        if (action === 'reconnect') return void send(session.ownerId, action);
        setOpen({ session, action });
      },
    };
  }, [allowed, mutateAsync, i18n]);

  return (
    <Context.Provider value={value}>
      {children}
      {open?.action === 'link' ? <LinkDialog session={open.session} onClose={() => setOpen(null)} /> : null}
      {open && open.action !== 'link' ? (
        <ConfirmDialog session={open.session} action={open.action} onClose={() => setOpen(null)} />
      ) : null}
    </Context.Provider>
  );
}

function ConfirmDialog({
  session,
  action,
  onClose,
}: {
  session: SessionView;
  action: 'disconnect' | 'reset';
  onClose: () => void;
}) {
  const { t } = useI18n();
  const { mutateAsync, isPending } = useChangeSession();
  const confirm = useAction(
    () => mutateAsync({ ownerId: session.ownerId, action }),
    () => {
      onClose();
      return t(`session.done.${action}`);
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`session.ask.${action}`, { name: ownerOf(session) })}
      description={<p>{t(`session.ask.${action}What`)}</p>}
      closeLabel={t('action.close')}
      footer={
        <>
          <Button onClick={onClose}>{t(`session.ask.${action}Keep`)}</Button>
          <Button intent={action === 'reset' ? 'danger' : 'primary'} busy={isPending} onClick={() => void confirm()}>
            {t(`session.ask.${action}Do`)}
          </Button>
        </>
      }
    />
  );
}
