import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { copyToClipboard } from './copy-to-clipboard.ts';

/** A code in monospace that copies itself when pressed. */
export function CopyText({ text, label, copiedLabel }: { text: string; label: string; copiedLabel: string }) {
  const [copied, setCopied] = useState(false);
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={copied ? copiedLabel : `${label} ${text}`}
      title={copied ? copiedLabel : label}
      onClick={() => void copyToClipboard(text).then(setCopied)}
      className="inline-flex max-w-full cursor-pointer items-center gap-1 font-mono text-caption text-muted hover:text-text"
    >
      <span className="truncate">{text}</span>
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
    </button>
  );
}
