'use client';

import { Button, ErrorState } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** The last net: a page that threw while drawing. Its scripts may be those of an earlier console: it is loaded anew. */
export function PageCrash() {
  const { t } = useI18n();
  return (
    <div className="p-4">
      <ErrorState
        title={t('error.page')}
        reason={t('error.pageReason')}
        action={<Button onClick={() => window.location.reload()}>{t('error.reload')}</Button>}
      />
    </div>
  );
}
