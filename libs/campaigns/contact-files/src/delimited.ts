import { type FileRow } from '@relance/campaigns-domain';
import { TimeSlice } from '@relance/kernel';
import { parse } from 'csv-parse/sync';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** One record: the physical lines it spans, joined by LF, and the number of its first line (from 1). */
type RawRecord = { readonly text: string; readonly line: number; readonly isText: boolean };

/** A cell with line breaks rarely has more of them; a quote that stays open longer was no opening quote. */
const LINES_A_RECORD = 200;
const GROUP = 500;

/** A line of a table drawn with characters: `|----|----|`, `+====+`. */
const isRule = (text: string): boolean => /^[\s|+:=_-]+$/.test(text) && /---|===|___/.test(text);

const isBlank = (text: string, delimiter: string): boolean => {
  if (isRule(text)) return true;
  for (const character of text)
    if (character !== delimiter && character !== '"' && character.trim() !== '') return false;
  return true;
};

type QuoteState = {
  readonly isOpen: boolean;
  /** A quote inside a quoted cell that neither ends it nor is doubled. */ readonly hasLone: boolean;
};

/** How the quotes of a text stand at its end; it begins outside quotes or, with `inside`, within them. */
function quotesOf(text: string, delimiter: string, inside: boolean): QuoteState {
  if (!text.includes('"')) return { isOpen: inside, hasLone: false };
  let isOpen = inside;
  let hasLone = false;
  let atStart = !inside;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (!isOpen) {
      if (character === '"' && atStart) isOpen = true;
      atStart = character === delimiter || (atStart && character === ' ');
    } else if (character === '"') {
      if (text[at + 1] === '"') at += 1;
      else if (endsField(text, at + 1, delimiter)) {
        isOpen = false;
        atStart = false;
      } else hasLone = true;
    }
  }
  return { isOpen, hasLone };
}

const endsField = (text: string, at: number, delimiter: string): boolean => {
  let next = at;
  while (text[next] === ' ') next += 1;
  return next >= text.length || text[next] === delimiter || text[next] === '\n';
};

/**
 * Joins lines that belong to one record. In well-formed text a quoted cell that spans lines holds no lone quote; where one
 * turns up, or the cell never ends, the quote that opened it was a stray one: its line is taken as text, so that it costs
 * itself and nobody else.
 */
export function* recordsOf(lines: Iterable<string>, delimiter: string): Generator<RawRecord> {
  const source = lines[Symbol.iterator]();
  let waiting: string[] = [];
  const take = (): string | null => (waiting.length > 0 ? (waiting.shift() ?? null) : pull(source));
  let line = 0;
  for (let first = take(); first !== null; first = take()) {
    line += 1;
    let { isOpen, hasLone } = quotesOf(first, delimiter, false);
    if (!isOpen) {
      yield { text: first, line, isText: false };
      continue;
    }
    const parts = [first];
    while (isOpen && !hasLone && parts.length < LINES_A_RECORD) {
      const next = take();
      if (next === null) break;
      parts.push(next);
      ({ isOpen, hasLone } = quotesOf(next, delimiter, true));
    }
    const isWhole = !isOpen && !hasLone;
    yield isWhole ? { text: parts.join('\n'), line, isText: false } : { text: first, line, isText: true };
    if (isWhole) line += parts.length - 1;
    else waiting = [...parts.slice(1), ...waiting];
  }
}

function pull(source: Iterator<string>): string | null {
  const { value, done } = source.next();
  return done ? null : value;
}

const options = {
  quote: '"',
  relax_quotes: true,
  relax_column_count: true,
  trim: true,
  record_delimiter: '\n',
} as const;

function cellsOf(text: string, delimiter: string): readonly string[] {
  try {
    const [cells, ...more] = parse(text, { ...options, delimiter }) as string[][];
    if (cells && more.length === 0) return cells;
  } catch {
    // Quotes that the grammar cannot place: they are text.
  }
  return tolerantCells(text, delimiter);
}

/** Splits where no quote is open, and takes off the quotes that enclose a cell. */
function tolerantCells(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  for (const piece of text.split(delimiter)) {
    const last = cells.length - 1;
    const before = cells[last];
    if (before !== undefined && quotesOf(before, delimiter, false).isOpen) cells[last] = before + delimiter + piece;
    else cells.push(piece);
  }
  return cells.map((cell) => unquoted(cell.trim()));
}

const unquoted = (cell: string): string =>
  cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;

const plainCells = (text: string, delimiter: string): string[] =>
  text.split(delimiter).map((cell) => unquoted(cell.trim()).replace(/^"/, ''));

/** `="0612345678"`: a text that a spreadsheet must not read as a number. */
const asText = (cell: string): string =>
  cell.startsWith('="') && /^="(?:[^"]|"")*"$/.test(cell) ? cell.slice(2, -1).replaceAll('""', '"') : cell;

/** The records of a text file as rows; empty lines and lines of empty cells are none. */
export function* rowsOf(lines: Iterable<string>, delimiter: string): Generator<FileRow> {
  let group: RawRecord[] = [];
  for (const record of recordsOf(lines, delimiter)) {
    if (isBlank(record.text, delimiter)) continue;
    group.push(record);
    if (group.length < GROUP) continue;
    yield* parsed(group, delimiter);
    group = [];
  }
  yield* parsed(group, delimiter);
}

function parsed(group: readonly RawRecord[], delimiter: string): FileRow[] {
  if (group.length === 0) return [];
  const whole = group.some(({ isText }) => isText) ? null : parsedTogether(group, delimiter);
  return group.map(({ text, line, isText }, index) => ({
    line,
    cells: (isText ? plainCells(text, delimiter) : (whole?.[index] ?? cellsOf(text, delimiter))).map(asText),
  }));
}

function parsedTogether(group: readonly RawRecord[], delimiter: string): string[][] | null {
  try {
    const rows = parse(group.map(({ text }) => text).join('\n'), { ...options, delimiter }) as string[][];
    return rows.length === group.length ? rows : null;
  } catch {
    return null;
  }
}

/** Which records are counted: those behind a line that are rows by what their cells are, where their text does not say it. */
type Counted = {
  readonly behind: number;
  readonly mayBeNone: (text: string) => boolean;
  readonly isRow: (row: FileRow) => boolean;
};

/** How many rows there are, at most `limit` + 1; cells are looked at only where a text may be no row. */
export async function countRows(
  lines: Iterable<string>,
  delimiter: string,
  limit: number,
  { behind, mayBeNone, isRow }: Counted,
): Promise<number> {
  const turn = new TimeSlice();
  let count = 0;
  for (const record of recordsOf(lines, delimiter)) {
    if (turn.isOver) await turn.yield();
    if (record.line <= behind || isBlank(record.text, delimiter)) continue;
    if (mayBeNone(record.text) && !parsed([record], delimiter).every(isRow)) continue;
    count += 1;
    if (count > limit) break;
  }
  return count;
}
