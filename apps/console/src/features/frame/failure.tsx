'use client';

import { ApiError } from '@relance/console-data-access';
import { Button, CopyText, ErrorState, ForbiddenState } from '@relance/console-ui';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** What failed in plain words, what was not lost, Retry, and the request id to copy. */
export function Failure({
  what,
  query: { error, isFetching, refetch },
}: {
  what: string;
  /** The question that was not answered; it is asked again. */
  query: { error: unknown; isFetching: boolean; refetch: () => unknown };
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const refusal = error instanceof ApiError && error.status > 0 ? error : null;
  if (refusal?.status === 403) {
    return <ForbiddenState title={t('forbidden.title')} reason={t('forbidden.reason')} />;
  }
  return (
    <ErrorState
      title={t('error.title', { what })}
      reason={refusal ? t('error.kept', { message: refusalInWords(refusal, i18n) }) : t('error.unreachable')}
      action={
        <Button onClick={() => void refetch()} busy={isFetching}>
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
