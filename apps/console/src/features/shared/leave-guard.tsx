'use client';

import { Button, Dialog, useFormContext } from '@relance/console-ui';
import { useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { useLeaveGuard } from './use-leave-guard.ts';

/** Asks before anything leaves what is not saved; see `useLeaveGuard` for what is held. */
export function LeaveGuard({
  isDirty,
  what,
  onDiscard,
}: {
  isDirty: boolean;
  /** What would be lost, as a sentence. */
  what?: string;
  /** Forgets what is not saved, where it would stay in memory otherwise. */
  onDiscard?: () => void;
}) {
  const { t } = useI18n();
  const { waiting, stay, leave } = useLeaveGuard(isDirty);
  return (
    <Dialog
      open={waiting}
      onClose={stay}
      title={t('leave.title')}
      description={<p>{what ?? t('leave.what')}</p>}
      closeLabel={t('action.close')}
      footer={
        <>
          <Button onClick={stay}>{t('leave.stay')}</Button>
          <Button
            intent="danger"
            onClick={() => {
              onDiscard?.();
              leave();
            }}
          >
            {t('leave.discard')}
          </Button>
        </>
      }
    />
  );
}

/** The same for the form of the kit around it. */
export function FormLeaveGuard() {
  const { formState, reset } = useFormContext();
  const { isDirty, isSubmitting } = formState;
  return <LeaveGuard isDirty={isDirty && !isSubmitting} onDiscard={() => reset()} />;
}

/** Whether a value of plain data differs from what it was when it was first shown. */
export function useIsChanged(value: unknown): boolean {
  const now = JSON.stringify(value);
  const [first] = useState(now);
  return now !== first;
}
