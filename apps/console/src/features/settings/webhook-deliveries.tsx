'use client';

import { useQuery } from '@tanstack/react-query';
import {
  adminQueries,
  useReplayWebhook,
  type Webhook,
  type WebhookDelivery,
  type Whose,
} from '@relance/console-data-access';
import { Button, type DataColumn, Dialog, EmptyState, StatusBadge } from '@relance/console-ui';
import { CircleCheck, CircleX, Hourglass, List } from 'lucide-react';
import { useState } from 'react';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { useAction } from '../shared/use-action.ts';
import { DataList } from '../shared/data-list.tsx';

const deliveryLooks = {
  pending: { tone: 'blue', icon: Hourglass },
  delivered: { tone: 'green', icon: CircleCheck },
  failed: { tone: 'red', icon: CircleX },
} as const;

/** What was sent to a webhook, what it answered, and sending again. */
export function WebhookDeliveries({
  whose,
  webhook,
  mayReplay,
  onClose,
}: {
  whose: Whose;
  webhook: Webhook;
  mayReplay: boolean;
  onClose: () => void;
}) {
  const { t, word } = useI18n();
  const [page, setPage] = useState(1);
  const query = useQuery(adminQueries.webhookDeliveries(whose, webhook.id, page));
  const replay = useAction(useReplayWebhook(whose).mutateAsync, () => t('webhooks.replayed'));
  const columns: DataColumn<WebhookDelivery>[] = [
    {
      id: 'event',
      header: t('webhooks.event'),
      cell: (row) => (
        <>
          {word('webhookEvent', row.event)}
          {row.error ? (
            <span className="block truncate text-caption text-muted" title={row.error}>
              {row.error}
            </span>
          ) : null}
        </>
      ),
      title: (row) => row.event,
    },
    {
      id: 'status',
      header: t('column.status'),
      width: 'w-[124px]',
      cell: (row) => <StatusBadge look={deliveryLooks[row.status]} label={t(`webhooks.delivery.${row.status}`)} />,
    },
    {
      id: 'answer',
      header: t('webhooks.answer'),
      width: 'w-[84px]',
      numeric: true,
      cell: (row) => row.responseStatus ?? t('common.none'),
    },
    { id: 'at', header: t('webhooks.at'), width: 'w-[168px]', cell: (row) => <Time at={row.createdAt} /> },
    {
      id: 'replay',
      header: t('column.actions'),
      headerHidden: true,
      width: 'w-[132px]',
      cell: (row) =>
        mayReplay && row.status !== 'pending' ? (
          <Button size="small" onClick={() => void replay({ webhookId: webhook.id, deliveryId: row.id })}>
            {t('webhooks.replay')}
          </Button>
        ) : null,
    },
  ];
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('webhooks.deliveries')}
      description={webhook.url}
      closeLabel={t('action.close')}
    >
      <div className="mt-4">
        <DataList
          query={query}
          rowsOf={(answer) => answer.deliveries}
          what={t('webhooks.deliveriesWhat')}
          name={t('webhooks.deliveries')}
          columns={columns}
          rowId={(row) => row.id}
          rowName={(row) => row.event}
          empty={
            <EmptyState icon={List} title={t('webhooks.noDeliveries')} reason={t('webhooks.noDeliveriesReason')} />
          }
          onPage={setPage}
        />
      </div>
    </Dialog>
  );
}
