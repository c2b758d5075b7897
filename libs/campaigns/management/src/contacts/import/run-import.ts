import {
  CONTACT_FILE_READER,
  CONTACT_STORE,
  type ContactFile,
  ContactFileError,
  type ContactFileReader,
  type ContactStore,
  IMPORT_FILE_STORE,
  type ImportFileStore,
  localDay,
  SETTINGS_STORE,
  type SettingsStore,
} from '@relance/campaigns-domain';
import { type Clock, DomainError, type OwnerId, TimeSlice } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type By, Audited } from '../../shared/audited.ts';
import { type ColumnPlan, columnPlan } from './column-plan.ts';
import { ImportBatch } from './import-batch.ts';
import { type ImportInput, type ImportRun, openOptions } from './import-input.ts';
import { type ImportState, newState, reportOf, type StoredReport } from './import-report.ts';
import { type RowDefaults } from './read-row.ts';

/** So many rows are saved together. */
const BATCH = 250;

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
        throw new DomainError('malformed', 'IMPORT_FILE_BROKEN', `The file ${error.message}.`, [
          { field: 'file', ...error.problem },
        ]);
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
    const batch = new ImportBatch(
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
    // An import may end after its request, in another process: whom it was made for is not asked of the request.
    const onBehalfOf = by.actor.role === 'user' ? null : ownerId;
    return this.audited.note(by, { action: 'contact.import', ownerId, onBehalfOf, entity, after });
  }
}
