'use client';

import { type CampaignRow, useCampaignAct, useDeleteCampaign } from '@relance/console-data-access';
import { Button, Dialog } from '@relance/console-ui';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { useAction } from '../../shared/use-action.ts';

/** What an owner may do with a campaign besides steering it: start, edit, duplicate, delete. */
export function OwnActions({ campaign }: { campaign: CampaignRow }) {
  const { t } = useI18n();
  const router = useRouter();
  const act = useCampaignAct();
  const remove = useDeleteCampaign();
  const [asking, setAsking] = useState(false);
  const can = (name: string) => (campaign.nextActions as readonly string[]).includes(name);
  const run = useAction(
    (name: 'start' | 'clone') => act.mutateAsync({ id: campaign.id, act: name }),
    ({ id }, name) => {
      if (name === 'clone') router.push(`/relance/campaigns/new/who?id=${id}`);
      return t(name === 'clone' ? 'own.cloned' : 'wizard.running');
    },
  );
  const drop = useAction(remove.mutateAsync, () => {
    router.push('/relance/campaigns');
    return t('own.deleted');
  });
  return (
    <>
      {can('start') ? (
        <Button size="small" intent="primary" busy={act.isPending} onClick={() => void run('start')}>
          {t('own.start')}
        </Button>
      ) : null}
      {can('edit') ? (
        <Button size="small" asChild>
          <Link href={`/relance/campaigns/new/who?id=${campaign.id}`}>{t('action.edit')}</Link>
        </Button>
      ) : null}
      {can('clone') ? (
        <Button size="small" busy={act.isPending} onClick={() => void run('clone')}>
          {t('own.clone')}
        </Button>
      ) : null}
      {can('delete') ? (
        <Button size="small" className="text-tone-red-text" onClick={() => setAsking(true)}>
          {t('action.delete')}
        </Button>
      ) : null}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('own.askDelete')}
        description={
          <p>
            {campaign.counts.enrolled > 0
              ? t('own.askDeleteWhat', { count: campaign.counts.enrolled })
              : t('own.askDeleteNobody')}
          </p>
        }
        closeLabel={t('action.close')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('action.cancel')}</Button>
            <Button intent="danger" busy={remove.isPending} onClick={() => void drop(campaign.id)}>
              {t('action.delete')}
            </Button>
          </>
        }
      />
    </>
  );
}
