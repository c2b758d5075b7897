'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { authQueries, setActingFor } from '@relance/console-data-access';
import { Button } from '@relance/console-ui';
import { Smartphone, UserPlus } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Panel } from './panel.tsx';

/** What a new installation needs first: somebody who sends. The steps after that are on that owner's home. */
export function InstallationFirstSteps() {
  const { t } = useI18n();
  const router = useRouter();
  const client = useQueryClient();
  const me = useQuery(authQueries.me()).data;
  if (me?.role !== 'admin') return null;
  const sendFromOwnPhone = () => {
    setActingFor({ id: me.ownerId ?? me.id, name: me.name ?? me.email });
    void client.invalidateQueries();
    router.push('/relance/home');
  };
  return (
    <Panel title={t('firstSteps.title')}>
      <p className="mb-4 max-w-prose text-table text-muted">{t('firstSteps.ownWhat')}</p>
      <div className="flex flex-wrap gap-2">
        <Button intent="primary" onClick={sendFromOwnPhone}>
          <Smartphone aria-hidden strokeWidth={1.75} />
          {t('firstSteps.own')}
        </Button>
        <Button asChild>
          <Link href="/relance/settings/users">
            <UserPlus aria-hidden strokeWidth={1.75} />
            {t('firstSteps.invite')}
          </Link>
        </Button>
      </div>
    </Panel>
  );
}
