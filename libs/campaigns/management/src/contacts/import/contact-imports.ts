import {
  CONTACT_FILE_READER,
  type CountedFile,
  type ContactFile,
  ContactFileError,
  type ContactFileOptions,
  type ContactFileReader,
  contactLimits,
  IMPORT_FILE_STORE,
  type ImportFileStore,
  isUnnamed,
  meaningOf,
  type RejectedRow,
  type RowError,
  suggestColumns,
} from '@relance/campaigns-domain';
import { type Clock, DomainError, type OwnerId, type ValueProblem } from '@relance/kernel';
import { type BackgroundTask, BackgroundTasks, PRODUCT_CLOCK, validationFailed } from '@relance/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { setTimeout as rest } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Caller } from '../../shared/audited.ts';
import { instantOf } from '../../shared/field-rules.ts';
import { columnPlan, type Mapping } from './column-plan.ts';
import { type ImportBody } from './import.dto.ts';
import { ERRORS_NAMED, type ImportState, newState, reportOf, type StoredReport } from './import-report.ts';
import { type ImportReport, type InspectAnswer } from './import.view.ts';
import { type ImportInput, openOptions } from './import-input.ts';
import { RunImport } from './run-import.ts';

const KIND = 'contacts.import';
/** So many rows are taken in before the answer; more go on behind it. */
const ROWS_AT_ONCE = 500;
/** At most so many imports at a time in one process. */
const AT_A_TIME = 2;
const WAIT_MS = 60_000;
const LOOK_MS = 50;
const SAMPLES = 3;
const SAMPLED_ROWS = 200;
const SAMPLE_CHARACTERS = 200;

type Task = BackgroundTask<StoredReport, ImportInput>;
type Opened = { readonly bytes: Uint8Array; readonly file: ContactFile; readonly fileId: string | null };

/** Files of contacts on their way in: looked at, taken in, asked about. */
@Injectable()
export class ContactImports implements OnModuleInit {
  constructor(
    @Inject(CONTACT_FILE_READER) private readonly reader: ContactFileReader,
    @Inject(IMPORT_FILE_STORE) private readonly files: ImportFileStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly tasks: BackgroundTasks,
    private readonly runImport: RunImport,
  ) {}

  onModuleInit(): void {
    this.tasks.register<ImportInput, ImportState, StoredReport>({
      kind: KIND,
      concurrency: AT_A_TIME,
      work: (run) => this.runImport.work(run),
    });
  }

  /** Says what a file is and what its columns probably are; the file is kept for the import. */
  async inspect(ownerId: OwnerId, bytes: Uint8Array, sheet?: string): Promise<InspectAnswer> {
    const file = await this.open(bytes, sheet === undefined ? {} : { sheet });
    const { samples, rows } = await this.look(file);
    const suggestions = suggestColumns(file.header, (column) => samples[column] ?? []);
    return {
      importId: await this.files.keep(ownerId, bytes, { sheet: file.sheet, header: file.header, rows }),
      format: file.format,
      encoding: file.encoding,
      delimiter: file.delimiter,
      sheets: [...file.sheets],
      rows,
      columns: file.header.map((header, index) => ({
        index,
        header,
        samples: samples[index] ?? [],
        suggested: suggestions[index]?.suggested ?? 'ignore',
        confidence: suggestions[index]?.confidence ?? 0,
      })),
      problems: problemsOf(
        rows,
        suggestions.some(({ suggested }) => suggested === 'phone'),
      ),
    };
  }

  /** Begins an import. A short one is done with the answer. */
  async start(caller: Caller, body: ImportBody, upload: Uint8Array | null): Promise<ImportReport> {
    const { file, bytes, fileId } = await this.opened(caller.ownerId, body, upload);
    const mapping = body.mapping ?? (await this.mappingOf(file));
    const { unknownColumns } = columnPlan(file.header, mapping);
    const rows = await this.counted(file, await this.found(caller.ownerId, fileId));
    const input: ImportInput = {
      fileId: fileId ?? (await this.files.keep(caller.ownerId, bytes)),
      rows,
      header: [...file.header],
      sheet: file.sheet,
      mapping: mapping ?? null,
      defaultCountry: body.defaultCountry ?? null,
      tags: [...new Set((body.tags ?? []).map((tag) => tag.trim()))],
      tagsMode: body.tagsMode ?? 'add',
      upsert: body.upsert ?? true,
      consent: body.consent
        ? { source: body.consent.source.trim(), at: instantOf(body.consent.at) ?? this.clock.now() }
        : null,
      language: body.language ?? null,
      by: { actor: caller.actor, requestId: caller.requestId },
    };
    const id = await this.tasks.create({ kind: KIND, ownerId: caller.ownerId, input });
    if (rows <= ROWS_AT_ONCE) {
      const done = await this.waitFor(id, caller.ownerId);
      if (done) return this.view(done);
    }
    const first = { ...reportOf(newState(), rows, unknownColumns) };
    return { jobId: id, status: 'queued', progress: 0, ...plain(first, []), failure: null, failureInDetail: null };
  }

  async report(ownerId: OwnerId, jobId: string): Promise<ImportReport> {
    return this.view(await this.find(ownerId, jobId));
  }

  private async view({ id, status, progress, report, error, input }: Task): Promise<ImportReport> {
    const stored = report ?? reportOf(newState(), input.rows, []);
    const errors = stored.errors ?? (stored.rejected > 0 ? await this.files.errors(id, ERRORS_NAMED) : []);
    const found = plain(stored, errors);
    const notes = error ? [...found.notes, `stopped: ${error.message}`] : found.notes;
    const [detail] = error?.details ?? [];
    return {
      jobId: id,
      status,
      progress,
      ...found,
      notes,
      failure: error?.code ?? null,
      failureInDetail: detail ? { problem: detail.problem, ...coded(detail) } : null,
    };
  }

