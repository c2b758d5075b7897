'use client';

import { type SessionView } from '@relance/console-data-access';
import { Button, Menu, MenuItem, MenuSeparator } from '@relance/console-ui';
import { Ellipsis, History, type LucideIcon, Power, QrCode, RefreshCw, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { useSessionActions } from './session-actions.tsx';
import { actionsOf, ownerOf, type SessionActionName } from './session-parts.ts';
import { useSessionLinks } from './use-session-links.ts';

export const actionIcons: Record<SessionActionName, LucideIcon> = {
  link: QrCode,
  reconnect: RefreshCw,
  disconnect: Power,
  reset: Trash2,
};

/** All that can be done with one session now. */
export function SessionMenu({ session }: { session: SessionView }) {
  const { t } = useI18n();
  const router = useRouter();
  const { hrefOf } = useSessionLinks();
  const { run, allowed } = useSessionActions();
  const actions = allowed ? actionsOf(session) : [];
  return (
    <Menu
      trigger={
        <Button intent="quiet" size="icon" aria-label={t('action.more', { name: ownerOf(session) })}>
          <Ellipsis aria-hidden strokeWidth={1.75} />
        </Button>
      }
    >
      <MenuItem icon={History} onSelect={() => router.push(hrefOf(session.ownerId), { scroll: false })}>
        {t('session.do.timeline')}
      </MenuItem>
      {actions.length > 0 ? <MenuSeparator /> : null}
      {actions.map((action) => (
        <MenuItem
          key={action}
          icon={actionIcons[action]}
          danger={action === 'reset'}
          onSelect={() => run(session, action)}
        >
          {t(`session.do.${action}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
