'use client';

import { ApiError } from '@relance/console-data-access';
import { Button, CopyText, EmptyState, ErrorState, ForbiddenState, Notice } from '@relance/console-ui';
import { SearchX } from 'lucide-react';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { type I18n, useI18n } from '../../i18n/use-i18n.tsx';

/** A question that was not answered; `refetch` asks it again. */
export type Unanswered = { error: unknown; isFetching: boolean; refetch: () => unknown };

/** Answers to a read that say: there is no such thing (any more), or its address was never one. */
const gone: readonly number[] = [400, 404, 410];
const slow: ReadonlySet<string> = new Set(['TIMEOUT', 'API_TIMEOUT']);

/** What failed in plain words, what was not lost, Retry, and the request id to copy. */
export function Failure({ what, query }: { what: string; query: Unanswered }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { error } = query;
  const refusal = error instanceof ApiError ? error : null;
  if (refusal?.status === 403) {
    return <ForbiddenState title={t('forbidden.part')} reason={t('forbidden.reason')} />;
  }
  if (refusal && gone.includes(refusal.status)) {
    const title = refusal.status === 400 ? t('refused.NOT_FOUND') : refusalInWords(refusal, i18n);
    return (
      <div role="alert">
        <EmptyState icon={SearchX} title={title} reason={t('detail.goneReason')} action={<Retry query={query} />} />
      </div>
    );
  }
  return (
    <ErrorState
      title={t('error.title', { what })}
      reason={whyUnanswered(error, i18n)}
      action={<Retry query={query} />}
      footnote={
        refusal?.requestId ? (
          <CopyText text={refusal.requestId} label={t('error.requestId')} copiedLabel={t('error.copied')} />
        ) : undefined
      }
    />
  );
}

/** The same in one line, for a part of a page that is little itself, or under what was read before. */
export function SmallFailure({ what, query }: { what: string; query: Unanswered }) {
  const i18n = useI18n();
  return (
    <Notice tone="red" isAlert>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-48 flex-1">
          {i18n.t('error.title', { what })}. {whyUnanswered(query.error, i18n)}
        </span>
        <Retry query={query} small />
      </span>
    </Notice>
  );
}

function whyUnanswered(error: unknown, i18n: I18n): string {
  if (!(error instanceof ApiError)) return i18n.t('error.unreachable');
  if (slow.has(error.code) || error.status === 504) return i18n.t('error.slow');
  if (error.status === 0) return i18n.t('error.unreachable');
  return i18n.t('error.kept', { message: refusalInWords(error, i18n) });
}

function Retry({ query: { isFetching, refetch }, small }: { query: Unanswered; small?: boolean }) {
  const { t } = useI18n();
  return (
    <Button size={small ? 'small' : undefined} onClick={() => void refetch()} busy={isFetching}>
      {t('error.retry')}
    </Button>
  );
}
