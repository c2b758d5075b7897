'use client';

import { useQuery } from '@tanstack/react-query';
import {
  adminQueries,
  authQueries,
  useChangeWebhook,
  useDeleteWebhook,
  useTestWebhook,
  type Webhook,
  type Whose,
} from '@relance/console-data-access';
import { Button, type DataColumn, EmptyState, Menu, MenuItem, MenuSeparator, StatusBadge } from '@relance/console-ui';
import {
  CircleCheck,
  Ellipsis,
  List,
  Pause,
  Pencil,
  Play,
  Plus,
  Send,
  Trash2,
  Webhook as WebhookIcon,
} from 'lucide-react';
import { parseAsInteger, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { Time } from '../../format/time.tsx';
import { type I18n, useI18n } from '../../i18n/use-i18n.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { ShownOnce } from '../shared/shown-once.tsx';
import { DataList } from '../shared/data-list.tsx';
import { useAction } from '../shared/use-action.ts';
import { whenShown } from '../shared/when-shown.tsx';

const WebhookDialog = whenShown(() => import('./webhook-dialog.tsx').then((part) => part.WebhookDialog));
const WebhookDeliveries = whenShown(() => import('./webhook-deliveries.tsx').then((part) => part.WebhookDeliveries));

type Open =
  { kind: 'new' } | { kind: 'edit' | 'deliveries' | 'delete'; webhook: Webhook } | { kind: 'secret'; secret: string };

/** Why the API switched a webhook off; its own text where an earlier version did. */
const offInWords = ({ disabledCause, disabledReason }: Webhook, t: I18n['t']): string | null =>
  disabledCause ? t(`webhooks.off.${disabledCause}`) : disabledReason;

/** Addresses that are told of events: the installation's for staff, an owner's own for an owner. */
export function WebhooksView() {
  const { t, word, list } = useI18n();
  const role = useQuery(authQueries.me()).data?.role;
  const whose: Whose = role === 'user' ? 'own' : 'admin';
  const mayChange = role === 'admin' || role === 'user';
  const [page, setPage] = useQueryState('page', parseAsInteger.withDefault(1));
  const query = useQuery({ ...adminQueries.webhooks(whose, page), enabled: role !== undefined });
  const change = useAction(useChangeWebhook(whose).mutateAsync, () => t('action.saved'));
  const { mutateAsync: remove } = useDeleteWebhook(whose);
  const test = useAction(useTestWebhook(whose).mutateAsync, () => t('webhooks.tested'));
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);

  const columns = useMemo<DataColumn<Webhook>[]>(
    () => [
      {
        id: 'url',
        header: t('webhooks.url'),
        cell: (webhook) => (
          <span className="block truncate font-mono text-caption" title={webhook.url}>
            {webhook.url}
          </span>
        ),
      },
      {
        id: 'events',
        header: t('webhooks.events'),
        width: 'w-[200px]',
        hideBelow: 'lg',
        cell: (webhook) => (
          <span
            className="block truncate text-muted"
            title={list(webhook.events.map((event) => word('webhookEvent', event)))}
          >
            {t('webhooks.eventCount', { count: webhook.events.length })}
          </span>
        ),
      },
      {
        id: 'status',
        header: t('column.status'),
        width: 'w-[160px]',
        cell: (webhook) => (
          <>
            <StatusBadge
              look={webhook.active ? { tone: 'green', icon: CircleCheck } : { tone: 'neutral', icon: Pause }}
              label={t(webhook.active ? 'webhooks.active' : 'webhooks.inactive')}
            />
            {webhook.disabledReason ? (
              <span className="block truncate text-caption text-muted" title={offInWords(webhook, t) ?? undefined}>
                {offInWords(webhook, t)}
              </span>
            ) : null}
          </>
        ),
      },
      {
        id: 'created',
        header: t('column.created'),
        width: 'w-[140px]',
        hideBelow: 'xl',
        cell: (webhook) => <Time at={webhook.createdAt} />,
      },
    ],
    [t, word, list],
  );

  const menu = (webhook: Webhook) => (
    <Menu
      trigger={
        <Button intent="quiet" size="icon" aria-label={t('action.more', { name: webhook.url })}>
          <Ellipsis aria-hidden strokeWidth={1.75} />
        </Button>
      }
    >
      <MenuItem icon={List} onSelect={() => setOpen({ kind: 'deliveries', webhook })}>
        {t('webhooks.deliveries')}
      </MenuItem>
      {mayChange ? (
        <>
          <MenuItem icon={Send} onSelect={() => void test(webhook.id)}>
            {t('webhooks.test')}
          </MenuItem>
          <MenuItem icon={Pencil} onSelect={() => setOpen({ kind: 'edit', webhook })}>
            {t('action.edit')}
          </MenuItem>
          <MenuItem
            icon={webhook.active ? Pause : Play}
            onSelect={() => void change({ webhookId: webhook.id, active: !webhook.active })}
          >
            {t(webhook.active ? 'webhooks.switchOff' : 'webhooks.switchOn')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={Trash2} danger onSelect={() => setOpen({ kind: 'delete', webhook })}>
            {t('action.delete')}
          </MenuItem>
        </>
      ) : null}
    </Menu>
  );

  const create = mayChange ? (
    <Button intent="primary" onClick={() => setOpen({ kind: 'new' })}>
      <Plus aria-hidden strokeWidth={1.75} />
      {t('webhooks.create')}
    </Button>
  ) : null;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="max-w-prose text-table text-muted">{t('webhooks.what')}</p>
        {create}
      </div>
      <DataList
        query={query}
        rowsOf={(answer) => answer.webhooks}
        what={t('webhooks.list')}
        name={t('settings.webhooks')}
        columns={columns}
        rowId={(webhook) => webhook.id}
        rowName={(webhook) => webhook.url}
        menu={menu}
        empty={
          <EmptyState icon={WebhookIcon} title={t('webhooks.none')} reason={t('webhooks.noneReason')} action={create} />
        }
        onPage={(to) => void setPage(to)}
      />
      {open?.kind === 'new' || open?.kind === 'edit' ? (
        <WebhookDialog
          whose={whose}
          webhook={open.kind === 'edit' ? open.webhook : null}
          onClose={close}
          onCreated={(secret) => setOpen({ kind: 'secret', secret })}
        />
      ) : null}
      {open?.kind === 'secret' ? (
        <ShownOnce
          title={t('webhooks.created')}
          what={t('webhooks.createdWhat')}
          secret={open.secret}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'deliveries' ? (
        <WebhookDeliveries whose={whose} webhook={open.webhook} mayReplay={mayChange} onClose={close} />
      ) : null}
      {open?.kind === 'delete' ? (
        <ConfirmDialog
          title={t('webhooks.askDelete')}
          what={open.webhook.url}
          action={t('action.delete')}
          danger
          onConfirm={() => remove(open.webhook.id).then(() => toast(t('action.deleted')))}
          onClose={close}
        />
      ) : null}
    </>
  );
}
