import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { stringify } from 'csv-stringify';
import { type Response } from 'express';
import { SkipEnvelope } from '../envelope.ts';
import { type CsvCell, csvText } from './csv-cells.ts';
import { csvFormat, type CsvQuery } from './csv-query.ts';

export type CsvFile<Row> = {
  /** Without the ending. */
  readonly name: string;
  /** In the order of the file, by header. */
  readonly columns: Readonly<Record<string, (row: Row) => CsvCell>>;
  /** Read only as fast as the client takes them; ended when it leaves. */
  readonly rows: AsyncIterable<Row>;
};

/** A stream of lines that holds no more than a few rows at a time; also for attachments. */
export function csvStream<Row>({ columns, rows }: CsvFile<Row>, query: CsvQuery = {}): Readable {
  const { bom, separator } = csvFormat(query);
  const lines = stringify({ header: true, columns: Object.keys(columns), delimiter: separator, bom });
  const cells = Object.values(columns);
  async function* records() {
    for await (const row of rows) yield cells.map((cell) => csvText(cell(row)));
  }
  const source = Readable.from(records());
  pipeline(source, lines).catch((error: unknown) => lines.destroy(error instanceof Error ? error : undefined));
  // A reader that leaves ends the rows, and with them the database's cursor.
  lines.once('close', () => source.destroy());
  return lines;
}

/**
 * Answers with a CSV file as a stream of unknown length. The first row is asked for before anything is sent, so that a refusal
 * is still told as one; what breaks later cuts the answer, so that nobody takes a part for the whole.
 */
export async function sendCsv<Row>(response: Response, file: CsvFile<Row>, query: CsvQuery = {}): Promise<void> {
  const rows = file.rows[Symbol.asyncIterator]();
  const first = await rows.next();
  async function* all(): AsyncGenerator<Row> {
    try {
      for (let next = first; !next.done; next = await rows.next()) yield next.value;
    } finally {
      await rows.return?.();
    }
  }
  response.status(200);
  response.setHeader('Content-Type', 'text/csv; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="${file.name}.csv"`);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  try {
    await pipeline(csvStream({ ...file, rows: all() }, query), response);
  } catch (error) {
    // The client left: nothing to tell it, and nothing went wrong here.
    if (isEarlyEnd(error)) return;
    throw error;
  }
}

const isEarlyEnd = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

/** Marks a route that answers with a CSV file. */
export const CsvAnswer = (description: string): MethodDecorator =>
  applyDecorators(
    SkipEnvelope(),
    ApiResponse({ status: 200, description, content: { 'text/csv': { schema: { type: 'string' } } } }),
  ) as MethodDecorator;
