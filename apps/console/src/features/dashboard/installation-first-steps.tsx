'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { authQueries, campaignQueries, setActingFor } from '@relance/console-data-access';
import { Button } from '@relance/console-ui';
import { Smartphone, UserPlus } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Panel } from './panel.tsx';

const newest = { status: null, type: null, q: null, from: null, to: null, sort: '-createdAt', page: 1 } as const;

/**
 * What a new installation needs first: somebody who sends. The steps after that are on that owner's home; until an admin who sends
 * from the own phone has started a campaign, this leads back to them.
 */
export function InstallationFirstSteps({ isNew }: { isNew: boolean }) {
  const { t } = useI18n();
  const router = useRouter();
  const client = useQueryClient();
  const me = useQuery(authQueries.me()).data;
  const ownId = me?.ownerId ?? me?.id ?? '';
  const own = useQuery({
    ...campaignQueries.list({ ...newest, userId: ownId }),
    placeholderData: undefined,
    enabled: me?.role === 'admin',
  }).data?.campaigns;
  if (me?.role !== 'admin' || !own) return null;
  const hasBegun = own.length > 0; // every owner has the default relance
  const hasStarted = own.some(({ type, startedAt }) => type === 'filtered' && startedAt !== null);
  if (hasStarted || (!isNew && !hasBegun)) return null;
  const sendFromOwnPhone = () => {
    setActingFor({ id: ownId, name: me.name ?? me.email });
    void client.invalidateQueries();
    router.push('/relance/home');
  };
  return (
    <Panel title={t('firstSteps.title')}>
      <p className="mb-4 max-w-prose text-table text-muted">
        {t(hasBegun ? 'firstSteps.ownBegun' : 'firstSteps.ownWhat')}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button intent="primary" onClick={sendFromOwnPhone}>
          <Smartphone aria-hidden strokeWidth={1.75} />
          {t(hasBegun ? 'firstSteps.ownGoOn' : 'firstSteps.own')}
        </Button>
        <Button asChild>
          <Link href="/relance/settings/users?invite">
            <UserPlus aria-hidden strokeWidth={1.75} />
            {t('firstSteps.invite')}
          </Link>
        </Button>
      </div>
    </Panel>
  );
}
