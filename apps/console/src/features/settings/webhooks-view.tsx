'use client';

import { useQuery } from '@tanstack/react-query';
import {
  adminQueries,
  authQueries,
  useChangeWebhook,
  useCreateWebhook,
  useDeleteWebhook,
  useReplayWebhook,
  useTestWebhook,
  type Webhook,
  type WebhookDelivery,
  webhookEvents,
  type Whose,
} from '@relance/console-data-access';
import {
  Button,
  CheckboxGroupField,
  type DataColumn,
  Dialog,
  EmptyState,
  Form,
  Menu,
  MenuItem,
  MenuSeparator,
  showRefusal,
  StatusBadge,
  TextField,
  useForm,
} from '@relance/console-ui';
import {
  CircleCheck,
  CircleX,
  Ellipsis,
  Hourglass,
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
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { ConfirmDialog, ShownOnce } from '../shared/confirm-dialog.tsx';
import { DataList } from '../shared/data-list.tsx';
import { useFormWords } from '../shared/use-form-words.ts';

const deliveryLooks = {
  pending: { tone: 'blue', icon: Hourglass },
  delivered: { tone: 'green', icon: CircleCheck },
  failed: { tone: 'red', icon: CircleX },
} as const;

type Open =
  { kind: 'new' } | { kind: 'edit' | 'deliveries' | 'delete'; webhook: Webhook } | { kind: 'secret'; secret: string };

/** Addresses that are told of events: the installation's for staff, an owner's own for an owner. */
export function WebhooksView() {
  const i18n = useI18n();
  const { t } = i18n;
  const role = useQuery(authQueries.me()).data?.role;
  const whose: Whose = role === 'user' ? 'own' : 'admin';
  const mayChange = role === 'admin' || role === 'user';
  const [page, setPage] = useQueryState('page', parseAsInteger.withDefault(1));
  const query = useQuery({ ...adminQueries.webhooks(whose, page), enabled: role !== undefined });
  const { mutateAsync: change } = useChangeWebhook(whose);
  const { mutateAsync: remove } = useDeleteWebhook(whose);
  const { mutateAsync: test } = useTestWebhook(whose);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const attempt = (work: Promise<unknown>, done: string) =>
    void work.then(
      () => toast(done),
      (error: unknown) => toast(refusalInWords(error, i18n)),
    );

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
          <span className="block truncate text-muted" title={webhook.events.join(', ')}>
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
              look={webhook.active ? deliveryLooks.delivered : { tone: 'neutral', icon: Pause }}
              label={t(webhook.active ? 'webhooks.active' : 'webhooks.inactive')}
            />
            {webhook.disabledReason ? (
              <span className="block truncate text-caption text-muted" title={webhook.disabledReason}>
                {webhook.disabledReason}
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
    [t],
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
          <MenuItem icon={Send} onSelect={() => attempt(test(webhook.id), t('webhooks.tested'))}>
            {t('webhooks.test')}
          </MenuItem>
          <MenuItem icon={Pencil} onSelect={() => setOpen({ kind: 'edit', webhook })}>
            {t('action.edit')}
          </MenuItem>
          <MenuItem
            icon={webhook.active ? Pause : Play}
            onSelect={() => attempt(change({ webhookId: webhook.id, active: !webhook.active }), t('action.saved'))}
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
        <Deliveries whose={whose} webhook={open.webhook} mayReplay={mayChange} onClose={close} />
      ) : null}
      {open?.kind === 'delete' ? (
        <ConfirmDialog
          title={t('webhooks.askDelete')}
          what={open.webhook.url}
          action={t('action.delete')}
          danger
          onConfirm={() => remove(open.webhook.id)}
          onClose={close}
        />
      ) : null}
    </>
  );
}

type Values = { url: string; events: string[] };

function WebhookDialog({
  whose,
  webhook,
  onClose,
  onCreated,
}: {
  whose: Whose;
  webhook: Webhook | null;
  onClose: () => void;
  onCreated: (secret: string) => void;
}) {
  const { t, word } = useI18n();
  const words = useFormWords();
  const { mutateAsync: create } = useCreateWebhook(whose);
  const { mutateAsync: change } = useChangeWebhook(whose);
  const form = useForm<Values>({
    defaultValues: { url: webhook?.url ?? '', events: webhook?.events ?? [...webhookEvents] },
  });
  const save = async ({ url, events }: Values) => {
    if (events.length === 0) return form.setError('events', { message: t('webhooks.eventsMissing') });
    try {
      if (webhook) {
        await change({ webhookId: webhook.id, url: url.trim(), events });
        onClose();
      } else {
        const made = await create({ url: url.trim(), events });
        onCreated(made.secret);
      }
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(webhook ? 'webhooks.edit' : 'webhooks.create')}
      closeLabel={t('action.close')}
    >
      <Form form={form} onSubmit={save} className="mt-4 flex flex-col gap-4">
        <TextField
          name="url"
          type="url"
          label={t('webhooks.url')}
          hint={t('webhooks.urlHint')}
          required={t('field.required')}
        />
        <CheckboxGroupField
          name="events"
          label={t('webhooks.events')}
          options={webhookEvents.map((value) => ({ value, label: word('webhookEvent', value) }))}
        />
        <div className="flex flex-col-reverse gap-2 md:flex-row md:justify-end">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" intent="primary" busy={form.formState.isSubmitting}>
            {t(webhook ? 'action.save' : 'webhooks.create')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function Deliveries({
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
  const i18n = useI18n();
  const { t } = i18n;
  const [page, setPage] = useState(1);
  const query = useQuery(adminQueries.webhookDeliveries(whose, webhook.id, page));
  const { mutateAsync: replay } = useReplayWebhook(whose);
  const columns: DataColumn<WebhookDelivery>[] = [
    {
      id: 'event',
      header: t('webhooks.event'),
      cell: (row) => <span className="font-mono text-caption">{row.event}</span>,
    },
    {
      id: 'status',
      header: t('column.status'),
      width: 'w-[124px]',
      cell: (row) => (
        <StatusBadge
          look={deliveryLooks[row.status]}
          label={t(`webhooks.delivery.${row.status}`)}
          detail={row.error ?? undefined}
        />
      ),
    },
    {
      id: 'answer',
      header: t('webhooks.answer'),
      width: 'w-[84px]',
      numeric: true,
      cell: (row) => row.responseStatus ?? t('common.none'),
    },
    { id: 'at', header: t('webhooks.at'), width: 'w-[130px]', cell: (row) => <Time at={row.createdAt} /> },
    {
      id: 'replay',
      header: t('column.actions'),
      headerHidden: true,
      width: 'w-[116px]',
      cell: (row) =>
        mayReplay && row.status !== 'pending' ? (
          <Button
            size="small"
            onClick={() =>
              void replay({ webhookId: webhook.id, deliveryId: row.id }).then(
                () => toast(t('webhooks.replayed')),
                (error: unknown) => toast(refusalInWords(error, i18n)),
              )
            }
          >
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
