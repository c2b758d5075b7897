import {
  type ContactRow,
  type ContactStore,
  type FileRow,
  type ImportFileStore,
  type RejectedRow,
  type RowOutcome,
} from '@relance/campaigns-domain';
import { type OwnerId, problem, type ValueProblem } from '@relance/kernel';
import { type ColumnPlan } from './column-plan.ts';
import { type ImportRun } from './import-input.ts';
import { addNotes, type ImportNotes } from './import-notes.ts';
import { copyOf, type ImportState, reportOf } from './import-report.ts';
import { mergeRows } from './merge-rows.ts';
import { type ReadRow, readRow, type RowDefaults } from './read-row.ts';

/** Of a cell of a rejected row so many characters are kept. */
const CELL_KEPT = 5000;

type Good = { readonly source: FileRow; readonly row: ContactRow };
type Bad = { readonly source: FileRow; readonly read: Exclude<ReadRow, { readonly row: ContactRow }> };

/** Rows of the file as they were read. */
const newRows = () => ({ count: 0, line: 0, good: [] as Good[], bad: [] as Bad[], notes: {} as ImportNotes });

export type ImportContext = {
  readonly run: ImportRun;
  readonly ownerId: OwnerId;
  readonly plan: ColumnPlan;
  readonly defaults: RowDefaults;
  readonly now: () => Date;
};

/** The rows that are saved next, and what is known of those before them. */
export class ImportBatch {
  private next = newRows();
  /** Phones of earlier batches: a row that names one again is merged into it. */
  private readonly seen = new Set<string>();
  private readonly created = new Set<string>();
  private readonly rejectedBefore = new Set<number>();

  constructor(
    private readonly contacts: ContactStore,
    private readonly files: ImportFileStore,
    private readonly context: ImportContext,
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
        ...problem('ERASED'),
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
      if (source) reject(state, told, source, { field: 'phone', ...problem('KNOWN_ALREADY'), value: row.phone });
    } else if (this.seen.has(row.phone)) state.merged += 1;
    else state[outcome.outcome] += 1;
  }
}

function reject(
  state: ImportState,
  rejected: RejectedRow[],
  { line, cells }: FileRow,
  { field, value, ...told }: ValueProblem & { readonly field: string; readonly value: string | null },
): void {
  state.rejected += 1;
  rejected.push({
    line,
    cells: cells.map((cell) => cell.slice(0, CELL_KEPT)),
    problem: `${field} ${told.problem}`,
    error: { row: line, field, value, ...told },
  });
}
