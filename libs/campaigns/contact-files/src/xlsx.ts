import { problem } from '@relance/kernel';
import { ContactFileError, type FileRow } from '@relance/campaigns-domain';
import { withoutDoubleEncoding } from './double-encoding.ts';
import { entriesOf, InflateBudget, textOf, type ZipEntry } from './zip.ts';
import { attributesOf, decodeEntities, tokensOf } from './xml.ts';

/** Texts that many cells share, kept in memory while a sheet is read. */
const SHARED_CHARACTERS_MAX = 24 * 1024 * 1024;
/** A spreadsheet's own limit is 32,767. */
const CELL_CHARACTERS_MAX = 2 * 1024 * 1024;
/** A sheet may have 16,384 columns; a contact has no use for so many. */
export const COLUMNS_MAX = 512;
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 30, 36, 45, 46, 47, 50, 57]);
const DAY_MS = 86_400_000;

type Sheet = { readonly name: string; readonly path: string; readonly isHidden: boolean };
export type Workbook = {
  readonly sheets: readonly string[];
  /** Those that are not hidden; all where all are. */
  readonly shown: readonly string[];
  rows(sheet: string | null): AsyncGenerator<FileRow>;
};

/** Opens a workbook: its sheets by name, and the rows of one as a stream. */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const entries = entriesOf(bytes);
  const sheets = await sheetsOf(entries);
  if (sheets.length === 0) throw new ContactFileError(problem('FILE_NO_SHEET'));
  const shown = sheets.filter(({ isHidden }) => !isHidden);
  return {
    shown: (shown.length > 0 ? shown : sheets).map(({ name }) => name),
    sheets: sheets.map(({ name }) => name),
    rows: (wanted) => {
      const sheet = wanted === null ? sheets[0] : sheets.find(({ name }) => name === wanted);
      if (!sheet) throw new ContactFileError(problem('FILE_NO_SHEET_NAMED', { name: String(wanted).slice(0, 50) }));
      return rowsOfSheet(entries, sheet);
    },
  };
}

async function whole(entries: ReadonlyMap<string, ZipEntry>, path: string, budget: InflateBudget): Promise<string> {
  const entry = entries.get(path);
  if (!entry) return '';
  let text = '';
  for await (const piece of textOf(entry, budget)) {
    text += piece;
    if (text.length > SHARED_CHARACTERS_MAX) throw new ContactFileError(problem('FILE_UNPACKS_TOO_LARGE'));
  }
  return text;
}

