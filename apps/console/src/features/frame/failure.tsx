'use client';

import { ApiError } from '@relance/console-data-access';
import { Button, CopyText, ErrorState } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** What failed in plain words, what was not lost, Retry, and the request id to copy. */
export function Failure({
  what,
  error,
  onRetry,
  busy,
}: {
  what: string;
  error: unknown;
  onRetry: () => void;
  busy?: boolean;
}) {
  const { t } = useI18n();
  const refusal = error instanceof ApiError && error.status > 0 ? error : null;
  return (
    <ErrorState
      title={t('error.title', { what })}
      reason={refusal ? t('error.kept', { message: refusal.message }) : t('error.unreachable')}
      action={
        <Button onClick={onRetry} busy={busy}>
          {t('error.retry')}
        </Button>
      }
      footnote={
        refusal?.requestId ? (
          <CopyText text={refusal.requestId} label={t('error.requestId')} copiedLabel={t('error.copied')} />
        ) : undefined
      }
    />
  );
}
