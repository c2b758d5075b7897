import { type I18n } from './use-i18n.tsx';

/** A problem as the API tells it: its English sentence, and its code with what the sentence names, where it has one. */
export type CodedProblem = { problem: string; code?: string | null; params?: Readonly<Record<string, string>> };

/** A problem of a value as a sentence in the reader's language; the API's own where this build knows no words for the code. */
export function problemInWords({ problem, code, params = {} }: CodedProblem, { word }: Pick<I18n, 'word'>): string {
  const values = params.field === undefined ? params : { ...params, field: word('import.field', params.field) };
  const words = code ? word('problem', code, values) : null;
  return words === null || words === code ? problem.charAt(0).toUpperCase() + problem.slice(1) : words;
}
