import {
  type ContactFile,
  ContactFileError,
  type ContactFileOptions,
  type ContactFileReader,
  type FileRow,
  headerScore,
  isNumberLike,
  meaningOf,
  unnamedColumn,
} from '@relance/campaigns-domain';
import { TimeSlice, problem } from '@relance/kernel';
import { countRows, type Delimiter, delimiters, recordsOf, rowsOf } from './delimited.ts';
import { encodingOf, linesOf } from './encoding.ts';
import { rewriteOf } from './line-forms.ts';
import { rowsBelow } from './repeated-header.ts';
import { cardRows, vcardColumns } from './vcard.ts';
import { COLUMNS_MAX, openWorkbook, type Workbook } from './xlsx.ts';

/** Title lines, empty lines and a `sep=` line may stand above the header: it is looked for in so many rows. */
const HEADER_ROWS = 12;
const DETECT_LINES = 40;

const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
/** The container of spreadsheets before XLSX, and of protected ones. */
const isOldOffice = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';

/** Reads files of contacts: what they are is found in their bytes, never in their names. */
export const contactFileReader: ContactFileReader = {
  async open(bytes, options = {}) {
    if (isOldOffice(bytes)) throw new ContactFileError(problem('FILE_OLD_SPREADSHEET'));
    if (isPdf(bytes)) throw new ContactFileError(problem('FILE_PDF'));
    if (isZip(bytes)) return openSheet(bytes, options);
    return openText(bytes, options);
  },
};

/** Sheets looked through for the one with people. */
const SHEETS_TRIED = 8;

async function openSheet(bytes: Uint8Array, options: ContactFileOptions): Promise<ContactFile> {
  const workbook = await openWorkbook(bytes);
  const { sheet, head } = await chosenSheet(workbook, options);
  const header = headerOrNames(head, options);
  const { isRow } = rowsBelow(header);
  return {
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    sheets: workbook.sheets,
    sheet,
    header: header.cells,
    async *rows() {
      for await (const row of workbook.rows(sheet)) if (isRow(row)) yield row;
    },
    async count(limit) {
      let count = 0;
      for await (const row of workbook.rows(sheet)) {
        if (isRow(row)) count += 1;
        if (count > limit) break;
      }
      return count;
    },
  };
}

/** The sheet asked for; else the first shown one with a column of phones, else the first shown one. */
async function chosenSheet(
  workbook: Workbook,
  options: ContactFileOptions,
): Promise<{ sheet: string; head: readonly FileRow[] }> {
  const candidates = options.sheet === undefined ? workbook.shown.slice(0, SHEETS_TRIED) : [options.sheet];
  let first: { sheet: string; head: readonly FileRow[] } | null = null;
  for (const sheet of candidates) {
    const head: FileRow[] = [];
    for await (const row of workbook.rows(sheet)) {
      head.push(row);
      if (head.length >= HEADER_ROWS) break;
    }
    first ??= { sheet, head };
    if (candidates.length === 1 || hasPeople(head, options)) return { sheet, head };
  }
  if (!first) throw new ContactFileError(problem('FILE_NO_SHEET'));
  return first;
}

function hasPeople(head: readonly FileRow[], options: ContactFileOptions): boolean {
  const header = headerOf(head, options);
  if (!header) return false;
  const { columns } = options;
  if (columns) return columns.every((name) => header.cells.includes(name));
  return header.cells.some((cell) => meaningOf(cell)?.target === 'phone' || isNumberLike(cell));
}

/** The header; names made up, above the first row, where the row that could be one is a person already. */
function headerOrNames(head: readonly FileRow[], options: ContactFileOptions): FileRow {
  const header = headerOf(head, options);
  if (!header) return { line: 0, cells: [] };
  if (scoreRow(header.cells, options) > 0 || !header.cells.some(isNumberLike)) return header;
  const width = Math.min(COLUMNS_MAX, Math.max(...head.map(({ cells }) => cells.length)));
  return { line: header.line - 1, cells: Array.from({ length: width }, (_, index) => unnamedColumn(index)) };
}

async function openText(bytes: Uint8Array, options: ContactFileOptions): Promise<ContactFile> {
  const encoding = await encodingOf(bytes);
  const asWritten = (): Iterable<string> => linesOf(bytes, encoding);
  const written = firstLines(asWritten(), DETECT_LINES);
  if (written.length === 0) throw new ContactFileError(problem('FILE_EMPTY'));
  refuseOtherText(written[0] ?? '');
  if (written.some((line) => /^\s*BEGIN:VCARD\s*$/i.test(line))) return openCards(asWritten, encoding.name);
  const rewrite = rewriteOf(written);
  const lines = (): Iterable<string> => (rewrite ? rewritten(asWritten(), rewrite) : asWritten());
  const first = rewrite ? written.map(rewrite) : written;
  if (looksBinary(first)) throw new ContactFileError(problem('FILE_NO_TEXT'));
  const { delimiter, skipped } = dialectOf(first, options);
  const from = (): Iterable<string> => afterLines(lines(), skipped);
  const head: FileRow[] = [];
  for (const row of rowsOf(from(), delimiter)) {
    head.push({ ...row, line: row.line + skipped });
    if (head.length >= HEADER_ROWS) break;
  }
  if (head.length === 0) throw new ContactFileError(problem('FILE_EMPTY'));
  const list = listOf(head);
  if (list) return openList(list, encoding.name, delimiter);
  const header = headerOrNames(head, options);
  const numbered = ({ line, cells }: FileRow): FileRow => ({
    line: line + skipped,
    cells: cells.slice(0, COLUMNS_MAX),
  });
  const { isRow, mayRepeat } = rowsBelow({ ...header, line: header.line - skipped });
  return {
    format: delimiter === '\t' ? 'tsv' : 'csv',
    encoding: encoding.name,
    delimiter,
    sheets: [],
    sheet: null,
    header: header.cells.slice(0, COLUMNS_MAX),
    async *rows() {
      for (const row of rowsOf(from(), delimiter)) if (isRow(row)) yield numbered(row);
    },
    count: (limit) =>
      countRows(from(), delimiter, limit, {
        behind: header.line - skipped,
        mayBeNone: mayRepeat,
        isRow,
      }),
  };
}

