'use client';

import { Button, copyToClipboard, Dialog, Notice } from '@relance/console-ui';
import { useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** Something that is shown once: a link, a token, a secret, or several codes. It stays until it is said to be kept. */
export function ShownOnce({
  title,
  what,
  secret,
  done,
  onClose,
}: {
  title: string;
  what: string;
  secret: string | readonly string[];
  /** What the button says; "Done" without it. */
  done?: string;
  onClose: () => void;
}) {
  const { t } = useI18n();
  return (
    <Dialog
      open
      lasting
      onClose={onClose}
      title={title}
      description={what}
      closeLabel={t('action.close')}
      footer={
        <Button intent="primary" onClick={onClose}>
          {done ?? t('action.done')}
        </Button>
      }
    >
      <div className="mt-4 flex flex-col gap-3">
        <CopyBlock lines={typeof secret === 'string' ? [secret] : secret} />
        <Notice tone="yellow">{t('secret.once')}</Notice>
      </div>
    </Dialog>
  );
}

const box = 'min-w-0 flex-1 rounded-card border border-border bg-background px-3 py-2 font-mono';

/** A long text, or several short ones, to copy as a whole. */
function CopyBlock({ lines }: { lines: readonly string[] }) {
  return (
    <div className="flex items-start gap-2">
      {lines.length > 1 ? (
        <ul className={`${box} grid grid-cols-2 gap-x-6 gap-y-1 text-table`}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        <code className={`${box} text-caption [overflow-wrap:anywhere]`}>{lines[0]}</code>
      )}
      <CopyButton text={lines.join('\n')} />
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const { t } = useI18n();
  const [isCopied, setIsCopied] = useState<boolean>();
  const words = { undefined: 'action.copy', true: 'error.copied', false: 'action.notCopied' } as const;
  return (
    <Button size="small" onClick={() => void copyToClipboard(text).then(setIsCopied)} aria-live="polite">
      {t(words[`${isCopied}`])}
    </Button>
  );
}
