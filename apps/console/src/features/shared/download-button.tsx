'use client';

import { downloadFile } from '@relance/console-data-access';
import { Button, type ButtonProps } from '@relance/console-ui';
import { useState } from 'react';
import { toast } from 'sonner';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** Saves a file of the API, for the owner that staff act for: a plain link could not say for whom. */
export function DownloadButton({ path, name, ...rest }: { path: string; name: string } & ButtonProps) {
  const i18n = useI18n();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    await downloadFile(path, name).catch((error: unknown) => toast(refusalInWords(error, i18n)));
    setBusy(false);
  };
  return <Button {...rest} busy={busy} onClick={() => void save()} />;
}
