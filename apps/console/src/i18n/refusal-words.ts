import { ApiError } from '@relance/console-data-access';
import { type I18n } from './use-i18n.tsx';

/** Codes whose sentence from the API names the very state or number; it is in English only. */
const specific: ReadonlySet<string> = new Set([
  'CAMPAIGN_TRANSITION_REFUSED',
  'AUDIENCE_OVER_LIMIT',
  'TARGET_NOT_RETRYABLE',
  'MEDIA_IN_USE',
]);

/** A refusal of the API in the reader's language; its own sentence where this build knows no words for the code. */
export function refusalInWords(error: unknown, { t, word, language }: Pick<I18n, 't' | 'word' | 'language'>): string {
  if (!(error instanceof ApiError) || error.status === 0) return t('error.unreachable');
  if (language === 'en' && specific.has(error.code)) return error.message;
  const words = word('refused', error.code);
  return words === error.code ? error.message : words;
}
