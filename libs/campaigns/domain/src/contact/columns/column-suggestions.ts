import { isEmailLike, isNumberLike, isUnnamed, meaningsOf } from './contact-headers.ts';
import { type ColumnTarget } from './import-fields.ts';

export type ColumnSuggestion = { readonly suggested: ColumnTarget; readonly confidence: number };

/** Words that may be somebody's name. */
const nameLike = (text: string): boolean => /\p{L}{2}/u.test(text) && !/[\d@]/.test(text);

/** What each column is most probably: by its header, else (less surely) by what stands in it. */
export function suggestColumns(
  header: readonly string[],
  samplesOf: (column: number) => readonly string[],
): readonly ColumnSuggestion[] {
  const byHeader = meaningsOf(header);
  const hasPhone = byHeader.some((meaning) => meaning?.target === 'phone');
  const hasEmail = byHeader.some((meaning) => meaning?.target === 'email');
  // Where no header says otherwise a mistyped number does not hide the column.
  const isMost = isUnnamed(header);
  const isPhone = (samples: readonly string[]): boolean =>
    !hasPhone && (isMost ? samples.filter(isNumberLike).length * 2 >= samples.length : samples.every(isNumberLike));
  const filled = header.map((_, column) => samplesOf(column).filter((sample) => sample !== ''));
  const nameColumn =
    header.length > 1 && isMost ? filled.findIndex((cells) => cells.length > 0 && cells.every(nameLike)) : -1;
  return header.map((_, column): ColumnSuggestion => {
    const meaning = byHeader[column];
    if (meaning) return { suggested: meaning.target, confidence: meaning.confidence };
    const samples = filled[column] ?? [];
    if (samples.length > 0 && isPhone(samples)) return { suggested: 'phone', confidence: 0.6 };
    if (!hasEmail && samples.length > 0 && samples.every(isEmailLike)) return { suggested: 'email', confidence: 0.6 };
    if (column === nameColumn) return { suggested: 'name', confidence: 0.5 };
    return { suggested: 'ignore', confidence: 0 };
  });
}
