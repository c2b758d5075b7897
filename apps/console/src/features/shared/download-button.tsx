'use client';

import { downloadFile } from '@relance/console-data-access';
import { Button, type ButtonProps } from '@relance/console-ui';
import { useState } from 'react';
import { useAction } from './use-action.ts';

/** Saves a file of the API, for the owner that staff act for: a plain link could not say for whom, nor why it failed. */
export function DownloadButton({ path, name, ...rest }: { path: string; name: string } & ButtonProps) {
  const [busy, setBusy] = useState(false);
  const save = useAction(
    async () => {
      setBusy(true);
      await downloadFile(path, name).finally(() => setBusy(false));
    },
    () => undefined,
  );
  return <Button {...rest} busy={busy} onClick={() => void save()} />;
}
