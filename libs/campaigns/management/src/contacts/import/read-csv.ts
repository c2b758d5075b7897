import { Readable } from 'node:stream';
import { contactLimits } from '@relance/campaigns-domain';
import { DomainError } from '@relance/kernel';
import { validationFailed } from '@relance/platform';
import { CsvError, parse } from 'csv-parse';
import { type RawRow } from './save-contact-rows.ts';

const textColumns = [
  'phone',
  'name',
  'email',
  'country',
  'language',
  'gender',
  'birthDate',
  'profession',
  'registeredAt',
  'subscription',
  'referrerName',
] as const;
const otherColumns = ['tags', 'consent.source', 'consent.at'] as const;
const columns: ReadonlyMap<string, string> = new Map(
  [...textColumns, ...otherColumns].map((name) => [name.toLowerCase(), name]),
);
const ATTRIBUTE = 'attributes.';

const refuse = (problem: string): DomainError => validationFailed([{ field: 'file', problem }]);

/**
 * Reads a CSV file of contacts: header row with the names of a contact's fields (`attributes.city` for attributes), `,` or
 * `;`, UTF-8 with or without BOM (Windows-1252 when it is no UTF-8), several tags in a cell parted by `|`. An empty cell is
 * no value. Row numbers are lines of the file. Refuses (400) a file without `phone`, with unknown columns or broken quotes.
 */
export async function readCsv(file: Uint8Array): Promise<RawRow[]> {
  // One kind of line end, so that lines are counted alike everywhere.
  const text = decode(file).replace(/\r\n?/g, '\n');
  const records = await parseRecords(text);
  const [header, ...rows] = records;
  if (!header) throw refuse('is empty');
  const names = columnNames(header.record);
  if (rows.length > contactLimits.importRows) {
    throw new DomainError('unprocessable', 'IMPORT_TOO_LONG', `A file may have ${contactLimits.importRows} rows.`, {
      rows: rows.length,
      limit: contactLimits.importRows,
    });
  }
  return rows.map(({ record, line }) => ({ place: line, value: toBody(names, record) }));
}

function decode(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('windows-1252').decode(file);
  }
}

type CsvRecord = { readonly record: readonly string[]; readonly line: number };
type Parsed = { readonly record: string[]; readonly raw: string; readonly info: { readonly lines: number } };

async function parseRecords(text: string): Promise<CsvRecord[]> {
  const parser = Readable.from(chunksOf(text)).pipe(
    parse({
      delimiter: delimiterOf(text),
      bom: true,
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }),
  );
  const records: CsvRecord[] = [];
  try {
    for await (const parsed of parser) {
      const { record, raw, info } = parsed as Parsed; // `info` and `raw` wrap each record
      records.push({ record, line: info.lines - lineBreaksInside(raw) });
    }
    return records;
  } catch (error) {
    if (error instanceof CsvError) throw refuse(`is not well-formed CSV: ${error.message}`);
    throw error;
  }
}

const CHUNK = 64 * 1024;

/** Piece by piece, so that other requests get their turn while a large file is read. Bytes, for a cut may split an emoji. */
function* chunksOf(text: string): Generator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += CHUNK) yield bytes.subarray(start, start + CHUNK);
}

/** A record may hold line breaks inside quotes; its line is where it begins. */
const lineBreaksInside = (raw: string): number => raw.trim().split('\n').length - 1;

/** The header decides: whichever of the two stands in it more often. */
function delimiterOf(text: string): ',' | ';' {
  const header = text.split('\n', 1)[0] ?? '';
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

function columnNames(header: readonly string[]): string[] {
  const names = header.map((name) => columnName(name.trim()));
  const unknown = header.filter((_, index) => names[index] === null);
  if (unknown.length > 0) throw refuse(`has unknown columns: ${unknown.join(', ').slice(0, 200)}`);
  const known = names.filter((name) => name !== null);
  if (!known.includes('phone')) throw refuse('must have a column named phone');
  const twice = known.find((name, index) => known.indexOf(name) !== index);
  if (twice) throw refuse(`has the column ${twice} twice`);
  return known;
}

function columnName(written: string): string | null {
  const known = columns.get(written.toLowerCase());
  if (known) return known;
  return written.toLowerCase().startsWith(ATTRIBUTE) ? ATTRIBUTE + written.slice(ATTRIBUTE.length) : null;
}

/** A row as the body of one contact; a row with more cells than the header keeps them under a name that is refused. */
function toBody(names: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const attributes: [string, string][] = [];
  const consent: Record<string, string> = {};
  for (const [index, cell] of cells.entries()) {
    const name = names[index];
    if (cell === '') continue;
    if (name === undefined) body[`column ${index + 1}`] = cell;
    else if (name === 'tags') body['tags'] = cell.split('|').filter((tag) => tag.trim() !== '');
    else if (name.startsWith(ATTRIBUTE)) attributes.push([name.slice(ATTRIBUTE.length), cell]);
    else if (name.startsWith('consent.')) consent[name.slice('consent.'.length)] = cell;
    else body[name] = cell;
  }
  if (attributes.length > 0) body['attributes'] = Object.fromEntries(attributes);
  if (Object.keys(consent).length > 0) body['consent'] = consent;
  return body;
}
