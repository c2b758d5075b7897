'use client';

import { type CampaignView } from '@relance/console-data-access';
import { Button, Menu, MenuItem, MenuSeparator } from '@relance/console-ui';
import { Ellipsis, Eye, Users } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { useCampaignActions } from './campaign-actions.tsx';
import { campaignName } from '../campaign-parts.ts';
import { actionsOf } from './known-actions.ts';
import { useCampaignLinks } from '../use-campaign-links.ts';

/** All that can be done with one campaign now. */
export function CampaignMenu({ campaign }: { campaign: CampaignView }) {
  const { t } = useI18n();
  const router = useRouter();
  const { hrefOf } = useCampaignLinks();
  const { ask, allowed } = useCampaignActions();
  const actions = allowed ? actionsOf(campaign) : [];
  const open = (tab?: 'targets') => router.push(hrefOf(campaign.id, tab), { scroll: false });
  return (
    <Menu
      trigger={
        <Button intent="quiet" size="icon" aria-label={t('action.more', { name: campaignName(campaign, { t }) })}>
          <Ellipsis aria-hidden strokeWidth={1.75} />
        </Button>
      }
    >
      <MenuItem icon={Eye} onSelect={() => open()}>
        {t('do.details')}
      </MenuItem>
      <MenuItem icon={Users} onSelect={() => open('targets')}>
        {t('do.targets')}
      </MenuItem>
      {actions.length > 0 ? <MenuSeparator /> : null}
      {actions.map(({ action, icon, danger }) => (
        <MenuItem key={action} icon={icon} danger={danger} onSelect={() => ask(campaign, action)}>
          {t(`do.${action}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
