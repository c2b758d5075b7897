'use client';

import {
  useChangeWebhook,
  useCreateWebhook,
  type Webhook,
  webhookEvents,
  type Whose,
} from '@relance/console-data-access';
import { Button, CheckboxGroupField, Dialog, Form, showRefusal, TextField, useForm } from '@relance/console-ui';
import { toast } from 'sonner';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { FormLeaveGuard } from '../shared/leave-guard.tsx';
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
    <Dialog
      open
      onClose={onClose}
      title={t(webhook ? 'webhooks.edit' : 'webhooks.create')}
      closeLabel={t('action.close')}
    >
      <Form form={form} onSubmit={save} className="mt-4 flex flex-col gap-4">
        <FormLeaveGuard />
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