  /** The header of the file and its rejected rows. */
  async rejected(
    ownerId: OwnerId,
    jobId: string,
  ): Promise<{ readonly header: readonly string[]; readonly batches: AsyncIterable<readonly RejectedRow[]> }> {
    const { input } = await this.find(ownerId, jobId);
    return { header: input.header, batches: this.files.rejected(jobId) };
  }

  private async find(ownerId: OwnerId, jobId: string): Promise<Task> {
    const task = await this.tasks.find<StoredReport, ImportInput>(jobId, { kind: KIND, ownerId });
    if (!task) throw new DomainError('not_found', 'IMPORT_NOT_FOUND', 'There is no such import.');
    return task;
  }

  private async waitFor(id: string, ownerId: OwnerId): Promise<Task | null> {
    const until = performance.now() + WAIT_MS;
    while (performance.now() < until) {
      const task = await this.find(ownerId, id);
      if (task.status === 'done') return task;
      if (task.status === 'failed') {
        if (task.error?.code === 'IMPORT_FILE_BROKEN')
          throw validationFailed(task.error.details ?? [{ field: 'file', problem: task.error.message }]);
        return task;
      }
      await rest(LOOK_MS);
    }
    return null;
  }

  private async opened(ownerId: OwnerId, body: ImportBody, upload: Uint8Array | null): Promise<Opened> {
    if (upload && body.importId)
      throw validationFailed([{ field: 'importId', problem: 'cannot be given together with a file' }]);
    const options = openOptions({ sheet: body.sheet ?? null, mapping: body.mapping ?? null });
    if (upload) return { bytes: upload, file: await this.open(upload, options), fileId: null };
    if (!body.importId) throw noFile();
    const bytes = await this.files.read(body.importId, ownerId);
    if (!bytes)
      throw new DomainError('not_found', 'IMPORT_NOT_FOUND', 'There is no such file; it is kept for two days.');
    return { bytes, file: await this.open(bytes, options), fileId: body.importId };
  }

  private async open(bytes: Uint8Array, options: ContactFileOptions): Promise<ContactFile> {
    return readable(() => this.reader.open(bytes, options));
  }

  /** Where no header says anything, columns are what stands in them: numbers, addresses, names. */
  private async mappingOf(file: ContactFile): Promise<Mapping | undefined> {
    if (!isUnnamed(file.header) || file.header.some((name) => meaningOf(name)?.target === 'phone')) return undefined;
    const samples = await this.samples(file);
    const suggestions = suggestColumns(file.header, (column) => samples[column] ?? []);
    return Object.fromEntries(
      file.header.flatMap((name, index) => {
        const { suggested = 'ignore' } = suggestions[index] ?? {};
        return suggested === 'ignore' ? [] : [[name, suggested]];
      }),
    );
  }

  /** What an earlier look at the file found. */
  private found(ownerId: OwnerId, fileId: string | null): Promise<CountedFile | null> {
    return fileId === null ? Promise.resolve(null) : this.files.counted(fileId, ownerId);
  }

  /** The rows of a file, counted once unless it is read in another way than it was looked at. */
  private async counted(file: ContactFile, found: CountedFile | null): Promise<number> {
    const limit = contactLimits.importRows;
    const isSame = found?.sheet === file.sheet && isDeepStrictEqual(found.header, [...file.header]);
    const rows = isSame ? found.rows : await readable(() => file.count(limit));
    if (rows > limit) {
      throw new DomainError('unprocessable', 'IMPORT_TOO_LONG', `A file may have ${limit} rows.`, { limit });
    }
    return rows;
  }

  private async look(file: ContactFile): Promise<{ samples: string[][]; rows: number }> {
    const samples = await this.samples(file);
    return { samples, rows: await readable(() => file.count(contactLimits.importRows)) };
  }

  /** Up to three values of each column, from the first rows. */
  private samples(file: ContactFile): Promise<string[][]> {
    return readable(async () => {
      const samples: string[][] = file.header.map(() => []);
      let seen = 0;
      for await (const { cells } of file.rows()) {
        for (const [index, of] of samples.entries()) {
          const text = (cells[index] ?? '').trim();
          if (text !== '' && of.length < SAMPLES) of.push(text.slice(0, SAMPLE_CHARACTERS));
        }
        seen += 1;
        if (seen >= SAMPLED_ROWS) break;
      }
      return samples;
    });
  }
}

export const noFile = (): DomainError =>
  validationFailed([{ field: 'file', problem: 'must be a file (CSV, XLSX or vCard), sent as multipart/form-data' }]);

async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ContactFileError) throw validationFailed([{ field: 'file', ...error.problem }]);
    throw error;
  }
}

/** What a program needs to word a problem in another language; nothing for what an earlier version wrote. */
const coded = ({ code, params }: ValueProblem) => ({ code: code ?? null, params: params ?? {} });

const problemsOf = (rows: number, hasPhone: boolean): string[] => [
  ...(rows === 0 ? ['There are no rows below the header.'] : []),
  ...(rows > contactLimits.importRows
    ? [`There are more than ${contactLimits.importRows} rows: send the file in parts.`]
    : []),
  ...(hasPhone ? [] : ['No column looks like phone numbers: say which it is.']),
];

const plain = ({ noted = [], ...report }: StoredReport, errors: readonly RowError[]) => ({
  ...report,
  unknownColumns: [...report.unknownColumns],
  notes: [...report.notes],
  notesInDetail: noted.map(({ rows, ...note }) => ({ ...note, rows: [...rows], ...coded(note) })),
  errors: errors.map((error) => ({ ...error, ...coded(error) })),
});
