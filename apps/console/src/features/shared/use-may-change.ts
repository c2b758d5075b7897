import { useQuery } from '@tanstack/react-query';
import { authQueries } from '@relance/console-data-access';

/** Whether whoever is logged in may change anything: support reads only. False until the role is known. */
export function useMayChange(): boolean {
  const role = useQuery(authQueries.me()).data?.role;
  return role === 'admin' || role === 'user';
}
