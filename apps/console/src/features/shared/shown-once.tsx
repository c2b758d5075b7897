'use client';

import { Button, Dialog, Notice } from '@relance/console-ui';
import { useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';

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
