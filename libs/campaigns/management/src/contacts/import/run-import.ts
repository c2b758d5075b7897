import {
  CONTACT_FILE_READER,
  CONTACT_STORE,
  type ContactFile,
  ContactFileError,
  type ContactFileReader,
  type ContactRow,
  type ContactStore,
  type FileRow,
  IMPORT_FILE_STORE,
  type ImportFileStore,
  localDay,
  type RejectedRow,
  type RowOutcome,
  SETTINGS_STORE,
  type SettingsStore,
} from '@relance/campaigns-domain';
import { type Clock, DomainError, type OwnerId, TimeSlice } from '@relance/kernel';
import { PRODUCT_CLOCK, type TaskRun } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type By, Audited } from '../../shared/audited.ts';
import { type ColumnPlan, columnPlan, type Mapping } from './column-plan.ts';
import { copyOf, type ImportState, newState, reportOf, type StoredReport } from './import-report.ts';
import { addNotes, type ImportNotes } from './import-notes.ts';
import { mergeRows } from './merge-rows.ts';
import { type ReadRow, readRow, type RowDefaults } from './read-row.ts';

/** What was asked of an import; kept with its task. */
export type ImportInput = {
  readonly fileId: string;
  readonly rows: number;
  /** Of the file, for the list of rejected rows. */
  readonly header: readonly string[];
  readonly sheet: string | null;
  readonly mapping: Mapping | null;
  readonly defaultCountry: string | null;
  readonly tags: readonly string[];
  readonly tagsMode: 'add' | 'replace';
  readonly upsert: boolean;
  readonly consent: { readonly source: string; readonly at: Date } | null;
  readonly language: 'fr' | 'en' | null;
  readonly by: By;
};

const BATCH = 250;
const CELL_KEPT = 5000;

type ImportRun = TaskRun<ImportInput, ImportState, StoredReport>;
type Good = { readonly source: FileRow; readonly row: ContactRow };

/**
 * Takes a file in: rows as a stream, each batch in one transaction with the position reached, so that an import that was cut
 * off goes on where it stood and counts nothing twice.
 */
@Injectable()
export class RunImport {
  constructor(
    @Inject(CONTACT_FILE_READER) private readonly reader: ContactFileReader,
    @Inject(IMPORT_FILE_STORE) private readonly files: ImportFileStore,
    @Inject(CONTACT_STORE) private readonly contacts: ContactStore,
    @Inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    private readonly audited: Audited,
  ) {}

  async work(run: ImportRun): Promise<StoredReport> {
    const { ownerId, input } = run;
    if (ownerId === null) throw new Error('an import belongs to an owner');
    const bytes = await this.files.read(input.fileId, ownerId);
    // The process ended behind the last batch and before the task did.
    if (!bytes && run.report && run.checkpoint && run.checkpoint.done >= input.rows) return run.report;
    if (!bytes) throw new DomainError('not_found', 'IMPORT_FILE_GONE', 'The file is not kept any more; send it again.');
    const file = await this.reader.open(bytes, openOptions(input));
    const plan = columnPlan(file.header, input.mapping ?? undefined);
    try {
      const report = await this.takeIn(run, ownerId, { file, plan });
      await this.files.drop(input.fileId, ownerId);
      await this.note(ownerId, input.by, report);
      return report;
    } catch (error) {
      if (error instanceof ContactFileError)
        throw new DomainError('malformed', 'IMPORT_FILE_BROKEN', `The file ${error.message}.`);
      throw error;
    }
  }

