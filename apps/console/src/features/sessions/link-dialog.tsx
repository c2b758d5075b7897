'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQueries, type SessionView } from '@relance/console-data-access';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LinkPanel } from './link-panel.tsx';
import { ownerOf } from './session-parts.ts';

const readEveryMs = 2000;

/** Links a phone on an owner's behalf. */
export function LinkDialog({ session, onClose }: { session: SessionView; onClose: () => void }) {
  const { t } = useI18n();
  const { data } = useQuery({ ...sessionQueries.detail(session.ownerId), staleTime: 0, refetchInterval: readEveryMs });
  return (
    <LinkPanel
      title={t('link.title', { name: ownerOf(session) })}
      session={data ?? session}
      ownerId={session.ownerId}
      onClose={onClose}
    />
  );
}
