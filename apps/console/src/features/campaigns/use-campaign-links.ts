import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** What belongs to the drawer and not to the list. */
const drawerKeys = ['tab', 'in', 'people'];

/** Addresses of the list and of a campaign's drawer that keep the list's filters. */
export function useCampaignLinks() {
  const search = useSearchParams();
  const hrefOf = useCallback(
    (id: string | null, tab?: string): string => {
      const kept = new URLSearchParams(search);
      drawerKeys.forEach((key) => kept.delete(key));
      if (tab) kept.set('tab', tab);
      const path = id === null ? '/relance/campaigns' : `/relance/campaigns/${encodeURIComponent(id)}`;
      return kept.size > 0 ? `${path}?${kept.toString()}` : path;
    },
    [search],
  );
  return { hrefOf };
}
