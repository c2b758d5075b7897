'use client';

import {
  useChangeWebhook,
  useCreateWebhook,
  type Webhook,
  webhookEvents,
  type Whose,
} from '@relance/console-data-access';
import { CheckboxGroupField, showRefusal, TextField, useForm } from '@relance/console-ui';
import { toast } from 'sonner';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { useFormWords } from '../shared/use-form-words.ts';

type Values = { url: string; events: Webhook['events'] };

/** Adds a webhook, or changes its address and events. */
export function WebhookDialog({
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
        toast(t('action.saved'));
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
    <FormDialog
      form={form}
      onSubmit={save}
      onClose={onClose}
      title={t(webhook ? 'webhooks.edit' : 'webhooks.create')}
      action={t(webhook ? 'action.save' : 'webhooks.create')}
    >
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
    </FormDialog>
  );
}
