'use client';

import { type TargetView, useRetryTarget } from '@relance/console-data-access';
import { Button } from '@relance/console-ui';
import { useState } from 'react';
import { toast } from 'sonner';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { useAction } from '../../shared/use-action.ts';
import { useMayChange } from '../../shared/use-may-change.ts';

/** Whether a message of this person waits to be tried again: one whose fate is not known, or one that failed. */
const canRetry = ({ status, lastError }: TargetView): boolean =>
  status === 'unknown' || (status === 'active' && lastError !== null);

/** Sends a message again by a person's decision. One that may have left already is asked about first. */
export function RetryTarget({ target }: { target: TargetView }) {
  const { t } = useI18n();
  const { mutateAsync, isPending } = useRetryTarget();
  const mayChange = useMayChange();
  const [isAsking, setAsking] = useState(false);
  const retry = useAction(mutateAsync, () => t('targets.retried'));
  if (!mayChange || !canRetry(target)) return null;
  const isUncertain = target.status === 'unknown';
  return (
    <div>
      <Button
        size="small"
        intent="quiet"
        className="-ml-2.5"
        busy={isPending}
        onClick={() => (isUncertain ? setAsking(true) : void retry(target.id))}
      >
        {t('targets.retry')}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={t('targets.askRetry')}
          what={t('targets.askRetryWhat')}
          action={t('targets.retry')}
          onConfirm={() => mutateAsync(target.id).then(() => toast(t('targets.retried')))}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
