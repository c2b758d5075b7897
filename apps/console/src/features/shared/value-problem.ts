import { fieldProblemsOf } from '@relance/console-ui';
import { problemInWords } from '../../i18n/problem-words.ts';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { type I18n } from '../../i18n/use-i18n.tsx';

/** The first thing that is wrong with what was sent, where the refusal names one; else the refusal's own words. */
export function valueProblemInWords(error: unknown, i18n: Pick<I18n, 't' | 'word' | 'language'>): string {
  const [first] = fieldProblemsOf(error);
  return first ? problemInWords(first, i18n) : refusalInWords(error, i18n);
}