/** Where the workbook lies: the package says so, and not every program calls it as Excel does. */
async function workbookPath(entries: ReadonlyMap<string, ZipEntry>, budget: InflateBudget): Promise<string> {
  const usual = 'xl/workbook.xml';
  if (entries.has(usual)) return usual;
  for (const { name, text } of tokensOf([await whole(entries, '_rels/.rels', budget)])) {
    const { Type = '', Target = '' } = name === 'Relationship' ? attributesOf(text) : {};
    if (Type.endsWith('/officeDocument')) return Target.replace(/^\.?\//, '');
  }
  return usual;
}

async function sheetsOf(entries: ReadonlyMap<string, ZipEntry>): Promise<Sheet[]> {
  const budget = new InflateBudget();
  const path = await workbookPath(entries, budget);
  const workbook = await whole(entries, path, budget);
  if (workbook === '') throw new ContactFileError(problem('FILE_NO_SPREADSHEET'));
  const relations = await whole(entries, path.replace(/[^/]+$/, '_rels/$&.rels'), budget);
  const targets = new Map<string, string>();
  for (const { name, text } of tokensOf([relations])) {
    if (name !== 'Relationship') continue;
    const { Id, Target } = attributesOf(text);
    if (Id && Target) targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`);
  }
  const sheets: Sheet[] = [];
  for (const { name, text } of tokensOf([workbook])) {
    if (name !== 'sheet') continue;
    const given = attributesOf(text);
    const target = targets.get(given['id'] ?? '');
    if (given['name'] && target && entries.has(target))
      sheets.push({ name: given['name'], path: target, isHidden: /hidden/i.test(given['state'] ?? '') });
  }
  return sheets;
}

type WorkbookFacts = {
  readonly shared: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly is1904: boolean;
};

async function workbookFacts(entries: ReadonlyMap<string, ZipEntry>, budget: InflateBudget): Promise<WorkbookFacts> {
  const workbook = await whole(entries, await workbookPath(entries, budget), budget);
  return {
    shared: await sharedStrings(entries.get('xl/sharedStrings.xml'), budget),
    dateStyles: dateStylesOf(await whole(entries, 'xl/styles.xml', budget)),
    is1904: /<(?:\w+:)?workbookPr[^>]*date1904="(1|true)"/.test(workbook),
  };
}

async function sharedStrings(entry: ZipEntry | undefined, budget: InflateBudget): Promise<string[]> {
  const texts: string[] = [];
  if (!entry) return texts;
  let characters = 0;
  let current = '';
  let isText = false;
  let isPhonetic = false;
  for await (const piece of tokensOfStream(textOf(entry, budget))) {
    if (piece.kind === 'text') {
      if (isText && !isPhonetic) current += decodeEntities(piece.text);
    } else if (piece.name === 't') isText = piece.kind === 'open';
    else if (piece.name === 'rPh') isPhonetic = piece.kind === 'open';
    else if (piece.name === 'si') {
      if (piece.kind !== 'open') {
        characters += current.length;
        if (characters > SHARED_CHARACTERS_MAX) {
          throw new ContactFileError(problem('FILE_UNPACKS_TOO_LARGE'));
        }
        texts.push(withoutDoubleEncoding(current));
      }
      current = '';
    }
  }
  return texts;
}

/** Numbers of the cell formats that show a date. */
function dateStylesOf(styles: string): Set<number> {
  const dateFormats = new Set(BUILT_IN_DATES);
  const dates = new Set<number>();
  let inFormats = false;
  let index = 0;
  for (const { kind, name, text } of tokensOf([styles])) {
    if (kind === 'text') continue;
    if (name === 'numFmt') {
      const { numFmtId, formatCode } = attributesOf(text);
      if (formatCode && isDateFormat(formatCode)) dateFormats.add(Number(numFmtId));
    } else if (name === 'cellXfs') inFormats = kind === 'open';
    else if (name === 'xf' && inFormats && kind !== 'close') {
      if (dateFormats.has(Number(attributesOf(text)['numFmtId']))) dates.add(index);
      index += 1;
    }
  }
  return dates;
}

const isDateFormat = (code: string): boolean => /[dy]|m{3}/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

async function* tokensOfStream(pieces: AsyncIterable<string>) {
  let rest = '';
  for await (const piece of pieces) {
    const text = rest + piece;
    // A piece may end inside a tag or an entity: what follows the last complete tag waits.
    const cut = text.lastIndexOf('>') + 1;
    rest = text.slice(cut);
    if (rest.length > CELL_CHARACTERS_MAX) throw new ContactFileError(problem('FILE_CELL_TOO_LONG'));
    yield* tokensOf([text.slice(0, cut)]);
  }
  if (rest !== '') yield* tokensOf([rest]);
}

async function* rowsOfSheet(entries: ReadonlyMap<string, ZipEntry>, { path }: Sheet): AsyncGenerator<FileRow> {
  const entry = entries.get(path);
  if (!entry) return;
  const budget = new InflateBudget();
  const facts = await workbookFacts(entries, budget);
  let line = 0;
  let cells: string[] = [];
  let column = -1;
  let cell: { type: string; style: number } = { type: 'n', style: 0 };
  let value = '';
  let isValue = false;
  for await (const { kind, name, text } of tokensOfStream(textOf(entry, budget))) {
    if (kind === 'text') {
      if (isValue) value += decodeEntities(text);
      continue;
    }
    if (name === 'row') {
      if (kind !== 'close') {
        line = Number(attributesOf(text)['r'] ?? line + 1) || line + 1;
        cells = [];
        column = -1;
      }
      if (kind !== 'open' && cells.some((each) => each !== '')) yield { line, cells };
    } else if (name === 'c') {
      if (kind !== 'close') {
        const { r, t = 'n', s = '0' } = attributesOf(text);
        column = r ? columnOf(r) : column + 1;
        cell = { type: t, style: Number(s) };
        value = '';
      }
      if (kind === 'close' && column >= 0 && column < COLUMNS_MAX) {
        while (cells.length < column) cells.push('');
        cells[column] = shown(value, cell, facts);
      }
    } else if (name === 'v' || name === 't') isValue = kind === 'open';
  }
}

/** Column of a reference such as `AB12`, from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.toUpperCase()) {
    if (letter < 'A' || letter > 'Z') break;
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}

function shown(value: string, { type, style }: { type: string; style: number }, facts: WorkbookFacts): string {
  if (type === 's') return facts.shared[Number(value)]?.trim() ?? '';
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type === 'e') return '';
  if (type !== 'n') return withoutDoubleEncoding(value).trim();
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value.trim();
  if (facts.dateStyles.has(style)) return dateOf(number, facts.is1904);
  // A cell holds the whole number, however short it is shown.
  return Number.isInteger(number) && Math.abs(number) < 1e15 ? number.toFixed(0) : String(number);
}

/** A serial number as a calendar day, with the time where there is one. */
function dateOf(serial: number, is1904: boolean): string {
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const at = new Date(epoch + Math.round(serial * 86_400) * 1000);
  if (Number.isNaN(at.getTime())) return String(serial);
  const text = at.toISOString();
  return (serial * DAY_MS) % DAY_MS === 0 || Number.isInteger(serial) ? text.slice(0, 10) : `${text.slice(0, 19)}Z`;
}