  private async takeIn(
    run: ImportRun,
    ownerId: OwnerId,
    { file, plan }: { readonly file: ContactFile; readonly plan: ColumnPlan },
  ): Promise<StoredReport> {
    const defaults = await this.defaults(ownerId, run.input);
    const state: ImportState = run.checkpoint ?? newState();
    const batch = new Batch(
      this.contacts,
      this.files,
      { run, ownerId, plan, defaults, now: () => this.clock.now() },
      state,
    );
    if (run.checkpoint) await batch.goOn();
    // While one batch is being written the next one is read.
    let saving = Promise.resolve();
    try {
      const turn = new TimeSlice();
      for await (const row of file.rows()) {
        if (turn.isOver) await turn.yield();
        if (row.line <= state.line && run.checkpoint) {
          batch.seenBefore(row);
          continue;
        }
        batch.add(row);
        if (batch.size < BATCH) continue;
        await saving;
        run.signal.throwIfAborted();
        saving = batch.save();
        // It is awaited before the next one; until then a failure is nobody's surprise.
        saving.catch(() => undefined);
      }
      await saving;
      run.signal.throwIfAborted();
      await batch.save();
    } finally {
      await saving.catch(() => undefined);
    }
    return reportOf(batch.state, run.input.rows, plan.unknownColumns);
  }

  private async defaults(ownerId: OwnerId, input: ImportInput): Promise<RowDefaults> {
    const { defaultCountry, language, timeZone } = await this.settings.read(ownerId);
    return {
      defaultCountry: input.defaultCountry ?? defaultCountry,
      dateLanguage: input.language ?? language,
      language: input.language,
      tags: input.tags,
      consent: input.consent,
      today: localDay(this.clock.now(), timeZone),
    };
  }

  /** Numbers only: who the people are is nobody's business but the owner's. */
  private note(
    ownerId: OwnerId,
    by: By,
    { created, updated, merged, unchanged, rejected }: StoredReport,
  ): Promise<void> {
    const after = { created, updated, merged, unchanged, rejected };
    const entity = { type: 'contacts', id: ownerId, name: null };
    return this.audited.note(by, { action: 'contact.import', ownerId, entity, after });
  }
}

export const openOptions = ({ sheet, mapping }: Pick<ImportInput, 'sheet' | 'mapping'>) => ({
  ...(sheet !== null && { sheet }),
  ...(mapping !== null && { columns: Object.keys(mapping) }),
});

type Bad = { readonly source: FileRow; readonly read: Exclude<ReadRow, { readonly row: ContactRow }> };

/** Rows of the file as they were read. */
const newRows = () => ({ count: 0, line: 0, good: [] as Good[], bad: [] as Bad[], notes: {} as ImportNotes });

type Context = {
  readonly run: ImportRun;
  readonly ownerId: OwnerId;
  readonly plan: ColumnPlan;
  readonly defaults: RowDefaults;
  readonly now: () => Date;
};

/** The rows that are saved next, and what is known of those before them. */
class Batch {
  private next = newRows();
  /** Phones of earlier batches: a row that names one again is merged into it. */
  private readonly seen = new Set<string>();
  private readonly created = new Set<string>();
  private readonly rejectedBefore = new Set<number>();

  constructor(
    private readonly contacts: ContactStore,
    private readonly files: ImportFileStore,
    private readonly context: Context,
    public state: ImportState,
  ) {}

  get size(): number {
    return this.next.count;
  }

  add(source: FileRow): void {
    const { plan, defaults } = this.context;
    const { next } = this;
    next.count += 1;
    next.line = source.line;
    const read = readRow(source, plan, defaults, next.notes);
    if ('row' in read) next.good.push({ source, row: read.row });
    else next.bad.push({ source, read });
  }

  /** Finds out which rows an interrupted run has rejected: what they name was not created by this import. */
  async goOn(): Promise<void> {
    for await (const rows of this.files.rejected(this.context.run.id))
      for (const { line } of rows) this.rejectedBefore.add(line);
  }

  /** A row that an interrupted run has dealt with. */
  seenBefore(row: FileRow): void {
    const { plan, defaults } = this.context;
    const read = this.rejectedBefore.has(row.line) ? null : readRow(row, plan, defaults, {});
    if (!read || !('row' in read)) return;
    this.seen.add(read.row.phone);
    this.created.add(read.row.phone);
  }

