import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { stringify } from 'csv-stringify/sync';
import { type Response } from 'express';
import { readAhead } from '../../concurrency/read-ahead.ts';
import { SkipEnvelope } from '../envelope.ts';
import { type CsvCell, csvText } from './csv-cells.ts';
import { csvFormat, type CsvQuery } from './csv-query.ts';

export type CsvFile<Row> = {
  /** Without the ending. */
  readonly name: string;
  /** In the order of the file, by header. */
  readonly columns: Readonly<Record<string, (row: Row) => CsvCell>>;
  /**
   * Some hundred rows at a time, written as one piece each. Read only as fast as the client takes them; ended when it leaves, at the
   * next batch: what may look for rows for long without finding any gives an empty one now and then.
   */
  readonly batches: AsyncIterable<readonly Row[]>;
};

/**
 * A stream of lines that holds no more than a few batches at a time; also for attachments. A reader that leaves ends the batches,
 * and with them the database's cursor.
 */
export function csvStream<Row>({ columns, batches }: CsvFile<Row>, query: CsvQuery = {}): Readable {
  const { bom, separator } = csvFormat(query);
  const line = lineWriter(Object.values(columns), separator);
  async function* pieces(): AsyncGenerator<string> {
    yield stringify([Object.keys(columns)], { delimiter: separator, bom });
    for await (const rows of readAhead(batches)) {
      if (rows.length === 0) continue;
      let lines = '';
      for (const row of rows) lines += line(row);
      yield lines;
    }
  }
  return Readable.from(pieces(), { objectMode: false });
}

/** Writes lines as the library does, which takes its options apart for each call: for a line that costs more than the line. */
function lineWriter<Row>(cells: readonly ((row: Row) => CsvCell)[], separator: string): (row: Row) => string {
  const special = new RegExp(`["\\r\\n${separator}]`);
  const quoted = (text: string): string => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  // A line of one empty cell would be no line.
  if (cells.length < 2) return (row) => stringify([cells.map((cell) => csvText(cell(row)))], { delimiter: separator });
  return (row) => {
    let line = '';
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at]?.(row);
      if (at > 0) line += separator;
      if (cell !== null && cell !== undefined && cell !== '') line += quoted(csvText(cell));
    }
    return `${line}\n`;
  };
}

/**
 * Answers with a CSV file as a stream of unknown length. The first rows are asked for before anything is sent, so that a refusal
 * is still told as one; what breaks later cuts the answer, so that nobody takes a part for the whole. The rows are ended in any case,
 * also for a client that left before the first of them.
 */
export async function sendCsv<Row>(response: Response, file: CsvFile<Row>, query: CsvQuery = {}): Promise<void> {
  const batches = file.batches[Symbol.asyncIterator]();
  const isWatched = (): boolean => !response.destroyed;
  async function* from(first: IteratorResult<readonly Row[]>): AsyncGenerator<readonly Row[]> {
    for (let next = first; !next.done && isWatched(); next = await batches.next()) yield next.value;
  }
  try {
    let first = await batches.next();
    while (!first.done && first.value.length === 0 && isWatched()) first = await batches.next();
    if (!isWatched()) return;
    setHeaders(response, file.name);
    await pipeline(csvStream({ ...file, batches: from(first) }, query), response);
  } catch (error) {
    // The client left: nothing to tell it, and nothing went wrong here.
    if (!isEarlyEnd(error)) throw error;
  } finally {
    await batches.return?.();
  }
}

function setHeaders(response: Response, name: string): void {
  response.status(200);
  response.setHeader('Content-Type', 'text/csv; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="${name}.csv"`);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
}

const isEarlyEnd = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

/** Marks a route that answers with a CSV file. */
export const CsvAnswer = (description: string): MethodDecorator =>
  applyDecorators(
    SkipEnvelope(),
    ApiResponse({ status: 200, description, content: { 'text/csv': { schema: { type: 'string' } } } }),
  ) as MethodDecorator;
