import { useQuery } from '@tanstack/react-query';
import { authQueries, useActingFor } from '@relance/console-data-access';
import { navigationOf, type NavItem } from './navigation.ts';

/** The pages of whoever is logged in, in the order of the sidebar. */
export function useNavigation(): readonly NavItem[] {
  const isActing = useActingFor() !== null;
  return navigationOf(useQuery(authQueries.me()).data?.role, { isActing });
}