/** Text that is a list of people in a form that no reader here knows. */
function refuseOtherText(line: string): void {
  const start = line.trim();
  if (/^<(?:!doctype|html|table|meta|head|body|\?xml|style)\b/i.test(start) || start.startsWith('<?xml'))
    throw new ContactFileError(problem('FILE_WEB_PAGE'));
  if (/^(?:\[\s*\{|\{\s*")/.test(start)) throw new ContactFileError(problem('FILE_JSON'));
  if (start.startsWith('{\\rtf')) throw new ContactFileError(problem('FILE_DOCUMENT'));
}

function* rewritten(lines: Iterable<string>, rewrite: (line: string) => string): Generator<string> {
  for (const line of lines) yield rewrite(line);
}

/** A single line of numbers (people of a group, copied): each cell is a row. */
function listOf(head: readonly FileRow[]): readonly FileRow[] | null {
  const [only, ...more] = head;
  if (!only || more.length > 0) return null;
  const cells = only.cells.filter((cell) => cell !== '');
  const numbers = cells.filter(isNumberLike).length;
  if (numbers < 2 || numbers * 2 < cells.length) return null;
  return cells.map((cell) => ({ line: only.line, cells: [cell] }));
}

const openList = (list: readonly FileRow[], encoding: string, delimiter: string): ContactFile => ({
  format: 'csv',
  encoding,
  delimiter,
  sheets: [],
  sheet: null,
  header: [unnamedColumn(0)],
  async *rows() {
    yield* list;
  },
  count: (limit) => Promise.resolve(Math.min(list.length, limit + 1)),
});

function openCards(lines: () => Iterable<string>, encoding: string): ContactFile {
  return {
    format: 'vcard',
    encoding,
    delimiter: null,
    sheets: [],
    sheet: null,
    header: [...vcardColumns],
    async *rows() {
      yield* cardRows(lines());
    },
    async count(limit) {
      const turn = new TimeSlice();
      let count = 0;
      for (const line of lines()) {
        if (turn.isOver) await turn.yield();
        if (/^\s*BEGIN:VCARD\s*$/i.test(line)) count += 1;
        if (count > limit) break;
      }
      return count;
    },
  };
}

function firstLines(lines: Iterable<string>, count: number): string[] {
  const first: string[] = [];
  for (const line of lines) {
    if (line.trim() === '' && first.length === 0) continue;
    first.push(line);
    if (first.length >= count) break;
  }
  return first;
}

function* afterLines(lines: Iterable<string>, count: number): Generator<string> {
  let at = 0;
  for (const line of lines) {
    at += 1;
    if (at > count) yield line;
  }
}

/** Text has line ends, tabs and little else below the space. */
function looksBinary(lines: readonly string[]): boolean {
  const sample = lines.join('').slice(0, 4096);

  const controls = sample.match(/[\u0000-\u0008\u000e-\u001a\ufffd]/g)?.length ?? 0;
  return controls > 8 && controls / sample.length > 0.1;
}

/** Excel's own line says the delimiter; else the one by which a header is found, or that parts the lines most evenly. */
function dialectOf(lines: readonly string[], options: ContactFileOptions): { delimiter: Delimiter; skipped: number } {
  const said = /^"?sep=(.)"?\s*$/i.exec(
    lines[0]?.trim() === 'sep=' ? 'sep=\t' : (lines[0] ?? '').replace(/[\r\n]+$/, ''),
  )?.[1];
  if (said && (delimiters as readonly string[]).includes(said)) return { delimiter: said as Delimiter, skipped: 1 };
  const ranked = delimiters.map((delimiter) => ({ delimiter, score: scoreOf(lines, delimiter, options) }));
  const best = ranked.reduce((a, b) => (b.score > a.score ? b : a));
  return { delimiter: best.delimiter, skipped: 0 };
}

function scoreOf(lines: readonly string[], delimiter: string, options: ContactFileOptions): number {
  const rows = [...rowsOf(lines, delimiter)].slice(0, HEADER_ROWS);
  const header = headerOf(rows, options);
  if (!header) return 0;
  const widths = [...recordsOf(lines, delimiter)].map(({ text }) => text.split(delimiter).length);
  const even = widths.filter((width) => width > 1 && width === header.cells.length).length / Math.max(1, widths.length);
  return scoreRow(header.cells, options) * 10 + even * 5 + (header.cells.length > 1 ? 1 : 0);
}

const scoreRow = (cells: readonly string[], { columns }: ContactFileOptions): number =>
  columns ? cells.filter((cell) => columns.includes(cell.trim())).length : headerScore(cells);

/** The row that reads most like a header, the first of equals; without any, the first row with several cells. */
function headerOf(rows: readonly FileRow[], options: ContactFileOptions): FileRow | null {
  let best: FileRow | null = null;
  let bestScore = 0;
  for (const row of rows) {
    const score = scoreRow(row.cells, options);
    if (score > bestScore) {
      best = row;
      bestScore = score;
    }
  }
  return best ?? rows.find(({ cells }) => cells.filter((cell) => cell !== '').length > 1) ?? rows[0] ?? null;
}
