'use client';

import { useQueryClient } from '@tanstack/react-query';
import { authQueries, type ConsoleUser, setScope } from '@relance/console-data-access';
import { type ReactNode, useState } from 'react';

/** Puts the person the server read with the page into the cache, so that the first draw knows the role. */
export function KnownUser({ user, children }: { user: ConsoleUser | null; children: ReactNode }) {
  const client = useQueryClient();
  useState(() => {
    if (typeof window !== 'undefined') setScope(user?.role); // on the server it would be everybody's
    const { queryKey } = authQueries.me();
    if (user && !client.getQueryData(queryKey)) client.setQueryData(queryKey, user);
  });
  return children;
}
