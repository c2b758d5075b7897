import { type CodedProblem } from '@relance/kernel';

/** A row of a file: the line where it begins (the first is 1) and its cells, trimmed. */
export type FileRow = { readonly line: number; readonly cells: readonly string[] };

export type ContactFileFormat = 'csv' | 'tsv' | 'xlsx' | 'vcard';

/** An opened file of contacts. Rows may be read again and again; each reading streams. */
export type ContactFile = {
  readonly format: ContactFileFormat;
  /** Null where the format says it (XLSX). */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** Names of the sheets; empty but for XLSX. */
  readonly sheets: readonly string[];
  /** The sheet that is read; null but for XLSX. */
  readonly sheet: string | null;
  /** Made up (`Column 1` …) where the file has none. */
  readonly header: readonly string[];
  /** The rows below the header; empty ones are none. */
  rows(): AsyncIterable<FileRow>;
  /** How many rows there are; above `limit` it stops and answers `limit` + 1. */
  count(limit: number): Promise<number>;
};

export type ContactFileOptions = {
  /** Sheet to read; absent: the first that is shown and has people in it. */
  readonly sheet?: string;
  /** Headers known beforehand (a mapping names them): the row that has most of them is the header. */
  readonly columns?: readonly string[];
};

/** Why a whole file cannot be read, in words that follow "The file …". */
export class ContactFileError extends Error {
  override readonly name = 'ContactFileError';

  constructor(readonly problem: CodedProblem) {
    super(problem.problem);
  }
}

/** Reads files of contacts in whatever form people have them. Throws ContactFileError for what is no such file. */
export interface ContactFileReader {
  open(bytes: Uint8Array, options?: ContactFileOptions): Promise<ContactFile>;
}
export const CONTACT_FILE_READER = Symbol('ContactFileReader');
