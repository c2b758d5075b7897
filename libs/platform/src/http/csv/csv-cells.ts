/** What may stand in a cell. Dates are written as ISO 8601; null and undefined are empty. */
export type CsvCell = string | number | boolean | Date | null | undefined;

/** Spreadsheets read a cell that begins so as a formula; also behind white space, and in full width. */
const formula = /^[\s\u200e\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/;
const plainStart = /^[0-9A-Za-z]/;
/** Whole or masked (`+237…10`): nothing of it computes. */
const phone = /^\+(?:\d{5,15}|\d{3}…\d{2})$/;

/** The text of a cell: a formula gets a leading apostrophe, a phone number such as `+23361234567` stays as it is. */
export function csvText(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell !== 'string') return String(cell);
  // Most texts begin with a letter or a digit: nothing computes them.
  if (plainStart.test(cell)) return cell;
  // A text that begins like a guarded one is guarded too, so that whoever takes one apostrophe off has what was written.
  return formula.test(cell.replace(/^'+/, '')) && !phone.test(cell) ? `'${cell}` : cell;
}
