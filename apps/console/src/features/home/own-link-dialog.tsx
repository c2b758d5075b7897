'use client';

import { useQuery } from '@tanstack/react-query';
import { ownQueries, type SessionView } from '@relance/console-data-access';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LinkPanel } from '../sessions/link-panel.tsx';

const readEveryMs = 1500;

/** Links the own phone. */
export function OwnLinkDialog({ session, onClose }: { session: SessionView; onClose: () => void }) {
  const { t } = useI18n();
  const { data } = useQuery({ ...ownQueries.status(), staleTime: 0, refetchInterval: readEveryMs });
  const now: SessionView = data ? { ...session, ...(data as unknown as SessionView), ownerId: '' } : session; // as in the card
  return <LinkPanel title={t('home.link')} session={now} ownerId={null} onClose={onClose} />;
}
