'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { authQueries, setActingFor, useActingFor } from '@relance/console-data-access';
import { Button, NoticeBar } from '@relance/console-ui';
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
    <NoticeBar
      tone="yellow"
      icon={UserCog}
      actions={
        <Button size="small" onClick={() => leaveBy(stop)}>
          {t(isOwn ? 'acting.ownStop' : 'acting.stop')}
        </Button>
      }
    >
      {isOwn ? t('acting.own') : t('acting.now', { name: acting.name ?? acting.id })}
    </NoticeBar>
  );
}
