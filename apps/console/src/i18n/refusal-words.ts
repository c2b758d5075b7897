import { ApiError } from '@relance/console-data-access';
import { type MessageKey } from './translate.ts';
import { type I18n } from './use-i18n.tsx';

/** Codes whose sentence from the API names the very state or number; it is in English only. */
const specific: ReadonlySet<string> = new Set([
  'CAMPAIGN_TRANSITION_REFUSED',
  'AUDIENCE_OVER_LIMIT',
  'TARGET_NOT_RETRYABLE',
  'MEDIA_IN_USE',
]);

/** What a refusal means that says no code of the API: something before the API answered, or a download broke off. */
const byStatus: Readonly<Record<number, MessageKey>> = {
  401: 'refused.UNAUTHENTICATED',
  403: 'refused.FORBIDDEN',
  404: 'refused.NOT_FOUND',
  413: 'refused.TOO_LARGE',
  429: 'refused.TOO_MANY_REQUESTS',
};
const wordsOfStatus = (status: number): MessageKey =>
  byStatus[status] ?? (status >= 500 ? 'refused.UNAVAILABLE' : 'refused.UNPROCESSABLE');

/** A refusal of the API in the reader's language; its own sentence where this build knows no words for the code. */
export function refusalInWords(error: unknown, { t, word, language }: Pick<I18n, 't' | 'word' | 'language'>): string {
  if (error instanceof ApiError && error.code === 'TIMEOUT') return t('refused.API_TIMEOUT');
  if (!(error instanceof ApiError) || error.status === 0) return t('error.unreachable');
  if (language === 'en' && specific.has(error.code)) return error.message;
  if (/^HTTP_\d+$/.test(error.code)) return t(wordsOfStatus(error.status));
  const words = word('refused', error.code);
  return words === error.code ? error.message : words;
}
