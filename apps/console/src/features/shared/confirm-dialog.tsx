'use client';

import { Button, Dialog, Form, Notice, showRefusal, TextareaField, useForm } from '@relance/console-ui';
import { type ReactNode, useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { useFormWords } from './use-form-words.ts';

/** One decision: what will happen, why where a reason is kept, and a verb on the button. */
export function ConfirmDialog({
  title,
  what,
  action,
  danger,
  reason = 'none',
  onConfirm,
  onClose,
}: {
  title: string;
  what: ReactNode;
  action: string;
  danger?: boolean;
  reason?: 'none' | 'optional' | 'required';
  /** A refusal stays in the dialog, in words. */
  onConfirm: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const words = useFormWords();
  const form = useForm({ defaultValues: { reason: '' } });
  const confirm = async (values: { reason: string }) => {
    try {
      await onConfirm(values.reason.trim());
      onClose();
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <Dialog open onClose={onClose} title={title} description={what} closeLabel={t('action.close')}>
      <Form form={form} onSubmit={confirm} className="mt-4 flex flex-col gap-4">
        {reason === 'none' ? null : (
          <TextareaField
            name="reason"
            label={t('ask.reason')}
            hint={t(reason === 'required' ? 'ask.reasonKept' : 'ask.reasonOptional')}
            required={reason === 'required' ? t('ask.reasonMissing') : undefined}
            maxLength={500}
            rows={3}
          />
        )}
        <div className="flex flex-col-reverse gap-2 md:flex-row md:justify-end">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" intent={danger ? 'danger' : 'primary'} busy={form.formState.isSubmitting}>
            {action}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** Something that is shown once: a link, a token, a secret. */
export function ShownOnce({
  title,
  what,
  secret,
  onClose,
}: {
  title: string;
  what: string;
  secret: string;
  onClose: () => void;
}) {
  const { t } = useI18n();
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={what}
      closeLabel={t('action.close')}
      footer={
        <Button intent="primary" onClick={onClose}>
          {t('action.done')}
        </Button>
      }
    >
      <div className="mt-4 flex flex-col gap-3">
        <CopyLine text={secret} />
        <Notice tone="yellow">{t('secret.once')}</Notice>
      </div>
    </Dialog>
  );
}

/** A long text to copy, whole. */
export function CopyLine({ text }: { text: string }) {
  const { t } = useI18n();
  return (
    <div className="flex items-start gap-2">
      <code className="min-w-0 flex-1 rounded-card border border-border bg-background px-3 py-2 font-mono text-caption [overflow-wrap:anywhere]">
        {text}
      </code>
      <CopyButton text={text} label={t('action.copy')} copied={t('error.copied')} />
    </div>
  );
}

function CopyButton({ text, label, copied }: { text: string; label: string; copied: string }) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <Button
      size="small"
      onClick={() => void navigator.clipboard?.writeText(text).then(() => setIsCopied(true))}
      aria-live="polite"
    >
      {isCopied ? copied : label}
    </Button>
  );
}
