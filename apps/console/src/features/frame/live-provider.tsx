'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  authQueries,
  connectionStatus,
  type LiveConnection,
  liveConnection,
  streamPaths,
  useNow,
} from '@relance/console-data-access';
import { LivePill } from '@relance/console-ui';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';

const Context = createContext<LiveConnection | null>(null);

/** One stream for the whole console, as long as a page inside the frame is open. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [connection] = useState(() => liveConnection(client));
  const role = useQuery(authQueries.me()).data?.role;
  useEffect(() => {
    if (role === undefined) return undefined;
    return connection.start(role === 'user' ? streamPaths.user : streamPaths.staff);
  }, [connection, role]);
  return <Context.Provider value={connection}>{children}</Context.Provider>;
}

const serverState = { online: true, stream: 'connecting', heardAt: 0, streamHeardAt: 0 } as const;
const noSubscription = () => () => undefined;

/** Live / polling / stale n s / offline, at the right of each page's title. */
export function LiveStatus() {
  const { t } = useI18n();
  const connection = useContext(Context);
  const state = useSyncExternalStore(
    connection?.subscribe ?? noSubscription,
    () => connection?.getState() ?? serverState,
    () => serverState,
  );
  const now = useNow();
  const shown = connectionStatus(state, now);
  if (shown.status === 'stale') {
    const values = { seconds: shown.seconds };
    return <LivePill status="stale" label={t('live.stale', values)} title={t('live.staleTitle', values)} />;
  }
  return <LivePill status={shown.status} label={t(`live.${shown.status}`)} title={t(`live.${shown.status}Title`)} />;
}
