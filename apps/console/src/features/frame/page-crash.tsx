'use client';

import { Button, ErrorState } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** The last net: a page that threw while drawing. */
export function PageCrash({ reset }: { error: Error; reset: () => void }) {
  const { t } = useI18n();
  return (
    <div className="p-4">
      <ErrorState
        title={t('error.page')}
        reason={t('error.pageReason')}
        action={<Button onClick={reset}>{t('error.reload')}</Button>}
      />
    </div>
  );
}