  async save(): Promise<void> {
    const rows = this.next;
    if (rows.count === 0) return;
    this.next = newRows();
    const state = copyOf(this.state);
    addNotes(state.notes, rows.notes);
    const rejected: RejectedRow[] = [];
    const { run, ownerId, now } = this.context;
    const good = await this.accepted(rows, state, rejected);
    const merged = mergeRows(
      good.map(({ row }) => row),
      run.input.tagsMode,
    );
    state.merged += good.length - merged.length;
    const sourceOf = new Map(good.map(({ source, row }) => [row.phone, source]));
    const options = {
      upsert: run.input.upsert,
      tagsMode: run.input.tagsMode,
      restoreArchived: true,
      ownPhones: this.created,
    } as const;
    const baseRejected = [...rejected];
    let after = state;
    const newlyCreated: string[] = [];
    const beside = async (
      outcomes: readonly RowOutcome[],
      transaction: Parameters<ImportRun['save']>[1],
    ): Promise<void> => {
      // The transaction may run more than once; each time begins from what was read.
      after = copyOf(state);
      newlyCreated.length = 0;
      const told = [...baseRejected];
      outcomes.forEach((outcome, index) => {
        const row = merged[index];
        if (row) this.count(after, { outcome, row, source: sourceOf.get(row.phone), told });
        if (row && outcome.outcome === 'created') newlyCreated.push(row.phone);
      });
      after.done += rows.count;
      after.line = rows.line;
      told.sort((a, b) => a.line - b.line);
      if (transaction) await this.files.addRejected({ id: run.id, ownerId }, told, transaction);
      const progress = Math.min(99, (after.done / Math.max(1, run.input.rows)) * 100);
      const report = reportOf(after, run.input.rows, this.context.plan.unknownColumns);
      await run.save({ progress, checkpoint: after, report }, transaction);
    };
    await this.contacts.saveRows(ownerId, merged, options, now(), beside);
    for (const phone of newlyCreated) this.created.add(phone);
    for (const { phone } of merged) this.seen.add(phone);
    this.state = after;
  }

  /** The rows that may be saved; those that cannot be read and those of erased people are rejected. */
  private async accepted(
    { good, bad }: ReturnType<typeof newRows>,
    state: ImportState,
    rejected: RejectedRow[],
  ): Promise<Good[]> {
    const { ownerId } = this.context;
    for (const { source, read } of bad) reject(state, rejected, source, read);
    const erased = await this.contacts.suppressed(
      good.map(({ row }) => row.phone),
      ownerId,
    );
    if (erased.size === 0) return good;
    return good.filter(({ source, row }) => {
      if (!erased.has(row.phone)) return true;
      reject(state, rejected, source, {
        field: 'phone',
        problem: 'was erased and is not taken in again',
        value: row.phone,
      });
      return false;
    });
  }

  private count(
    state: ImportState,
    {
      outcome,
      row,
      source,
      told,
    }: { outcome: RowOutcome; row: ContactRow; source: FileRow | undefined; told: RejectedRow[] },
  ): void {
    if (outcome.isRestored) state.restored += 1;
    if (outcome.outcome === 'exists') {
      if (source) reject(state, told, source, { field: 'phone', problem: 'is known already', value: row.phone });
    } else if (this.seen.has(row.phone)) state.merged += 1;
    else state[outcome.outcome] += 1;
  }
}

function reject(
  state: ImportState,
  rejected: RejectedRow[],
  { line, cells }: FileRow,
  { field, problem, value }: { readonly field: string; readonly problem: string; readonly value: string | null },
): void {
  state.rejected += 1;
  rejected.push({
    line,
    cells: cells.map((cell) => cell.slice(0, CELL_KEPT)),
    problem: `${field} ${problem}`,
    error: { row: line, field, problem, value },
  });
}
