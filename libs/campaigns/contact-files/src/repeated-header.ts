import { type FileRow, headerScore } from '@relance/campaigns-domain';

/** Which rows are people: those below the header that are not the header again, as files have it that were put together from several. */
export type RowRule = {
  readonly isRow: (row: FileRow) => boolean;
  /** Whether a record may be the header again, which its cells decide: false for almost all, at little cost. */
  readonly mayRepeat: (text: string) => boolean;
};

/** What is left of a cell or a record without case, quotes, spaces and delimiters. */
const squeezed = (text: string): string => text.replace(/[\s"'=,;|\ufeff]+/g, '').toLowerCase();

/** A header that says something is known again whatever its case and its quotes are, and with empty cells behind it. */
export function rowsBelow({ line: headerLine, cells: header }: FileRow): RowRule {
  const isKnown = headerScore(header) > 0;
  const wanted = header.map(squeezed);
  const named = wanted.findIndex((cell) => cell !== '');
  const whole = wanted.join('');
  const isHeader = (cells: readonly string[]): boolean =>
    squeezed(cells[named] ?? '') === wanted[named] &&
    Array.from({ length: Math.max(cells.length, wanted.length) }).every(
      (_, at) => squeezed(cells[at] ?? '') === (wanted[at] ?? ''),
    );
  return {
    isRow: ({ line, cells }) => line > headerLine && !(isKnown && isHeader(cells)),
    mayRepeat: (text) => isKnown && text.length >= whole.length && squeezed(text) === whole,
  };
}
