'use client';

import { Button, Dialog, type DialogProps, Form, type UseFormReturn } from '@relance/console-ui';
import { type ReactNode } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { FormLeaveGuard } from './leave-guard.tsx';
import { leaveBy } from './use-leave-guard.ts';

/**
 * A form in a dialog. Cancel closes it at once; Escape, a press beside it and its cross may be by mistake: they ask first
 * once something was typed. So does everything that would leave the page. While it is sent it stays, for what comes of it.
 */
export function FormDialog<Values extends object>({
  form,
  onSubmit,
  action,
  danger,
  onClose,
  children,
  ...dialog
}: {
  form: UseFormReturn<Values>;
  onSubmit: (values: Values) => unknown;
  /** What its button says. */
  action: string;
  danger?: boolean;
  children?: ReactNode;
} & Pick<DialogProps, 'title' | 'description' | 'wide' | 'onClose'>) {
  const { t } = useI18n();
  const { isDirty, isSubmitting } = form.formState;
  const close = () => {
    if (isSubmitting) return; // or nobody would learn what became of it
    if (isDirty) leaveBy(onClose);
    else onClose();
  };
  return (
    <Dialog {...dialog} open onClose={close} closeLabel={t('action.close')}>
      <Form form={form} onSubmit={onSubmit} className="mt-4 flex flex-col gap-4">
        <FormLeaveGuard />
        {children}
        <div className="flex flex-col-reverse gap-2 md:flex-row md:justify-end">
          <Button onClick={onClose} disabled={isSubmitting}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" intent={danger ? 'danger' : 'primary'} busy={isSubmitting}>
            {action}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
