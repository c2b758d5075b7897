'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { authQueries, setActingFor, useActingFor } from '@relance/console-data-access';
import { Button } from '@relance/console-ui';
import { UserCog } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { leaveBy } from '../shared/use-leave-guard.ts';

/** Says for whom staff act, on every page, as long as they do; of an admin's own phone in other words. */
export function ActingBanner() {
  const { t } = useI18n();
  const client = useQueryClient();
  const router = useRouter();
  const acting = useActingFor();
  const me = useQuery(authQueries.me()).data;
  if (!acting) return null;
  const isOwn = me !== undefined && acting.id === (me.ownerId ?? me.id);
  const stop = () => {
    setActingFor(null);
    void client.resetQueries();
    router.push(isOwn ? '/relance/dashboard' : `/relance/owners/${encodeURIComponent(acting.id)}`);
  };
  return (
    <div
      role="status"
      className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-card border border-tone-yellow-line bg-tone-yellow-bg px-3 py-2 text-table text-tone-yellow-text max-md:mt-3"
    >
      <UserCog aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {isOwn ? t('acting.own') : t('acting.now', { name: acting.name ?? acting.id })}
      </span>
      <Button size="small" onClick={() => leaveBy(stop)}>
        {t(isOwn ? 'acting.ownStop' : 'acting.stop')}
      </Button>
    </div>
  );
}
