import { useSearchParams } from 'next/navigation';

/** Addresses of the list and of an owner's drawer that keep the list's filters. */
export function useSessionLinks() {
  const search = useSearchParams();
  return {
    hrefOf: (ownerId: string | null): string => {
      const kept = new URLSearchParams(search);
      kept.delete('events');
      const path = ownerId === null ? '/relance/sessions' : `/relance/sessions/${encodeURIComponent(ownerId)}`;
      return kept.size > 0 ? `${path}?${kept.toString()}` : path;
    },
  };
}
