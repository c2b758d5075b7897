import { ApiError } from '@relance/console-data-access';
import { type FieldProblem } from '@relance/console-ui';
import { useMemo } from 'react';
import { problemInWords } from '../../i18n/problem-words.ts';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** What `showRefusal` of the form kit asks for: the words of each field's problem, and of the refusal as a whole. */
export function useFormWords() {
  const i18n = useI18n();
  return useMemo(
    () => ({
      field: (problem: FieldProblem) => problemInWords(problem, i18n),
      whole: (error: unknown) =>
        // the API's English sentence about these very values says more than the words of a general code
        error instanceof ApiError && error.status === 422 && i18n.language === 'en'
          ? error.message
          : refusalInWords(error, i18n),
    }),
    [i18n],
  );
}
