import { ApiError } from '@relance/console-data-access';
import { type FieldProblem } from '@relance/console-ui';
import { useMemo } from 'react';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** What `showRefusal` of the form kit asks for: the API's own sentence per field, the code's words for the whole. */
export function useFormWords() {
  const i18n = useI18n();
  return useMemo(
    () => ({
      field: ({ problem }: FieldProblem) => problem.charAt(0).toUpperCase() + problem.slice(1),
      whole: (error: unknown) =>
        // a sentence about these very values says more than the words of a general code
        error instanceof ApiError && error.status === 422 ? error.message : refusalInWords(error, i18n),
    }),
    [i18n],
  );
}
